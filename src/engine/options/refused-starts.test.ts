/**
 * What a real kube-apiserver says of bad token files, certificates, keys, kubeconfigs, policies and flags: testdata/refusals, recorded
 * from real servers, a case each with flags, files and the message (or that it starts).
 */
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { ApiServer } from '../api-server';
import { optionsFor } from './parse';
import { own, table } from '../golang/map';

interface Case {
  readonly flags: Readonly<Record<string, string | null>>;
  readonly files?: Readonly<Record<string, string>>;
  /** The files belong to another user, and only that user may read them. */
  readonly unreadable?: true;
  readonly starts?: true;
  readonly message?: string;
}
interface Refusals {
  readonly version: string;
  readonly cases: Readonly<Record<string, Case>>;
}

/** What of the kubeconfig of a webhook every version answers otherwise. */
const OF_KUBECONFIGS: Readonly<Record<string, string>> = {
  'webhook: exec and token': 'programs that give tokens are not run',
  'webhook: auth-provider': 'programs that give tokens are not run',
};

/** What of the configuration of admission the newer versions answer otherwise. */
const OF_ADMISSION: Readonly<Record<string, string>> = {
  'config: internal version': 'a document in the version that only the server uses within itself is not read',
};

/** Messages of several lines, of which the recorder of 1.20 kept the first. */
const OF_FIRST_LINES = Object.fromEntries(['only spaces', 'no kind', 'no version'].map((name) => [`config: ${name}`, 'the recording has only the first line']));

/** What is answered otherwise, each with what is missing. An entry that is answered like a real server no longer fails the test. */
const OTHERWISE = table<Readonly<Record<string, string>>>({
  '1.20': {
    'mode: open quote': 'Go 1.15 words an open quote otherwise than Go 1.26',
    'webhook: CA data is no base64': 'the decoder repeats the fields that it has come by, in another order',
    ...OF_KUBECONFIGS,
    ...OF_ADMISSION,
    ...OF_FIRST_LINES,
    'event rate limit: qps is a word': 'the message has a byte that is not UTF-8, which the recording cannot hold',
  },
  '1.36': {
    'webhook: CA file empty': 'an empty file is refused, which a real server accepts',
    ...OF_KUBECONFIGS,
    ...OF_ADMISSION,
  },
  '1.37': {
    'webhook: CA file empty': 'an empty file is refused, which a real server accepts',
    ...OF_KUBECONFIGS,
    ...OF_ADMISSION,
  },
});

const REFUSALS = path.join(__dirname, '..', '..', '..', 'testdata', 'refusals');

const UNPRIVILEGED = 65_534;

/** root may read everything, so the test runs as another user. */
function asSomebodyElse(act: () => void): void {
  const { geteuid, seteuid } = process;
  const isRoot = geteuid?.() === 0;
  if (isRoot) seteuid?.(UNPRIVILEGED);
  try {
    act();
  } finally {
    if (isRoot) seteuid?.(0);
  }
}

/** What a server says that does not start, with $DIR for the folder of its files. */
function outcome(version: string, { flags, files = {}, unreadable }: Case): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'refusals-'));
  const placed = (text: string): string => text.replaceAll('$DIR', folder);
  try {
    chmodSync(folder, 0o755);
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), placed(content), { mode: unreadable === true ? 0o000 : 0o600 });
    const given = Object.entries(flags).flatMap(([name, value]) => (value === null ? [] : [[name, placed(value)]]));
    const start = (): void => void ApiServer.start(optionsFor({ kubernetesVersion: version, flags: Object.fromEntries(given) as Record<string, string> }));
    if (unreadable === true) asSomebodyElse(start);
    else start();
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
    for (const [name, recorded] of Object.entries(cases)) {
      const missing = own(OTHERWISE[version], name);
      it(missing === undefined ? name : `${name}: answered otherwise, because ${missing}`, () => {
        const outcomeHere = expect(outcome(version, recorded));
        (missing === undefined ? outcomeHere : outcomeHere.not).toBe(recorded.message ?? 'starts');
      });
    }
  });
}
