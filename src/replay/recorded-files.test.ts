import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { targetKind } from '../targets/targets';
import type { Recording } from './recording';
import { replay } from './replay';
import { replayOnTarget } from './replay-on-target';
import { ReplaySession } from './replay-session';

const outside = mkdtempSync(path.join(tmpdir(), 'cukernetes-outside-'));
const planted = path.join(outside, 'planted');
after(async () => {
  rmSync(outside, { recursive: true });
  await (await target).close();
});

const session = new ReplaySession();
const target = targetKind('embedded').connect({});

const recordingWith = (name: string): Recording => ({
  name: 'files/outside',
  recordedFrom: 'kube-apiserver v1.36.3',
  server: { files: { [name]: 'planted' } },
  exchanges: [],
});

describe('a recording whose files lie outside of its folder', () => {
  for (const name of [path.join('..', path.basename(outside), 'planted'), planted, `a/../../${path.basename(outside)}/planted`, '..', ''])
    it(`is not replayed, on no target: ${JSON.stringify(name)}`, async () => {
      const here = await replay(session, recordingWith(name));
      const embedded = await replayOnTarget(recordingWith(name), await target);
      for (const { notStarted } of [here, embedded]) expect(notStarted).toBe(`The file ${JSON.stringify(name)} would lie outside of $DIR: name one inside.`);
      expect(existsSync(planted)).toBe(false);
    });

  for (const [flag, value] of [
    ['audit-log-path', planted],
    ['audit-log-path', `$DIR/../${path.basename(outside)}/planted`],
    ['audit_log_path', 'planted'],
    ['cert-dir', outside],
    ['token-auth-file', '/etc/passwd'],
    ['token-auth-file', 'package.json'],
    ['authorization-config', '/etc/passwd'],
  ] as const)
    it(`is not replayed when a flag names it, on no target: --${flag}=${value}`, async () => {
      const files = { 'policy.yaml': 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: [{level: Metadata}]\n' };
      const recording = { ...recordingWith('a'), server: { flags: { 'audit-policy-file': '$DIR/policy.yaml', [flag]: value }, files } };
      const here = await replay(session, recording);
      const embedded = await replayOnTarget(recording, await target);
      for (const { notStarted } of [here, embedded])
        expect(notStarted).toMatch(/^The flag --[a-z_-]+ names ".*", which lies outside of \$DIR: name one inside\.$/);
      expect(readdirSync(outside)).toEqual([]);
    });

  it('may write its audit log into its folder, and to the standard output', async () => {
    const files = { 'policy.yaml': 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n' };
    for (const log of ['$DIR/a/audit.log', '-']) {
      const flags = { 'audit-policy-file': '$DIR/policy.yaml', 'audit-log-path': log };
      expect((await replay(session, { ...recordingWith('a'), server: { flags, files } })).notStarted).toBeUndefined();
    }
  });

  it('may have names that begin with dots', async () => {
    expect((await replay(session, recordingWith('..policy'))).notStarted).toBeUndefined();
  });
});
