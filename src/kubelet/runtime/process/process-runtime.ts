/**
 * A container runtime that runs the commands of containers as processes of this machine (isolation.ts says what sets them apart). They
 * end with the runtime.
 */
import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { access, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { constants } from 'node:os';
import path from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { promisify } from 'node:util';
import { makeFolders } from '../../../engine/golang/files';
import type { Clock } from '../../../controllers/clock';
import { fullImageName } from '../../images/image-name';
import { logStream } from '../cri-log';
import { RuntimeState } from '../runtime-state';
import {
  ExecTimeout,
  type ContainerConfig,
  type ContainerInfo,
  type ExecResult,
  type ExecStreams,
  type Execution,
  type Runtime,
  type RuntimeImage,
  type Sandbox,
  type SandboxConfig,
} from '../runtime';
import { ImageRoots } from './image-roots';
import { containerCommand, insideCommand, type Isolation } from './isolation';

const run = promisify(execFile);

export interface ProcessRuntimeOptions {
  /** Where roots of containers lie. */
  readonly folder: string;
  readonly clock: Clock;
  readonly isolation: Isolation;
  /** Variables that every container has, such as where the API server can be reached from this machine. */
  readonly env: ReadonlyMap<string, string>;
}

interface Running {
  readonly config: ContainerConfig;
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  child?: ChildProcess;
  /** Of the first process in the container. */
  pid?: number;
  ended?: Promise<void>;
}

const NOT_STARTED = 128;
const DEFAULT_PATH = '/bin';

const exitCodeOf = (code: number | null, signal: NodeJS.Signals | null): number => code ?? 128 + (signal === null ? 0 : constants.signals[signal]);

export class ProcessRuntime implements Runtime {
  readonly name = 'containerd';
  readonly version = '1.6.20';
  readonly #state: RuntimeState;
  readonly #running = new Map<string, Running>();
  readonly #images: ImageRoots;
  readonly #hostnames = new Map<string, string>();

  constructor(readonly options: ProcessRuntimeOptions) {
    this.#state = new RuntimeState(options.clock);
    this.#images = new ImageRoots(path.join(options.folder, 'images'));
  }

  async imageStatus(image: string): Promise<RuntimeImage | undefined> {
    return this.#images.find(image);
  }

  async pullImage(image: string): Promise<RuntimeImage> {
    const found = this.#images.find(image);
    if (found !== undefined) return found;
    const name = fullImageName(image);
    throw new Error(`failed to pull and unpack image "${name}": failed to resolve reference "${name}": this runtime pulls no images`);
  }

  async listImages(): Promise<readonly RuntimeImage[]> {
    return this.#images.list();
  }

  async runSandbox(config: SandboxConfig): Promise<Sandbox> {
    const sandbox = this.#state.addSandbox(config);
    this.#hostnames.set(sandbox.id, config.hostname);
    return sandbox;
  }

  async stopSandbox(id: string): Promise<void> {
    await Promise.all(this.#state.running(id).map((info) => this.stopContainer(info.id, 0)));
    this.#state.stopSandbox(id);
  }

  async removeSandbox(id: string): Promise<void> {
    this.#hostnames.delete(id);
    this.#state.removeSandbox(id);
  }

  sandboxes(podUid: string): readonly Sandbox[] {
    return this.#state.sandboxes(podUid);
  }

  async createContainer(sandboxId: string, config: ContainerConfig): Promise<string> {
    const image = this.#images.find(config.image);
    if (image === undefined) throw new Error(`failed to get image from containerd "${config.image}": not found`);
    const { folder, command } = await this.#images.root(config.image);
    const info = this.#state.addContainer(sandboxId, config, image);
    const root = path.join(this.options.folder, 'roots', info.id);
    makeFolders(path.dirname(root));
    // What is not written to is shared with the image.
    await run('cp', ['-al', folder, root]);
    const hostname = this.#hostnames.get(sandboxId) ?? '';
    const { ip } = this.#state.sandbox(sandboxId);
    for (const [name, text] of [
      ['hosts', `127.0.0.1\tlocalhost\n${ip}\t${hostname}\n`],
      ['hostname', `${hostname}\n`],
      ['resolv.conf', ''],
    ] as const)
      await writeFile(path.join(root, 'etc', name), text);
    const env = {
      PATH: DEFAULT_PATH,
      HOSTNAME: hostname,
      HOME: '/',
      ...Object.fromEntries(config.env.map(({ name, value }) => [name, value])),
      ...Object.fromEntries(this.options.env),
    };
    const words = config.command.length > 0 ? [...config.command, ...config.args] : config.args.length > 0 ? config.args : command;
    this.#running.set(info.id, { config: { ...config, command: words }, root, env });
    return info.id;
  }

  async startContainer(id: string): Promise<void> {
    const running = this.#find(id);
    const { config, root, env } = running;
    const missing = await this.#missing(running, config.command[0] ?? '');
    if (missing !== undefined) {
      const message = `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${missing}: unknown`;
      this.#state.ended(id, NOT_STARTED, 'StartError', message);
      throw new Error(message);
    }
    const hostname = this.#hostnames.get(this.#state.container(id).sandboxId) ?? '';
    const [program = '', ...words] = containerCommand(this.options.isolation, {
      path: env['PATH'] ?? DEFAULT_PATH,
      root,
      hostname,
      mounts: config.mounts,
      workingDir: config.workingDir,
      command: config.command,
    });
    const stdio: StdioOptions = [config.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe'];
    const child = spawn(`/usr/bin/${program}`, words, { env: { ...env, PATH: `${process.env['PATH'] ?? ''}` }, stdio, detached: true });
    running.child = child;
    const { clock } = this.options;
    const logged = (
      [
        ['stdout', child.stdout],
        ['stderr', child.stderr],
      ] as const
    ).map(([name, stream]) => (stream === null ? Promise.resolve() : logStream(config.logPath, name, stream, () => clock.now())));
    const exited = new Promise<number>((resolve) => child.once('exit', (code, signal) => resolve(exitCodeOf(code, signal))));
    await this.#began(child, running);
    this.#state.started(id);
    running.ended = exited.then(async (code) => {
      // What it leaves behind may hold its streams open.
      await Promise.race([Promise.all(logged), new Promise((resolve) => setTimeout(resolve, 200))]);
      this.#state.ended(id, code, undefined, await this.#message(config));
      this.#state.announce(this.#state.container(id).pod.uid);
    });
    running.ended.catch(() => undefined);
  }

  async stopContainer(id: string, graceSeconds: number): Promise<void> {
    const running = this.#find(id);
    if (this.#state.container(id).state !== 'running') return;
    const kill = (signal: NodeJS.Signals): void => {
      if (running.pid !== undefined)
        try {
          process.kill(running.pid, signal);
        } catch {
          // It has ended.
        }
    };
    kill(graceSeconds > 0 ? 'SIGTERM' : 'SIGKILL');
    const cancel = this.options.clock.after(graceSeconds * 1000, () => kill('SIGKILL'));
    await running.ended;
    cancel();
  }

  async removeContainer(id: string): Promise<void> {
    await this.stopContainer(id, 0);
    const running = this.#running.get(id);
    this.#running.delete(id);
    this.#state.removeContainer(id);
    if (running !== undefined) await rm(running.root, { recursive: true, force: true });
  }

  containers(podUid: string): readonly ContainerInfo[] {
    return this.#state.containers(podUid);
  }

  async execSync(id: string, command: readonly string[], timeoutMilliseconds: number): Promise<ExecResult> {
    const child = await this.#inside(id, command, 'pipe');
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
    let isLate = false;
    const cancel = this.options.clock.after(timeoutMilliseconds, () => {
      isLate = true;
      child.kill('SIGKILL');
    });
    const exitCode = await new Promise<number>((resolve) => child.once('close', (code, signal) => resolve(exitCodeOf(code, signal))));
    cancel();
    if (isLate) throw new ExecTimeout('timed out');
    return { exitCode, output };
  }

  exec(id: string, command: readonly string[], { stdin, stdout, stderr, tty }: ExecStreams): Execution {
    const starting = this.#inside(id, command, stdin === undefined ? 'ignore' : 'pipe', tty);
    const done = starting.then(
      (child) =>
        new Promise<number>((resolve) => {
          if (stdin !== undefined && child.stdin !== null) stdin.pipe(child.stdin).on('error', () => undefined);
          child.stdout?.on('data', (chunk: Buffer) => stdout?.write(chunk));
          child.stderr?.on('data', (chunk: Buffer) => (tty ? stdout : stderr)?.write(chunk));
          child.once('close', (code, signal) => resolve(exitCodeOf(code, signal)));
        }),
    );
    return { done, kill: () => void starting.then((child) => child.kill('SIGKILL')).catch(() => undefined) };
  }

  attach(id: string, { stdin, stdout, stderr }: ExecStreams): Execution {
    const { child } = this.#find(id);
    if (child === undefined) return { done: Promise.reject(new Error('container is not running')), kill: () => undefined };
    if (stdin !== undefined && child.stdin !== null) stdin.pipe(child.stdin).on('error', () => undefined);
    const write = (to: typeof stdout) => (chunk: Buffer | string) => void to?.write(chunk);
    const [out, err] = [write(stdout), write(stderr)];
    child.stdout?.on('data', out);
    child.stderr?.on('data', err);
    const leave = (): void => {
      child.stdout?.off('data', out);
      child.stderr?.off('data', err);
    };
    return { done: new Promise((resolve) => child.once('close', () => resolve(0))), kill: leave };
  }

  dial(sandboxId: string, port: number): Promise<Duplex> {
    const { ip } = this.#state.sandbox(sandboxId);
    return new Promise((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.once('connect', () => resolve(socket));
      socket.once('error', (error: NodeJS.ErrnoException) =>
        reject(new Error(`dial tcp ${ip}:${port}: ${error.code === 'ECONNREFUSED' ? 'connect: connection refused' : error.message}`)),
      );
    });
  }

  onExit(listener: (podUid: string) => void): void {
    this.#state.onExit(listener);
  }

  async close(): Promise<void> {
    await Promise.all(this.#state.all().map(({ id }) => this.removeContainer(id)));
    await rm(path.join(this.options.folder, 'roots'), { recursive: true, force: true });
  }

  #find(id: string): Running {
    const running = this.#running.get(id);
    if (running === undefined) throw new Error(`container ${JSON.stringify(id)} not found`);
    return running;
  }

  /** Resolves when the command begins. Throws with what the preparation printed. */
  async #began(child: ChildProcess, running: Running): Promise<void> {
    const pipe = child.stdio[3] as Readable;
    const isReady = await new Promise<boolean>((resolve) => {
      pipe.once('data', () => resolve(true));
      pipe.once('close', () => resolve(false));
    });
    if (!isReady) throw new Error('failed to create containerd task: the root of the container could not be prepared');
    const children = await readFile(`/proc/${child.pid ?? 0}/task/${child.pid ?? 0}/children`, 'utf8').catch(() => '');
    running.pid = Number(children.trim().split(' ')[0]);
  }

  async #inside(id: string, command: readonly string[], stdin: 'pipe' | 'ignore', tty = false): Promise<ChildProcess> {
    const running = this.#find(id);
    if (this.#state.container(id).state !== 'running' || running.pid === undefined) throw new Error(`container not running (${id})`);
    const missing = await this.#missing(running, command[0] ?? '');
    if (missing !== undefined)
      throw new Error(
        `failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: exec failed: unable to start container process: ${missing}: unknown`,
      );
    const inside = insideCommand(this.options.isolation, running.pid, command);
    // Node has no terminals; script of util-linux gives one.
    const [program = '', ...words] = tty ? ['script', '-qefc', inside.map(quoted).join(' '), '/dev/null'] : inside;
    return spawn(`/usr/bin/${program}`, words, { env: running.env, stdio: [stdin, 'pipe', 'pipe'] });
  }

  /** In runc's words why a command cannot be run; undefined: it can. */
  async #missing({ root, env, config }: Running, command: string): Promise<string | undefined> {
    const isMounted = config.mounts.some(({ containerPath }) => command.startsWith(`${containerPath}/`));
    if (isMounted) return undefined;
    const places = command.includes('/') ? [command] : (env['PATH'] ?? '').split(':').map((folder) => path.join(folder, command));
    for (const place of places) {
      const isThere = await access(path.join(root, place)).then(
        () => true,
        () => false,
      );
      if (isThere) return undefined;
    }
    return command.includes('/') ? `exec: "${command}": stat ${command}: no such file or directory` : `exec: "${command}": executable file not found in $PATH`;
  }

  /** What the container left as its last words. */
  async #message({ mounts }: ContainerConfig): Promise<string> {
    const file = mounts.find(({ hostPath }) => hostPath.includes('/containers/'))?.hostPath;
    return file === undefined ? '' : (await readFile(file, 'utf8').catch(() => '')).slice(0, 4096);
  }
}

const quoted = (word: string): string => `'${word.replaceAll("'", "'\\''")}'`;
