/**
 * How many creates a second pass admission: through fifty ValidatingAdmissionPolicies, and through ten webhooks over local HTTPS; on this
 * server and on a real kube-apiserver with its etcd, where its programs are (docs/envtest.md). How it is measured: bench/http.ts.
 *
 *   npm run bench:admission -- [--rounds=3] [--seconds=1] [--connections=4] [--kubernetes-version=1.NN]
 */
import { loadavg } from 'node:os';
import path from 'node:path';
import { createAuthority } from '../src/engine/http/certificates';
import { commandLine, numberOf, versionNamed, wholeNumberOf } from '../scripts/command-line';
import { VERSIONS } from '../src/engine/versions';
import { CASES, prepareFor } from './admission/cases';
import { ADMISSION_GOALS } from './http-bounds';
import { conclude } from './http/conclude';
import { LoadGenerator, messageOf, pinnedPlacement, startScript, UNPINNED } from './http/processes';
import { inRounds, type Result, type Settings } from './http/rounds';
import { startOurs, startReal } from './http/servers';

const USAGE = `npm run bench:admission -- [OPTION ...]
  --rounds N              how often each case is measured (3)
  --seconds N             how long each time (1)
  --connections N         how many connections at once (4)
  --kubernetes-version V  the version that answers (the newest)`;
const WORDS = {
  options: {
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '1' },
    connections: { type: 'string', default: '4' },
    'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
  },
} as const;
const REPORT = 'reports/bench-admission.json';

/** Pinned where the system can: the webhooks have the processor of the client. */
async function measured(settings: Settings): Promise<readonly Result[]> {
  const placement = pinnedPlacement() ?? UNPINNED;
  const authority = await createAuthority('bench-webhooks');
  const webhooks = startScript(path.join(__dirname, 'admission', 'webhook-server.ts'), placement.client);
  webhooks.send(await authority.serving('webhooks', ['localhost'], ['127.0.0.1']));
  const prepare = prepareFor({ port: await messageOf<number>(webhooks), authorityPem: authority.certificatePem });
  const ours = await startOurs(placement, settings.version, prepare);
  const real = await startReal(placement, settings.version, prepare);
  const servers = [ours, ...(real === undefined ? [] : [real])];
  const generator = new LoadGenerator(placement);
  const results = await inRounds(placement, servers, generator, settings);
  generator.close();
  webhooks.disconnect();
  for (const server of servers) await server.close();
  return results;
}

async function main(): Promise<void> {
  const settings = commandLine(USAGE, WORDS, ({ values }): Settings => ({
    version: versionNamed(values['kubernetes-version']),
    rounds: wholeNumberOf('rounds', values.rounds),
    load: { seconds: numberOf('seconds', values.seconds), connections: wholeNumberOf('connections', values.connections) },
    warmUp: 1,
    cases: CASES,
  }));
  const machineLoad = loadavg()[0] ?? 0;
  conclude({ report: REPORT, goals: ADMISSION_GOALS, load: machineLoad, settings, results: await measured(settings) });
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
