import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { expect } from 'expect';
import { systemClock } from '../../../controllers/clock';
import { parseLog } from '../cri-log';
import type { ContainerInfo } from '../runtime';
import { findIsolation } from './isolation';
import { ProcessRuntime } from './process-runtime';

const POD = { name: 'test', namespace: 'foo', uid: 'u1' };

describe('a container that is a process', { skip: process.platform !== 'linux' }, () => {
  let folder: string;
  let runtime: ProcessRuntime | undefined;
  let sandboxId = '';
  before(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-process-'));
    const isolation = await findIsolation().catch(() => undefined);
    if (isolation === undefined) return;
    runtime = new ProcessRuntime({ folder, clock: systemClock, isolation, env: new Map() });
    sandboxId = (await runtime.runSandbox({ ...POD, hostname: 'test', hostNetwork: false })).id;
  });
  after(async () => {
    await runtime?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const create = async (name: string, command: readonly string[]): Promise<{ readonly runtime: ProcessRuntime; readonly id: string }> => {
    if (runtime === undefined) throw new Error('no runtime');
    const log = path.join(folder, `${name}.log`);
    const mounts = [{ hostPath: folder, containerPath: '/data', readOnly: true }];
    const id = await runtime.createContainer(sandboxId, {
      name,
      attempt: 0,
      image: 'local/shell',
      command,
      args: [],
      workingDir: '',
      env: [{ name: 'WHO', value: 'me' }],
      mounts,
      logPath: log,
      stdin: false,
      tty: false,
    });
    return { runtime, id };
  };
  const infoOf = (id: string): ContainerInfo | undefined => runtime?.containers(POD.uid).find((info) => info.id === id);

  it('prints into its log and ends with its exit code', async (t) => {
    if (runtime === undefined) return t.skip('namespaces are refused here');
    const { id } = await create('ends', ['sh', '-c', 'echo $WHO $$; exit 3']);
    const ended = new Promise<void>((resolve) => runtime?.onExit(() => resolve()));
    await runtime.startContainer(id);
    await ended;
    expect(infoOf(id)).toMatchObject({ state: 'exited', exitCode: 3, reason: 'Error' });
    expect(parseLog(readFileSync(path.join(folder, 'ends.log'), 'utf8')).map(({ stream, text }) => [stream, text])).toEqual([['stdout', 'me 1\n']]);
  });

  it('has a root of its own, mounts that it cannot write to, and ends when it is asked to', async (t) => {
    if (runtime === undefined) return t.skip('namespaces are refused here');
    const { id } = await create('runs', ['sh', '-c', 'trap "exit 0" TERM; while true; do sleep 0.1; done']);
    await runtime.startContainer(id);
    expect(await runtime.execSync(id, ['ls', '/'], 5000)).toEqual({ exitCode: 0, output: 'bin\ndata\ndev\netc\nproc\nroot\ntmp\n' });
    expect((await runtime.execSync(id, ['touch', '/data/new'], 5000)).exitCode).toBe(1);
    await expect(runtime.execSync(id, ['nothing'], 5000)).rejects.toThrow('exec: "nothing": executable file not found in $PATH');
    await runtime.stopContainer(id, 5);
    expect(infoOf(id)).toMatchObject({ state: 'exited', exitCode: 0, reason: 'Completed' });
  });

  it('whose command is missing is not started', async (t) => {
    if (runtime === undefined) return t.skip('namespaces are refused here');
    const { id } = await create('missing', ['nothing']);
    await expect(runtime.startContainer(id)).rejects.toThrow('unable to start container process: exec: "nothing": executable file not found in $PATH: unknown');
    expect(infoOf(id)).toMatchObject({ state: 'exited', exitCode: 128, reason: 'StartError' });
  });
});
