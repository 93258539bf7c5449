/**
 * A container runtime without containers: what each does is scripted. It says when it ends, what a command in it prints, and what
 * listens on which port.
 */
import { randomBytes } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { fullImageName } from '../images/image-name';
import type { Clock } from '../../controllers/clock';
import { logText } from './cri-log';
import { RuntimeState } from './runtime-state';
import type { ContainerConfig, ContainerInfo, ExecResult, ExecStreams, Execution, Runtime, RuntimeImage, Sandbox, SandboxConfig } from './runtime';

export interface Script {
  /** Ends by itself after so many milliseconds; without it, it runs until it is stopped. */
  readonly ends?: { readonly after: number; readonly exitCode: number };
  /** What it prints at once. */
  readonly prints?: string;
  /** The exit code when it is asked to end; without it, it has to be killed. */
  readonly whenAsked?: number;
  readonly exec?: (command: readonly string[]) => ExecResult;
  /** What listens on the port; undefined: nothing. */
  readonly listens?: (port: number) => Duplex | undefined;
}
export interface FakeRuntimeOptions {
  readonly clock: Clock;
  /** Names of images that are there. */
  readonly images: readonly string[];
  readonly script: (config: ContainerConfig) => Script;
  /** Whether an image can be pulled; the failure is what it throws. */
  readonly pull?: (image: string) => void;
}

const KILLED = 137;

const imageOf = (name: string): RuntimeImage => ({ id: `sha256:${randomBytes(32).toString('hex')}`, name: fullImageName(name), size: 1 });

export class FakeRuntime implements Runtime {
  readonly name = 'containerd';
  readonly version = '1.6.20';
  readonly #state: RuntimeState;
  readonly #scripts = new Map<string, { readonly script: Script; cancel: () => void }>();
  readonly #images: Map<string, RuntimeImage>;

  constructor(readonly options: FakeRuntimeOptions) {
    this.#state = new RuntimeState(options.clock);
    this.#images = new Map(options.images.map((image) => [fullImageName(image), imageOf(image)]));
  }

  async imageStatus(image: string): Promise<RuntimeImage | undefined> {
    return this.#images.get(fullImageName(image));
  }

  async pullImage(image: string): Promise<RuntimeImage> {
    this.options.pull?.(image);
    const pulled = imageOf(image);
    this.#images.set(pulled.name, pulled);
    return pulled;
  }

  async listImages(): Promise<readonly RuntimeImage[]> {
    return [...this.#images.values()];
  }

  async runSandbox(config: SandboxConfig): Promise<Sandbox> {
    return this.#state.addSandbox(config);
  }

  async stopSandbox(id: string): Promise<void> {
    for (const info of this.#state.running(id)) this.#end(info.id, KILLED);
    this.#state.stopSandbox(id);
  }

  async removeSandbox(id: string): Promise<void> {
    this.#state.removeSandbox(id);
  }

  sandboxes(podUid: string): readonly Sandbox[] {
    return this.#state.sandboxes(podUid);
  }

  async createContainer(sandboxId: string, config: ContainerConfig): Promise<string> {
    const { id } = this.#state.addContainer(sandboxId, config, this.#images.get(fullImageName(config.image)) ?? imageOf(config.image));
    this.#scripts.set(id, { script: this.options.script(config), cancel: () => undefined });
    return id;
  }

  async startContainer(id: string): Promise<void> {
    const { clock } = this.options;
    this.#state.started(id);
    const scripted = this.#scripted(id);
    const { ends, prints } = scripted.script;
    const { logPath, pod } = this.#state.container(id);
    if (prints !== undefined) logText(logPath, 'stdout', prints, clock.now());
    if (ends === undefined) return;
    scripted.cancel = clock.after(ends.after, () => {
      this.#end(id, ends.exitCode);
      this.#state.announce(pod.uid);
    });
  }

  async stopContainer(id: string): Promise<void> {
    this.#end(id, this.#scripted(id).script.whenAsked ?? KILLED);
  }

  async removeContainer(id: string): Promise<void> {
    this.#scripts.get(id)?.cancel();
    this.#scripts.delete(id);
    this.#state.removeContainer(id);
  }

  containers(podUid: string): readonly ContainerInfo[] {
    return this.#state.containers(podUid);
  }

  async execSync(id: string, command: readonly string[]): Promise<ExecResult> {
    return this.#scripted(id).script.exec?.(command) ?? { exitCode: 0, output: '' };
  }

  exec(id: string, command: readonly string[], { stdout }: ExecStreams): Execution {
    const done = this.execSync(id, command).then(({ exitCode, output }) => {
      stdout?.write(output);
      return exitCode;
    });
    return { done, kill: () => undefined };
  }

  attach(): Execution {
    return { done: Promise.reject(new Error('a scripted container has no streams')), kill: () => undefined };
  }

  async dial(sandboxId: string, port: number): Promise<Duplex> {
    for (const { id } of this.#state.running(sandboxId)) {
      const stream = this.#scripted(id).script.listens?.(port);
      if (stream !== undefined) return stream;
    }
    throw new Error(`dial tcp ${this.#state.sandbox(sandboxId).ip}:${port}: connect: connection refused`);
  }

  onExit(listener: (podUid: string) => void): void {
    this.#state.onExit(listener);
  }

  async close(): Promise<void> {
    for (const { cancel } of this.#scripts.values()) cancel();
  }

  #scripted(id: string): { readonly script: Script; cancel: () => void } {
    return this.#scripts.get(id) ?? { script: {}, cancel: () => undefined };
  }

  #end(id: string, exitCode: number): void {
    this.#scripted(id).cancel();
    if (this.#state.container(id).state === 'running') this.#state.ended(id, exitCode);
  }
}
