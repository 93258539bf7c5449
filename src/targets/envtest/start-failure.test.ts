/** What kube-apiserver printed when it refused these configurations: recorded with shortened source positions. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { StartError } from '../../engine/errors/start-error';
import { Program } from './program';
import { startFailure } from './start-failure';
import { until } from './until';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-failure-'));
after(() => rmSync(folder, { recursive: true }));

async function failureOf(printed: string): Promise<Error> {
  const file = path.join(folder, 'printed');
  writeFileSync(file, printed);
  const program = Program.start(`server-${Math.random()}`, '/bin/sh', ['-c', `cat ${file} >&2; exit 1`], folder);
  await until(
    () => Promise.resolve(program.ended === undefined ? 'its end' : undefined),
    120_000,
    (missing) => new Error(missing),
  );
  return startFailure(program);
}

describe('an API server that does not start', () => {
  it('says why in a line, before 1.21', async () => {
    const error = await failureOf('Flag --insecure-port has been deprecated\nError: invalid authentication config: open /no: no such file or directory\n');
    expect(error).toBeInstanceOf(StartError);
    expect(error.message).toBe('invalid authentication config: open /no: no such file or directory');
  });

  it('says why in a quoted value', async () => {
    const error = await failureOf(
      'I1124 20:00:00.000000 7 options.go:1] external host\nE1124 20:00:00.1 7 run.go:72] "command failed" err="line 2: \\"x\\" is not a mode"\n',
    );
    expect(error.message).toBe('line 2: "x" is not a mode');
  });

  it('says why in lines of its own', async () => {
    const error = await failureOf('E1124 20:00:00.000000       7 run.go:72] "command failed" err=<\n\t[one,\n\ttwo]\n >\n');
    expect(error.message).toBe('[one,\ntwo]');
  });

  it('that crashes is not a refusal', async () => {
    const error = await failureOf('panic: runtime error\n');
    expect(error).not.toBeInstanceOf(StartError);
    expect(error.message).toContain('ended with exit code 1. The end of what it printed:\npanic: runtime error');
  });
});
