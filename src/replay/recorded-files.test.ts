import { existsSync, mkdtempSync, rmSync } from 'node:fs';
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

  it('may have names that begin with dots', async () => {
    expect((await replay(session, recordingWith('..policy'))).notStarted).toBeUndefined();
  });
});
