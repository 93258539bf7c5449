/** How long /readyz takes while something else goes on. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Timed } from './readyz-thread';

export interface ReadyzTimes {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** The longest that the server computed while an answer was awaited: what other programs take of a busy machine is not in it. */
  readonly mostComputed: number;
  /** How late timers of the thread that asks were: what the machine itself takes. */
  readonly machineP99: number;
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export class Readyz {
  readonly #worker: Worker;
  #answers: number[] = [];
  #lateness: number[] = [];
  #computed = 0;

  constructor({ port, pid }: { readonly port: number; readonly pid: number }) {
    this.#worker = new Worker(path.join(__dirname, 'readyz-thread.ts'), { workerData: { port, pid }, execArgv: ['-r', 'ts-node/register/transpile-only'] });
    this.#worker.on('message', (timed: Timed) => {
      if ('late' in timed) {
        this.#lateness.push(timed.late);
        return;
      }
      this.#answers.push(timed.answer);
      this.#computed = Math.max(this.#computed, timed.computed);
    });
  }

  /** Forgets what was measured so far, and returns it. */
  take(): ReadyzTimes {
    const [answers, lateness] = [this.#answers, this.#lateness].map((list) => list.sort((a, b) => a - b)) as [number[], number[]];
    const mostComputed = this.#computed;
    [this.#answers, this.#lateness, this.#computed] = [[], [], 0];
    const [p50, p99, machineP99] = [at(answers, 0.5), at(answers, 0.99), at(lateness, 0.99)];
    return { count: answers.length, p50, p99, most: answers[answers.length - 1] ?? 0, mostComputed, machineP99 };
  }

  async stop(): Promise<ReadyzTimes> {
    const closed = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.postMessage('stop');
    await closed;
    return this.take();
  }
}

export const readyzWords = ({ count, p50, p99, most, mostComputed, machineP99 }: ReadyzTimes): string =>
  `/readyz ${count} times: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${most.toFixed(0)} ms, of which the server computed ${mostComputed.toFixed(0)} ms at most (timers of the asking thread were late by ${machineP99.toFixed(1)} ms, p99)`;
