/**
 * A container runtime in which nothing runs on this machine: the commands of containers are simulated (shell/), their files lie in a folder,
 * and their ports are streams within this process. Time is that of the kubelet, so a scenario that moves it waits for nothing.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { duplexPair, type Duplex } from 'node:stream';
import type { Clock } from '../../controllers/clock';
import { fullImageName } from '../images/image-name';
import { logText } from './cri-log';
import { notFound, RuntimeState } from './runtime-state';
import { ContainerFiles } from './shell/container-files';
import { Signals, type PodNetwork, type Process } from './shell/process';
import { isProgram, run } from './shell/shell';
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
} from './runtime';

interface SimulatedImage extends RuntimeImage {
  readonly command: readonly string[];
}

const digestOf = (seed: string): string => `sha256:${Buffer.from(seed).toString('hex').padEnd(64, '0').slice(0, 64)}`;
const image = (name: string, command: readonly string[]): SimulatedImage => ({
  id: digestOf(name),
  name: `docker.io/${name}:latest`,
  size: 2_000_000,
  command,
});

/** Those of a cluster for tests: a shell, and the one that runs `kubectl proxy`. */
const IMAGES: readonly SimulatedImage[] = [image('local/shell', ['sleep', '86400']), image('luksa/kubectl-proxy', ['sleep', '86400'])];

class SimulatedNetwork implements PodNetwork {
  readonly #ports = new Map<number, (socket: Duplex) => void>();

  listen(port: number, onConnection: (socket: Duplex) => void): (() => void) | undefined {
    if (this.#ports.has(port)) return undefined;
    this.#ports.set(port, onConnection);
    return () => this.#ports.delete(port);
  }

  connect(ip: string, port: number): Duplex {
    const listener = this.#ports.get(port);
    if (listener === undefined) throw new Error(`dial tcp ${ip}:${port}: connect: connection refused`);
    const [near, far] = duplexPair();
    listener(far);
    return near;
  }
}

interface SimulatedSandbox {
  readonly hostname: string;
  readonly network: SimulatedNetwork;
}

interface SimulatedContainer {
  readonly config: ContainerConfig;
  readonly files: ContainerFiles;
  readonly signals: Signals;
  /** What listens for its programs, which ends with it. */
  readonly listeners: (() => void)[];
  readonly image: SimulatedImage;
  ended: Promise<void>;
}

export class SimulatedRuntime implements Runtime {
  readonly name = 'containerd';
  readonly version = '1.7.0';
  readonly #clock: Clock;
  readonly #whileItWaits: <T>(wait: Promise<T>) => Promise<T>;
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-containers-'));
  readonly #state: RuntimeState;
  readonly #sandboxes = new Map<string, SimulatedSandbox>();
  readonly #containers = new Map<string, SimulatedContainer>();

  /** `whileItWaits` gets what ends only when time passes, so that moving the time does not wait for it. */
  constructor(clock: Clock, whileItWaits: <T>(wait: Promise<T>) => Promise<T> = (wait) => wait) {
    this.#clock = clock;
    this.#state = new RuntimeState(clock);
    this.#whileItWaits = whileItWaits;
  }

  imageStatus(name: string): Promise<RuntimeImage | undefined> {
    return Promise.resolve(this.#image(name));
  }

  pullImage(name: string): Promise<RuntimeImage> {
    const found = this.#image(name);
    const whole = fullImageName(name);
    const missing = `failed to pull and unpack image "${whole}": failed to resolve reference "${whole}": ${whole}: not found`;
    return found === undefined ? Promise.reject(new Error(`rpc error: code = NotFound desc = ${missing}`)) : Promise.resolve(found);
  }

  listImages(): Promise<readonly RuntimeImage[]> {
    return Promise.resolve(IMAGES);
  }

  runSandbox(config: SandboxConfig): Promise<Sandbox> {
    const sandbox = this.#state.addSandbox(config);
    this.#sandboxes.set(sandbox.id, { hostname: config.hostname, network: new SimulatedNetwork() });
    return Promise.resolve(sandbox);
  }

  async stopSandbox(id: string): Promise<void> {
    this.#state.stopSandbox(id);
    await Promise.all(this.#state.running(id).map((info) => this.stopContainer(info.id, 0)));
  }

  async removeSandbox(id: string): Promise<void> {
    await this.stopSandbox(id);
    for (const info of this.#state.within(id)) await this.removeContainer(info.id);
    this.#sandboxes.delete(id);
    this.#state.removeSandbox(id);
  }

  sandboxes(podUid: string): readonly Sandbox[] {
    return this.#state.sandboxes(podUid);
  }

  createContainer(sandboxId: string, config: ContainerConfig): Promise<string> {
    const found = this.#image(config.image);
    if (found === undefined) return Promise.reject(new Error(`failed to get image from containerd "${config.image}": not found`));
    const { id } = this.#state.addContainer(sandboxId, config, found);
    const root = path.join(this.#folder, id);
    mkdirSync(root);
    const files = new ContainerFiles(root, config.mounts);
    this.#containers.set(id, { config, files, signals: new Signals(), listeners: [], image: found, ended: Promise.resolve() });
    return Promise.resolve(id);
  }

  startContainer(id: string): Promise<void> {
    const container = this.#container(id);
    const { config, image: used } = container;
    const command = config.command.length > 0 ? [...config.command, ...config.args] : config.args.length > 0 ? config.args : used.command;
    if (!isProgram(command[0] ?? '')) {
      const message = `failed to create containerd task: exec: "${command[0] ?? ''}": executable file not found in $PATH: unknown`;
      this.#state.ended(id, 128, 'StartError', message);
      return Promise.reject(new Error(message));
    }
    const { pod } = this.#state.container(id);
    this.#state.started(id);
    const process = this.#process(id, container, container.signals, (stream, text) => logText(config.logPath, stream, text, this.#clock.now()));
    container.ended = run(command, process).then((exitCode) => {
      for (const close of container.listeners.splice(0)) close();
      this.#state.ended(id, exitCode);
      this.#state.announce(pod.uid);
    });
    return Promise.resolve();
  }

  async stopContainer(id: string, graceSeconds: number): Promise<void> {
    const container = this.#container(id);
    if (this.#state.container(id).state !== 'running') return;
    container.signals.term();
    const cancel = this.#clock.after(graceSeconds * 1000, () => container.signals.kill());
    if (graceSeconds === 0) container.signals.kill();
    await this.#whileItWaits(container.ended);
    cancel();
  }

  async removeContainer(id: string): Promise<void> {
    await this.stopContainer(id, 0);
    this.#containers.delete(id);
    this.#state.removeContainer(id);
    rmSync(path.join(this.#folder, id), { recursive: true, force: true });
  }

  containers(podUid: string): readonly ContainerInfo[] {
    return this.#state.containers(podUid);
  }

  async execSync(id: string, command: readonly string[], timeoutMilliseconds: number): Promise<ExecResult> {
    let output = '';
    const signals = new Signals();
    let isLate = false;
    const cancel = this.#clock.after(timeoutMilliseconds > 0 ? timeoutMilliseconds : Number.MAX_SAFE_INTEGER, () => {
      isLate = true;
      signals.kill();
    });
    const process = this.#process(id, this.#running(id), signals, (_, text) => (output += text));
    const exitCode = await this.#whileItWaits(run(command, process)).finally(cancel);
    if (isLate) throw new ExecTimeout(`command timed out`);
    return { exitCode, output };
  }

  exec(id: string, command: readonly string[], { stdout, stderr, tty }: ExecStreams): Execution {
    const signals = new Signals();
    const write: Process['write'] = (stream, text) => void (stream === 'stderr' && !tty ? stderr : stdout)?.write(text);
    return {
      done: Promise.resolve().then(() => run(command, this.#process(id, this.#running(id), signals, write))),
      kill: () => signals.kill(),
    };
  }

  /** What a container prints is in its log; nothing of it is sent again. */
  attach(id: string): Execution {
    const { ended } = this.#running(id);
    return { done: ended.then(() => this.#state.container(id).exitCode), kill: () => undefined };
  }

  dial(sandboxId: string, port: number): Promise<Duplex> {
    const { ip } = this.#state.sandbox(sandboxId);
    const { network } = this.#sandbox(sandboxId);
    return Promise.resolve().then(() => network.connect(ip, port));
  }

  onExit(listener: (podUid: string) => void): void {
    this.#state.onExit(listener);
  }

  async close(): Promise<void> {
    this.#state.silence();
    await Promise.all([...this.#containers.keys()].map((id) => this.stopContainer(id, 0)));
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #image(name: string): SimulatedImage | undefined {
    const whole = fullImageName(name);
    return IMAGES.find((known) => known.name === whole || known.id === name);
  }

  #sandbox(id: string): SimulatedSandbox {
    const found = this.#sandboxes.get(id);
    if (found === undefined) throw notFound('sandbox', id);
    return found;
  }

  #container(id: string): SimulatedContainer {
    const found = this.#containers.get(id);
    if (found === undefined) throw notFound('container', id);
    return found;
  }

  #running(id: string): SimulatedContainer {
    const container = this.#container(id);
    if (this.#state.container(id).state !== 'running') throw new Error('container not running');
    return container;
  }

  #process(id: string, { config, files, listeners }: SimulatedContainer, signals: Signals, write: Process['write']): Process {
    const { network, hostname } = this.#sandbox(this.#state.container(id).sandboxId);
    return {
      files,
      env: new Map([['PATH', '/bin'], ['HOSTNAME', hostname], ...config.env.map(({ name, value }) => [name, value] as const)]),
      signals,
      hostname,
      network: {
        listen: (port, onConnection) => {
          const close = network.listen(port, onConnection);
          if (close !== undefined) listeners.push(close);
          return close;
        },
      },
      write,
      sleep: (milliseconds) => new Promise((resolve) => void this.#clock.after(milliseconds, resolve)),
    };
  }
}
