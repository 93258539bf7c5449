/**
 * What a real kube-apiserver says of bad token files, certificates, keys, kubeconfigs, policies and flags: testdata/refusals, recorded
 * from real servers, a case each with flags, files and the message (or that it starts).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../api-server';
import { optionsFor } from './parse';

interface Case {
  readonly flags: Readonly<Record<string, string | null>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly starts?: true;
  readonly message?: string;
}
interface Refusals {
  readonly version: string;
  readonly cases: Readonly<Record<string, Case>>;
}

/** What is answered otherwise, each with what is missing. */
const OTHERWISE: ReadonlyMap<string, string> = new Map([
  ['authorization: CEL has unknown', 'has() of a field that is not there is found when the condition is evaluated'],
  ['authorization: CEL timestamp', 'a timestamp is looked at when the condition is evaluated'],
  ['authorization: CEL quantity', "Kubernetes' own functions of CEL are not there"],
  ['authorization: CEL ip', "Kubernetes' own functions of CEL are not there"],
  ['authorization: CEL authorizer', 'only the first error of types is told'],
]);

const REFUSALS = path.join(__dirname, '..', '..', '..', 'testdata', 'refusals');

/** What a server says that does not start, with $DIR for the folder of its files. */
function outcome(version: string, { flags, files = {} }: Case): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'refusals-'));
  const placed = (text: string): string => text.replaceAll('$DIR', folder);
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), placed(content));
    const given = Object.entries(flags).flatMap(([name, value]) => (value === null ? [] : [[name, placed(value)]]));
    ApiServer.start(optionsFor({ kubernetesVersion: version, flags: Object.fromEntries(given) as Record<string, string> }));
    return 'starts';
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '$DIR');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const file of readdirSync(REFUSALS)) {
  const { version, cases } = JSON.parse(readFileSync(path.join(REFUSALS, file), 'utf8')) as Refusals;
  describe(`kube-apiserver ${version}, ${path.basename(file, '.json')}`, () => {
    for (const [name, recorded] of Object.entries(cases))
      it(OTHERWISE.has(name) ? `${name}, not yet: ${OTHERWISE.get(name) ?? ''}` : name, () => {
        const told = expect(outcome(version, recorded));
        (OTHERWISE.has(name) ? told.not : told).toBe(recorded.message ?? 'starts');
      });
  });
}
