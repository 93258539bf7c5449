/** A process of the structured fuzzer: runs the blocks that it is given, one after the other, and reports after each batch. */
import { versionRecorded } from '../src/replay/recording';
import { ask } from './ask';
import { Judge, type Fault } from './faults';
import { planted, type Plant } from './plant';
import { BATCH, BLOCK, Cases, type Block } from './structure-world';

export interface Work {
  readonly seed: number;
  /** Block n is of the version n modulo their number. */
  readonly versions: readonly string[];
  /** The first block, and how many lie between two of this worker. */
  readonly first: number;
  readonly step: number;
  /** Cases from this number on are not run. */
  readonly end: number;
  readonly until: number;
  /** Reports each case before it runs, so that it is known which one ends the process. */
  readonly announce: boolean;
  readonly plant?: Plant;
}

export interface FoundFault {
  readonly number: number;
  readonly fault: Fault;
}

/** What a worker says. */
export type Report =
  | { readonly about: 'case'; readonly number: number }
  | {
      readonly about: 'batch';
      readonly number: number;
      readonly cases: number;
      readonly statuses: readonly (readonly [number, number])[];
      readonly faults: readonly FoundFault[];
      readonly rss: number;
      /** What the heap and its buffers come to, with what is left lying. */
      readonly heap: number;
    };

const say = (report: Report): Promise<void> => new Promise((resolve) => process.send?.(report, undefined, undefined, () => resolve()));

export class Worker {
  readonly #judges = new Map<string, Judge>();
  readonly #cases = new Map<string, Cases>();
  /** What nothing waits for rejects in the batch that runs. */
  #unhandled: Fault[] = [];

  constructor(readonly work: Work) {}

  #listen(): void {
    process.on('unhandledRejection', (error) => {
      this.#unhandled.push({ kind: 'unhandled rejection', detail: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    });
  }

  casesOf(block: number): Cases {
    const { versions, seed } = this.work;
    const version = versions[block % versions.length] ?? '';
    const cases = this.#cases.get(version) ?? new Cases(version, seed);
    this.#cases.set(version, cases);
    return cases;
  }

  judgeOf({ recording }: Block): Judge {
    const version = versionRecorded(recording);
    const judge = this.#judges.get(version) ?? new Judge(version);
    this.#judges.set(version, judge);
    return judge;
  }

  async run(): Promise<void> {
    this.#listen();
    const { first, step, end, until } = this.work;
    for (let block = first; block * BLOCK < end && Date.now() < until; block += step) {
      const opened = await this.casesOf(block).open(block);
      for (let number = block * BLOCK; number < Math.min(end, (block + 1) * BLOCK) && Date.now() < until; number += BATCH) {
        await this.#batch(number, Math.min(end, number + BATCH), opened);
      }
      await opened.server.close();
    }
  }

  async #batch(from: number, to: number, block: Block): Promise<void> {
    const fork = await block.server.fork();
    const send = planted(fork.send, this.work.plant);
    const cases = this.casesOf(Math.floor(from / BLOCK));
    const judge = this.judgeOf(block);
    const statuses = new Map<number, number>();
    const faults: FoundFault[] = [];
    for (let number = from; number < to; number += 1) {
      if (this.work.announce) await say({ about: 'case', number });
      const { status, fault } = await ask(send, await block.request(cases.input(number, block)), judge);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      if (fault !== undefined) faults.push({ number, fault });
      for (const unhandled of this.#unhandled.splice(0)) faults.push({ number, fault: unhandled });
    }
    await fork.close();
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    await say({ about: 'batch', number: from, cases: to - from, statuses: [...statuses], faults, rss, heap: heapUsed + arrayBuffers });
  }
}

if (process.send !== undefined && process.argv[2] !== undefined) {
  new Worker(JSON.parse(process.argv[2]) as Work).run().then(
    () => process.disconnect(),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exit(1);
    },
  );
}
