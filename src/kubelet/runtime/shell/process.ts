/** What a program in a simulated container has around it. */
import type { Duplex } from 'node:stream';
import type { ContainerFiles } from './container-files';

export interface Process {
  readonly files: ContainerFiles;
  readonly env: ReadonlyMap<string, string>;
  readonly signals: Signals;
  readonly network: PodNetwork;
  readonly hostname: string;
  write(stream: 'stdout' | 'stderr', text: string): void;
  /** By the time of the kubelet. */
  sleep(milliseconds: number): Promise<void>;
}

/** What listens on the ports of a pod, which all of its containers share. */
export interface PodNetwork {
  /** Returns what ends it; undefined where something listens already. */
  listen(port: number, onConnection: (socket: Duplex) => void): (() => void) | undefined;
}

/** Ends a process wherever it is. */
export class Killed extends Error {}

/** The signals of one process. TERM is waited for by what has a trap for it; the first process of a container has no other way to hear of it. */
export class Signals {
  #trap: string | undefined;
  #isTermPending = false;
  #wake: () => void = () => undefined;
  #kill: (fault: Killed) => void = () => undefined;
  readonly #killed = new Promise<never>((_, reject) => (this.#kill = reject));

  constructor() {
    this.#killed.catch(() => undefined);
  }

  trap(command: string | undefined): void {
    this.#trap = command;
  }

  term(): void {
    if (this.#trap === undefined) return;
    this.#isTermPending = true;
    this.#wake();
  }

  kill(): void {
    this.#kill(new Killed());
  }

  /** The command of the trap, once for each TERM. */
  taken(): string | undefined {
    if (!this.#isTermPending) return undefined;
    this.#isTermPending = false;
    return this.#trap;
  }

  /** Rejects when the process is killed. */
  orKilled<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#killed]);
  }

  /** Until a TERM for which there is a trap. */
  async termination(): Promise<void> {
    if (!this.#isTermPending) await this.orKilled(new Promise<void>((resolve) => (this.#wake = resolve)));
  }
}
