/** The sandboxes and containers that a runtime of this process knows, and how they stand. */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../controllers/clock';
import type { ContainerConfig, ContainerInfo, RuntimeImage, Sandbox, SandboxConfig } from './runtime';

const FIRST_ADDRESS = 2;
const LAST_ADDRESS = 254;

/** As containerd makes them. */
const newId = (): string => randomBytes(32).toString('hex');

/** In containerd's words. */
export const notFound = (kind: 'sandbox' | 'container', id: string): Error =>
  new Error(`an error occurred when try to find ${kind} ${JSON.stringify(id)}: not found`);

export class RuntimeState {
  readonly #sandboxes = new Map<string, Sandbox>();
  readonly #containers = new Map<string, ContainerInfo>();
  readonly #listeners: ((podUid: string) => void)[] = [];
  #addresses = FIRST_ADDRESS;

  constructor(readonly clock: Clock) {}

  addSandbox({ name, namespace, uid }: SandboxConfig): Sandbox {
    const sandbox = { id: newId(), pod: { name, namespace, uid }, isReady: true, ip: `10.244.0.${this.#addresses}`, createdAt: this.clock.now() };
    this.#addresses = this.#addresses === LAST_ADDRESS ? FIRST_ADDRESS : this.#addresses + 1;
    this.#sandboxes.set(sandbox.id, sandbox);
    return sandbox;
  }

  sandbox(id: string): Sandbox {
    const sandbox = this.#sandboxes.get(id);
    if (sandbox === undefined) throw notFound('sandbox', id);
    return sandbox;
  }

  sandboxes(podUid: string): readonly Sandbox[] {
    return [...this.#sandboxes.values()].filter(({ pod }) => pod.uid === podUid);
  }

  stopSandbox(id: string): void {
    this.#sandboxes.set(id, { ...this.sandbox(id), isReady: false });
  }

  removeSandbox(id: string): void {
    this.#sandboxes.delete(id);
  }

  addContainer(sandboxId: string, { name, attempt, logPath }: ContainerConfig, image: RuntimeImage): ContainerInfo {
    const { pod } = this.sandbox(sandboxId);
    const at = { createdAt: this.clock.now(), startedAt: 0, finishedAt: 0 };
    const end = { exitCode: 0, reason: '', message: '' };
    const info: ContainerInfo = { id: newId(), sandboxId, pod, name, attempt, state: 'created', image: image.name, imageRef: image.id, ...at, ...end, logPath };
    this.#containers.set(info.id, info);
    return info;
  }

  container(id: string): ContainerInfo {
    const container = this.#containers.get(id);
    if (container === undefined) throw notFound('container', id);
    return container;
  }

  containers(podUid: string): readonly ContainerInfo[] {
    return [...this.#containers.values()].filter(({ pod }) => pod.uid === podUid);
  }

  /** Those of a sandbox. */
  within(sandboxId: string): readonly ContainerInfo[] {
    return [...this.#containers.values()].filter((info) => info.sandboxId === sandboxId);
  }

  /** Those of a sandbox that run. */
  running(sandboxId: string): readonly ContainerInfo[] {
    return this.within(sandboxId).filter(({ state }) => state === 'running');
  }

  all(): readonly ContainerInfo[] {
    return [...this.#containers.values()];
  }

  started(id: string): void {
    this.#containers.set(id, { ...this.container(id), state: 'running', startedAt: this.clock.now() });
  }

  /** Notes the end of a container that ran, once. */
  ended(id: string, exitCode: number, reason = exitCode === 0 ? 'Completed' : 'Error', message = ''): void {
    const info = this.#containers.get(id);
    if (info === undefined || info.state === 'exited') return;
    this.#containers.set(id, { ...info, state: 'exited', exitCode, reason, message, finishedAt: this.clock.now() });
  }

  removeContainer(id: string): void {
    this.#containers.delete(id);
  }

  onExit(listener: (podUid: string) => void): void {
    this.#listeners.push(listener);
  }

  /** No listener hears of an end any more. */
  silence(): void {
    this.#listeners.splice(0);
  }

  /** Says that a container of the pod ended by itself. */
  announce(podUid: string): void {
    for (const listener of this.#listeners) listener(podUid);
  }
}
