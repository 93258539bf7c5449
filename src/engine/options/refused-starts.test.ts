/**
 * What a real kube-apiserver says of bad token files, certificates, keys, kubeconfigs, policies and flags: testdata/refusals, recorded
 * from real servers, a case each with flags, files and the message (or that it starts).
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own, table } from '../golang/map';
import { outcomeOfStart, readStarts, recordedOutcome, REFUSALS } from '../recorded-starts.fixture';

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

for (const file of readdirSync(REFUSALS)) {
  const { version, cases } = readStarts(file);
  describe(`kube-apiserver ${version}, ${path.basename(file, '.json')}`, () => {
    for (const [name, recorded] of Object.entries(cases)) {
      const missing = own(OTHERWISE[version], name);
      it(missing === undefined ? name : `${name}: answered otherwise, because ${missing}`, () => {
        const outcomeHere = expect(outcomeOfStart(version, recorded));
        (missing === undefined ? outcomeHere : outcomeHere.not).toBe(recordedOutcome(recorded));
      });
    }
  });
}
