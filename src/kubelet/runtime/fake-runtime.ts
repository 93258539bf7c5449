/**
 * A container runtime without containers: what each does is scripted. It says when it ends, what a command in it prints, and what
 * listens on which port.
 */
import { randomBytes } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { Duplex } from 'node:stream';
import { fullImageName } from '../images/image-name';
import type { Clock } from '../clock';
import type { ContainerConfig, ContainerInfo, ExecResult, Execution, Runtime, RuntimeImage, Sandbox, SandboxConfig } from './runtime';

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
const FIRST_ADDRESS = 2;

const newId = (): string => randomBytes(32).toString('hex');

export class FakeRuntime implements Runtime {
  readonly name = 'containerd';
  readonly version = '1.6.20';
  readonly #sandboxes = new Map<string, Sandbox>();
  readonly #containers = new Map<string, { info: ContainerInfo; readonly script: Script; cancel: () => void }>();
  readonly #images: Map<string, RuntimeImage>;
  readonly #listeners: ((podUid: string) => void)[] = [];
  #addresses = FIRST_ADDRESS;

  constructor(readonly options: FakeRuntimeOptions) {
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

  async runSandbox({ name, namespace, uid }: SandboxConfig): Promise<Sandbox> {
    const sandbox = { id: newId(), pod: { name, namespace, uid }, isReady: true, ip: `10.244.0.${this.#addresses++}`, createdAt: this.options.clock.now() };
    this.#sandboxes.set(sandbox.id, sandbox);
    return sandbox;
  }

  async stopSandbox(id: string): Promise<void> {
    for (const { info } of this.#containers.values()) if (info.sandboxId === id) this.#end(info.id, KILLED);
    const sandbox = this.#sandboxes.get(id);
    if (sandbox !== undefined) this.#sandboxes.set(id, { ...sandbox, isReady: false });
  }

  async removeSandbox(id: string): Promise<void> {
    this.#sandboxes.delete(id);
  }

  sandboxes(podUid: string): readonly Sandbox[] {
    return [...this.#sandboxes.values()].filter(({ pod }) => pod.uid === podUid);
  }

  async createContainer(sandboxId: string, config: ContainerConfig): Promise<string> {
    const sandbox = this.#sandboxes.get(sandboxId);
    if (sandbox === undefined) throw new Error(`sandbox ${sandboxId} not found`);
    const image = this.#images.get(fullImageName(config.image)) ?? imageOf(config.image);
    const info: ContainerInfo = {
      id: newId(),
      sandboxId,
      pod: sandbox.pod,
      name: config.name,
      attempt: config.attempt,
      state: 'created',
      image: image.name,
      imageRef: image.id,
      createdAt: this.options.clock.now(),
      startedAt: 0,
      finishedAt: 0,
      exitCode: 0,
      reason: '',
      message: '',
      logPath: config.logPath,
    };
    this.#containers.set(info.id, { info, script: this.options.script(config), cancel: () => undefined });
    return info.id;
  }

  async startContainer(id: string): Promise<void> {
    const container = this.#find(id);
    const { clock } = this.options;
    container.info = { ...container.info, state: 'running', startedAt: clock.now() };
    const { ends, prints } = container.script;
    if (prints !== undefined) await appendFile(container.info.logPath, prints.replace(/^(.+)$/gm, `${new Date(clock.now()).toISOString()} stdout F $1`));
    if (ends === undefined) return;
    container.cancel = clock.after(ends.after, () => {
      this.#end(id, ends.exitCode);
      for (const listener of this.#listeners) listener(container.info.pod.uid);
    });
  }

  async stopContainer(id: string): Promise<void> {
    this.#end(id, this.#find(id).script.whenAsked ?? KILLED);
  }

  async removeContainer(id: string): Promise<void> {
    this.#containers.get(id)?.cancel();
    this.#containers.delete(id);
  }

  containers(podUid: string): readonly ContainerInfo[] {
    return [...this.#containers.values()].map(({ info }) => info).filter(({ pod }) => pod.uid === podUid);
  }

  async execSync(id: string, command: readonly string[]): Promise<ExecResult> {
    return this.#find(id).script.exec?.(command) ?? { exitCode: 0, output: '' };
  }

  exec(id: string, command: readonly string[], { stdout }: { readonly stdout?: { write(text: string): void } | undefined }): Execution {
    const done = this.execSync(id, command).then(({ exitCode, output }) => {
      stdout?.write(output);
      return exitCode;
    });
    return { done, resize: () => undefined, kill: () => undefined };
  }

  attach(): Execution {
    return { done: Promise.reject(new Error('a scripted container has no streams')), resize: () => undefined, kill: () => undefined };
  }

  async dial(sandboxId: string, port: number): Promise<Duplex> {
    for (const { info, script } of this.#containers.values()) {
      const stream = info.sandboxId === sandboxId && info.state === 'running' ? script.listens?.(port) : undefined;
      if (stream !== undefined) return stream;
    }
    throw new Error(`dial tcp ${this.#sandboxes.get(sandboxId)?.ip ?? ''}:${port}: connect: connection refused`);
  }

  onExit(listener: (podUid: string) => void): void {
    this.#listeners.push(listener);
  }

  async close(): Promise<void> {
    for (const { cancel } of this.#containers.values()) cancel();
  }

  #find(id: string): { info: ContainerInfo; readonly script: Script; cancel: () => void } {
    const container = this.#containers.get(id);
    if (container === undefined) throw new Error(`container ${id} not found`);
    return container;
  }

  #end(id: string, exitCode: number): void {
    const container = this.#containers.get(id);
    if (container?.info.state !== 'running') return;
    container.cancel();
    container.info = { ...container.info, state: 'exited', exitCode, finishedAt: this.options.clock.now(), reason: exitCode === 0 ? 'Completed' : 'Error' };
  }
}

const imageOf = (name: string): RuntimeImage => ({ id: `sha256:${newId()}`, name: fullImageName(name), size: 1 });
