/** How long /readyz takes while something else goes on. */
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface ReadyzTimes {
  readonly count: number;
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** How late timers of the thread that asks were: what the machine itself takes. */
  readonly machineP99: number;
}

const at = (sorted: readonly number[], part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;

export class Readyz {
  readonly #worker: Worker;
  #answers: number[] = [];
  #lateness: number[] = [];

  constructor(port: number) {
    this.#worker = new Worker(path.join(__dirname, 'readyz-thread.ts'), { workerData: { port }, execArgv: ['-r', 'ts-node/register/transpile-only'] });
    this.#worker.on('message', (milliseconds: number) => {
      if (milliseconds >= 0 && !Object.is(milliseconds, -0)) this.#answers.push(milliseconds);
      else this.#lateness.push(-milliseconds);
    });
  }

  /** Forgets what was measured so far, and returns it. */
  take(): ReadyzTimes {
    const [answers, lateness] = [this.#answers, this.#lateness].map((list) => list.sort((a, b) => a - b)) as [number[], number[]];
    [this.#answers, this.#lateness] = [[], []];
    return { count: answers.length, p50: at(answers, 0.5), p99: at(answers, 0.99), most: answers[answers.length - 1] ?? 0, machineP99: at(lateness, 0.99) };
  }

  async stop(): Promise<ReadyzTimes> {
    const closed = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()));
    this.#worker.postMessage('stop');
    await closed;
    return this.take();
  }
}

export const readyzWords = ({ count, p50, p99, most, machineP99 }: ReadyzTimes): string =>
  `/readyz ${count} times: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, most ${most.toFixed(0)} ms (timers of the asking thread were late by ${machineP99.toFixed(1)} ms, p99)`;
