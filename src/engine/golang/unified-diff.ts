/**
 * The difference of two texts as Go's pmezard/go-difflib writes it, a port of Python's difflib: the longest run of lines that
 * both have stays, then likewise before and after it; changes are shown with three lines around them.
 */
interface Run {
  readonly a: number;
  readonly b: number;
  readonly size: number;
}
interface Change {
  readonly equal: boolean;
  readonly a: readonly [from: number, to: number];
  readonly b: readonly [from: number, to: number];
}

const CONTEXT = 3;
/** Lines that often recur in a long text are not looked for. */
const LONG = 200;

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [at, line] of lines.entries()) places.set(line, [...(places.get(line) ?? []), at]);
  if (lines.length < LONG) return places;
  return new Map([...places].filter(([, found]) => found.length <= Math.floor(lines.length / 100) + 1));
}

class Matcher {
  readonly #places: ReadonlyMap<string, readonly number[]>;

  constructor(
    readonly a: readonly string[],
    readonly b: readonly string[],
  ) {
    this.#places = placesOf(b);
  }

  /** The runs that stay in a[from..to] and b[from..to], in order. */
  runs([aFrom, aTo]: Change['a'], [bFrom, bTo]: Change['b']): readonly Run[] {
    const { a, b, size } = this.#longest([aFrom, aTo], [bFrom, bTo]);
    if (size === 0) return [];
    return [...this.runs([aFrom, a], [bFrom, b]), { a, b, size }, ...this.runs([a + size, aTo], [b + size, bTo])];
  }

  #longest([aFrom, aTo]: Change['a'], [bFrom, bTo]: Change['b']): Run {
    let best: Run = { a: aFrom, b: bFrom, size: 0 };
    let ending = new Map<number, number>();
    for (let at = aFrom; at < aTo; at += 1) {
      const next = new Map<number, number>();
      for (const place of this.#places.get(this.a[at] ?? '') ?? []) {
        if (place < bFrom || place >= bTo) continue;
        const size = (ending.get(place - 1) ?? 0) + 1;
        next.set(place, size);
        if (size > best.size) best = { a: at - size + 1, b: place - size + 1, size };
      }
      ending = next;
    }
    let { a, b, size } = best;
    while (a > aFrom && b > bFrom && this.a[a - 1] === this.b[b - 1]) [a, b, size] = [a - 1, b - 1, size + 1];
    while (a + size < aTo && b + size < bTo && this.a[a + size] === this.b[b + size]) size += 1;
    return { a, b, size };
  }
}

function changesOf(a: readonly string[], b: readonly string[]): readonly Change[] {
  const changes: Change[] = [];
  let [aDone, bDone] = [0, 0];
  for (const run of [...new Matcher(a, b).runs([0, a.length], [0, b.length]), { a: a.length, b: b.length, size: 0 }]) {
    if (aDone < run.a || bDone < run.b) changes.push({ equal: false, a: [aDone, run.a], b: [bDone, run.b] });
    const last = changes.at(-1);
    [aDone, bDone] = [run.a + run.size, run.b + run.size];
    if (run.size === 0) continue;
    // Runs that touch are one.
    if (last?.equal === true) changes.splice(-1, 1, { equal: true, a: [last.a[0], aDone], b: [last.b[0], bDone] });
    else changes.push({ equal: true, a: [run.a, aDone], b: [run.b, bDone] });
  }
  return changes;
}

/** Changes that are near each other, with the lines around them. */
function groupsOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const groups: Change[][] = [];
  let group: Change[] = [];
  for (const [at, change] of changes.entries()) {
    const { equal, a, b } = change;
    const [isFirst, isLast] = [at === 0, at === changes.length - 1];
    if (!equal) {
      group.push(change);
      continue;
    }
    const long = a[1] - a[0] > (isFirst || isLast ? CONTEXT : 2 * CONTEXT);
    const head: Change = { equal, a: [a[0], Math.min(a[1], a[0] + CONTEXT)], b: [b[0], Math.min(b[1], b[0] + CONTEXT)] };
    const tail: Change = { equal, a: [Math.max(a[0], a[1] - CONTEXT), a[1]], b: [Math.max(b[0], b[1] - CONTEXT), b[1]] };
    if (isFirst || isLast) group.push(isFirst ? tail : head);
    else if (!long) group.push(change);
    else {
      groups.push([...group, head]);
      group = [tail];
    }
  }
  return [...groups, group].filter((found) => found.some(({ equal }) => !equal));
}

function range([from, to]: Change['a']): string {
  const length = to - from;
  return length === 1 ? String(from + 1) : `${length === 0 ? from : from + 1},${length}`;
}

/** '' if the texts are the same. */
export function unifiedDiff(a: string, b: string): string {
  const [before, after] = [a.split('\n'), b.split('\n')];
  const prefixed = (sign: string, lines: readonly string[]): readonly string[] => lines.map((line) => `${sign}${line}\n`);
  return groupsOf(changesOf(before, after))
    .flatMap((group) => [
      `@@ -${range([group[0]?.a[0] ?? 0, group.at(-1)?.a[1] ?? 0])} +${range([group[0]?.b[0] ?? 0, group.at(-1)?.b[1] ?? 0])} @@\n`,
      ...group.flatMap((change) =>
        change.equal ? prefixed(' ', before.slice(...change.a)) : [...prefixed('-', before.slice(...change.a)), ...prefixed('+', after.slice(...change.b))],
      ),
    ])
    .join('');
}
