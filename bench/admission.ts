/**
 * How many creates a second pass admission: through fifty ValidatingAdmissionPolicies, and through ten webhooks over local HTTPS; on this
 * server and on a real kube-apiserver with its etcd, where its programs are (docs/envtest.md). How it is measured: bench/http.ts.
 *
 *   npm run bench:admission -- [--rounds=3] [--seconds=1] [--connections=4] [--kubernetes-version=1.NN]
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createAuthority } from '../src/engine/http/certificates';
import { VERSIONS } from '../src/engine/versions';
import { CASES, prepareFor } from './admission/cases';
import { ADMISSION_GOALS, boundsOf, failsRun, verdictOn } from './http-bounds';
import { LoadGenerator, messageOf, pinnedPlacement, startScript, UNPINNED } from './http/processes';
import { inRounds, rowOf, type Result, type Settings } from './http/rounds';
import { startOurs, startReal } from './http/servers';

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
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '1' },
      connections: { type: 'string', default: '4' },
      'kubernetes-version': { type: 'string', default: VERSIONS[VERSIONS.length - 1] ?? '' },
    },
  });
  const load = { seconds: Number(values.seconds), connections: Number(values.connections) };
  const settings: Settings = { version: values['kubernetes-version'], rounds: Number(values.rounds), load, warmUp: 1, cases: CASES };
  const machineLoad = loadavg()[0] ?? 0;
  const judged = (await measured(settings)).map((result) => ({ ...result, bounds: boundsOf(result) }));
  console.table(judged.map((result) => rowOf(result, verdictOn(result.bounds))));
  console.log(`In brackets by processor time. ${ADMISSION_GOALS} Load ${machineLoad.toFixed(1)} on ${cpus().length} processors.`);
  if (judged.every(({ real }) => real.perSecond === undefined))
    console.log('Left out: a real kube-apiserver, whose programs are not on this machine; docs/envtest.md says where they are looked for.');
  mkdirSync('reports', { recursive: true });
  writeFileSync(REPORT, `${JSON.stringify({ machineLoad, ...settings, cases: undefined, results: judged }, undefined, 2)}\n`);
  console.log(`Written to ${REPORT}`);
  // Servers that still run end with this process.
  process.exit(judged.some(({ bounds }) => bounds.some(failsRun)) ? 1 : 0);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
