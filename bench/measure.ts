/**
 * How long something takes, and what it allocates. The machine does other things too, so a time is the median of many short
 * slices: what interrupts a few of them does not count.
 */
const SLICES = 25;

export interface Measured {
  readonly ns: number;
  readonly bytes: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

const nanosecondsSince = (started: bigint): number => Number(process.hrtime.bigint() - started);

function timed(run: () => void, times: number): number {
  const started = process.hrtime.bigint();
  for (let turn = 0; turn < times; turn += 1) run();
  return nanosecondsSince(started);
}

/** Until the next collection the heap only grows: that is what the runs have allocated. A collection in between shows as less than nothing. */
function allocated(run: () => void): number {
  const runs = 1000;
  const growths = Array.from({ length: 9 }, () => {
    const before = process.memoryUsage().heapUsed;
    for (let turn = 0; turn < runs; turn += 1) run();
    return (process.memoryUsage().heapUsed - before) / runs;
  });
  return median(growths.filter((growth) => growth >= 0));
}

/** The first slice only warms up. */
export function measured(run: () => void, seconds: number): Measured {
  const slice = (seconds * 1e9) / SLICES;
  let times = 1000;
  let warm = timed(run, times);
  while (warm < slice) {
    times = Math.ceil(times * Math.min(10, (1.2 * slice) / warm));
    warm = timed(run, times);
  }
  const slices = Array.from({ length: SLICES }, () => timed(run, times) / times);
  return { ns: median(slices), bytes: allocated(run) };
}
