/**
 * Long work in turns with everything else. Go preempts a goroutine that has run for 10 ms; here it has to give way itself. All long work
 * stands in one queue, so that however much of it there is, one slice runs between two looks at the sockets.
 */
const SLICE_MILLISECONDS = 4;
/** Of what is sent to clients that are there already: a new one, whose handshake takes several turns, waits for one slice in each. */
const SHORT_SLICE_MILLISECONDS = 1;
/** How many items are worked on between two looks at the clock. */
const STRIDE = 16;

/* eslint-disable house/module-state -- there is one event loop, and these are its queues */
const longWork: (() => void)[] = [];
const shortWork = new Set<() => void>();
/** New clients get ahead of what is sent to those that are there. */
const pressingWork = new Set<() => void>();
let isScheduled = false;
/* eslint-enable house/module-state */

function schedule(): void {
  if (isScheduled) return;
  isScheduled = true;
  setImmediate(runTurn);
}

function runTurn(): void {
  longWork.shift()?.();
  press(performance.now());
}

/** Does what presses, one after another: a handshake that is begun goes on at the next tick, and counts as well. */
function press(since: number): void {
  const [work] = pressingWork;
  if (work === undefined || performance.now() - since > SLICE_MILLISECONDS) {
    endTurn();
    return;
  }
  pressingWork.delete(work);
  work();
  process.nextTick(press, since);
}

function endTurn(): void {
  doForOneSlice(shortWork, SHORT_SLICE_MILLISECONDS);
  isScheduled = false;
  if (longWork.length > 0 || shortWork.size > 0 || pressingWork.size > 0) schedule();
}

function doForOneSlice(works: Set<() => void>, milliseconds: number): void {
  const since = performance.now();
  for (const work of works) {
    works.delete(work);
    work();
    if (performance.now() - since > milliseconds) break;
  }
}

/** Resolves when it is this work's turn again. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    longWork.push(resolve);
    schedule();
  });
}

/** Does something short soon, as much of it in a turn as there is time for; once, however often it is asked for meanwhile. It must not throw. */
export function soon(work: () => void): void {
  shortWork.add(work);
  schedule();
}

/** The same ahead of all that is done `soon`. */
export function next(work: () => void): void {
  pressingWork.add(work);
  schedule();
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

  /** Reports whether the time is used up; asked after each step that may have taken long. */
  isLate(): boolean {
    return performance.now() - this.#since > SLICE_MILLISECONDS;
  }

  /** Lets everything else run, and begins anew. */
  async next(): Promise<void> {
    await nextTurn();
    this.#since = performance.now();
  }
}

/** Long work that yields where it may be interrupted. */
export type Turns<T> = Generator<void, T>;

/** After so many items a loop of such work yields; each is worth less than a microsecond or two. */
const ITEMS_BETWEEN_YIELDS = 256;

/** Counts the items of such a loop. */
export class Pace {
  #items = 0;

  constructor(private readonly items = ITEMS_BETWEEN_YIELDS) {}

  /** Reports whether it is time to yield; asked after each item. */
  isOver(): boolean {
    this.#items += 1;
    return this.#items % this.items === 0;
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

/** Does such work without an interruption. */
export function atOnce<T>(work: Turns<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** Does such work in turns with everything else. */
export async function inTurns<T>(work: Turns<T>): Promise<T> {
  const turn = new Turn();
  for (;;) {
    const step = work.next();
    // Also at the end: what comes next may be long, too.
    if (turn.isLate()) await turn.next();
    if (step.done === true) return step.value;
  }
}

/** Such work whose parts are like the whole, as deep as they lie: it yields a part to have it done, and gets what the part made. */
export type Deep<T> = Generator<Deep<unknown> | void, T, unknown>;

/** Does it without going deeper into the stack of the program. */
export function* unrolled<T>(work: Deep<T>): Turns<T> {
  const open: Deep<unknown>[] = [work];
  let made: unknown;
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    const step = last.next(made);
    made = undefined;
    if (step.done === true) {
      open.pop();
      made = step.value;
    } else if (step.value === undefined) yield;
    else open.push(step.value);
  }
  return made as T;
}
