/** What busybox 1.35 of the image local/shell does with the same commands. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, describe, it } from 'node:test';
import { expect } from 'expect';
import { ContainerFiles } from './container-files';
import { Signals, type Process } from './process';
import { run } from './shell';

const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-shell-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(path.join(folder, 'root'));
mkdirSync(path.join(folder, 'secret'));
writeFileSync(path.join(folder, 'secret', 'password'), '123');

interface Ran {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function start(command: readonly string[], signals = new Signals()): Promise<Ran> {
  const printed = { stdout: '', stderr: '' };
  const process: Process = {
    files: new ContainerFiles(path.join(folder, 'root'), [{ hostPath: path.join(folder, 'secret'), containerPath: '/etc/secret', readOnly: true }]),
    env: new Map([['COLOUR', 'green']]),
    signals,
    network: { listen: () => () => undefined },
    hostname: 'web',
    write: (stream, text) => void (printed[stream] += text),
    sleep: () => new Promise(() => undefined),
  };
  return run(command, process).then((exitCode) => ({ exitCode, ...printed }));
}
const sh = (script: string): Promise<Ran> => start(['sh', '-c', script]);
const printing = (stdout: string, exitCode = 0, stderr = ''): Ran => ({ exitCode, stdout, stderr });

describe('a script', () => {
  it('ends with the code of exit, wherever that is', async () => {
    expect(await sh('echo oops >&2; exit 3; echo never')).toEqual(printing('', 3, 'oops\n'));
  });

  it('goes on after && and || as the command before them ended', async () => {
    expect(await sh('true && echo a || echo b; false && echo c || echo d')).toEqual(printing('a\nd\n'));
  });

  it('has variables in words and double quotes, and none in single ones', async () => {
    expect(await sh(`echo $COLOUR "\${COLOUR}s" '$COLOUR' $NONE "$NONE"; false; echo $?`)).toEqual(printing('green greens $COLOUR \n1\n'));
  });

  it('writes and adds to files', async () => {
    expect(await sh('echo one > /tmp/f; echo two >> /tmp/f; cat /tmp/f; rm /tmp/f; ls -a /tmp; cat /tmp/f')).toEqual(
      printing('one\ntwo\n.\n..\n', 1, "cat: can't open '/tmp/f': No such file or directory\n"),
    );
  });

  it('chooses with if and test', async () => {
    expect(await sh('if [ -f /etc/secret/password ]; then echo yes; else echo no; fi; if test a = b; then echo yes; else echo no; fi')).toEqual(
      printing('yes\nno\n'),
    );
  });

  it('says what it does not know', async () => {
    expect(await sh('nosuch x')).toEqual(printing('', 127, 'sh: nosuch: not found\n'));
    expect(await sh('echo "a')).toEqual(printing('', 2, 'sh: syntax error: unterminated quoted string\n'));
  });
});

describe('a mounted folder', () => {
  it('is read at its place', async () => {
    expect(await sh('ls /etc/secret; cat /etc/secret/password')).toEqual(printing('password\n123'));
  });

  it('is not written where it is mounted to be read', async () => {
    expect(await sh('echo x > /etc/secret/password')).toEqual(printing('', 1, "sh: can't create /etc/secret/password: Read-only file system\n"));
  });
});

describe('a signal', () => {
  const loop = 'while true; do sleep 0.2; done';

  it('that is asked for ends a loop by its trap', async () => {
    const signals = new Signals();
    const ran = start(['sh', '-c', `trap "exit 4" TERM; ${loop}`], signals);
    await Promise.resolve();
    signals.term();
    expect(await ran).toEqual(printing('', 4));
  });

  it('is not heard without a trap, and killing ends all', async () => {
    const signals = new Signals();
    const ran = start(['sh', '-c', loop], signals);
    signals.term();
    expect(await Promise.race([ran, new Promise((resolve) => setImmediate(() => resolve('runs')))])).toBe('runs');
    signals.kill();
    expect(await ran).toEqual(printing('', 137));
  });
});
