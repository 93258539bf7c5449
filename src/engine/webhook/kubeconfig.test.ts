import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { own } from '../golang/map';
import { versionOf } from '../versions';
import { readKubeconfig } from './kubeconfig';

interface Refusals {
  readonly cases: Readonly<Record<string, { readonly files: Readonly<Record<string, string>>; readonly message: string }>>;
}
const RECORDED = path.join(__dirname, '..', '..', '..', 'testdata', 'refusals', 'authorization-files-1.37.json');
const { cases } = JSON.parse(readFileSync(RECORDED, 'utf8')) as Refusals;

/** By the name of a recorded case, the rule that it shows. A case of authorization stands for every webhook. */
const RULES = {
  'webhook: empty file': 'a file without anything in it is as if there were none',
  'webhook: a YAML list': 'the document is an object',
  'webhook: other kind': 'the document is a Config',
  'webhook: other version': 'of the version v1',
  'webhook: clusters is a string': 'its fields have their types',
  'webhook: server is empty': 'a cluster has a server',
  'webhook: no cluster of the context': 'the context names a cluster that is there',
  'webhook: current-context unknown': 'the current context is there',
  'webhook: CA file missing': 'the file of the CA is there',
  'webhook: certificate without key': 'a certificate has a key',
  'webhook: token and password': 'a user has one way to prove who it is',
};

/** What a server says before it comes to the file. */
const OF_AUTHORIZATION = 'invalid authorization config: ';

function complaintAbout(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-kubeconfig-'));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text.replaceAll('$DIR', folder));
    readKubeconfig(path.join(folder, 'hook.kubeconfig'), versionOf('1.37'));
    return 'it is read';
  } catch (error) {
    return (error as Error).message.replaceAll(folder, '$DIR');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the kubeconfig of a webhook', () => {
  for (const [name, rule] of Object.entries(RULES))
    it(rule, () => {
      const { files = {}, message = '' } = own(cases, name) ?? {};
      expect(`${OF_AUTHORIZATION}${complaintAbout(files)}`).toBe(message);
    });
});
