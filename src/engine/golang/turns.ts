/**
 * Long work in turns with everything else. Go preempts a goroutine that has run for 10 ms; here it has to give way itself. All long work
 * stands in one queue, so that however much of it there is, one slice runs between two looks at the sockets.
 */
const SLICE_MILLISECONDS = 4;
/** How many items are worked on between two looks at the clock. */
const STRIDE = 16;

const waiting: (() => void)[] = [];

function runNext(): void {
  const next = waiting.shift();
  if (waiting.length > 0) setImmediate(runNext);
  next?.();
}

/** Resolves when it is this work's turn again. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(runNext);
  });
}

/** The time of one turn. */
export class Turn {
  #since = performance.now();
  #steps = 0;

  /** Reports whether the time is used up; asked after each item. */
  isOver(): boolean {
    this.#steps += 1;
    return this.#steps % STRIDE === 0 && performance.now() - this.#since > SLICE_MILLISECONDS;
  }

  /** Lets everything else run, and begins anew. */
  async next(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}

export async function filterInTurns<T>(items: Iterable<T>, matches: (item: T) => boolean): Promise<readonly T[]> {
  const found: T[] = [];
  const turn = new Turn();
  for (const item of items) {
    if (matches(item)) found.push(item);
    if (turn.isOver()) await turn.next();
  }
  return found;
}
