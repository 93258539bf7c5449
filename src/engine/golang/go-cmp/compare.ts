/** Two values side by side, part by part, and how much of each part differs. After github.com/google/go-cmp/cmp: compare.go and report_value.go. */
import { editScript, type Compared } from './edit-script';
import { isZero, type GoPointer, type GoSlice, type GoStruct, type GoMap, type GoText, type GoValue } from './value';

export interface Entry {
  readonly key?: string | GoText;
  readonly node: Node;
}

/** A pair of values; one of them is missing where an element or an entry has come or gone. */
export interface Node {
  readonly x?: GoValue;
  readonly y?: GoValue;
  readonly parent?: GoValue['kind'];
  readonly same: number;
  readonly differing: number;
  /** How many parts compare themselves. */
  readonly compared: number;
  readonly children: number;
  readonly depth: number;
  readonly entries: readonly Entry[];
  /** What a pointer points to. */
  readonly elem?: Node;
}

type Pair = Pick<Node, 'x' | 'y' | 'parent'>;

const leaf = (pair: Pair, isSame: boolean, compared = 0): Node => ({
  ...pair,
  same: isSame ? 1 : 0,
  differing: isSame ? 0 : 1,
  compared,
  children: 0,
  depth: 0,
  entries: [],
});

function branch(pair: Pair, entries: readonly Entry[], elem?: Node): Node {
  const nodes = elem === undefined ? entries.map(({ node }) => node) : [elem];
  const sum = (of: (node: Node) => number): number => nodes.reduce((total, node) => total + of(node), 0);
  return {
    ...pair,
    same: sum(({ same }) => same),
    differing: sum(({ differing }) => differing),
    compared: sum(({ compared }) => compared),
    children: sum(({ children }) => children + 1),
    depth: Math.max(0, ...nodes.map(({ depth }) => depth + 1)),
    entries,
    ...(elem !== undefined && { elem }),
  };
}

/** Compares values without regard to the methods that they have. */
const sameText = (x: GoValue, y: GoValue): boolean => JSON.stringify(x) === JSON.stringify(y);

const structs = (x: GoStruct, y: GoStruct): readonly Entry[] =>
  x.fields.map(([key, value], at) => ({ key, node: compareValues({ x: value, ...(y.fields[at] && { y: y.fields[at][1] }), parent: 'struct' }) }));

function slices(x: readonly GoValue[], y: readonly GoValue[]): readonly Entry[] {
  const pairOf = (a: number | undefined, b: number | undefined): Pair => {
    const [left, right] = [a === undefined ? undefined : x[a], b === undefined ? undefined : y[b]];
    return { ...(left && { x: left }), ...(right && { y: right }), parent: 'slice' };
  };
  const compared = (a: number, b: number): Compared => compareValues(pairOf(a, b));
  const [at, entries] = [{ x: 0, y: 0 }, [] as Entry[]];
  for (const edit of editScript(x.length, y.length, compared)) {
    const a = edit === 'uniqueY' ? undefined : at.x++;
    const b = edit === 'uniqueX' ? undefined : at.y++;
    entries.push({ node: compareValues(pairOf(a, b)) });
  }
  return entries;
}

function maps(x: GoMap['entries'], y: GoMap['entries']): readonly Entry[] {
  const [left, right] = [x ?? [], y ?? []].map((entries) => new Map(entries.map(([key, value]) => [key.text, value])));
  const keys = new Map([...(x ?? []), ...(y ?? [])].map(([key]) => [key.text, key]));
  const sorted = [...keys.values()].sort((a, b) => (a.text < b.text ? -1 : 1));
  return sorted.map((key) => {
    const [a, b] = [left?.get(key.text), right?.get(key.text)];
    return { key, node: compareValues({ ...(a && { x: a }), ...(b && { y: b }), parent: 'map' }) };
  });
}

/** Reports whether both are there; a nil is the same only as a nil. */
const isNil = (value: GoPointer | GoSlice | GoMap): boolean => isZero(value);

export function compareValues(pair: Pair): Node {
  const { x, y } = pair;
  if (x === undefined || y === undefined) return leaf(pair, false);
  if (x.comparesItself === true) return leaf(pair, sameText(x, y), 1);
  if (x.kind === 'string' || x.kind === 'plain') return leaf(pair, sameText(x, y));
  if (x.kind === 'struct') return y.kind === 'struct' ? branch(pair, structs(x, y)) : leaf(pair, false);
  if (y.kind === 'struct' || y.kind === 'string' || y.kind === 'plain' || isNil(x) || isNil(y)) return leaf(pair, isZero(x) && isZero(y));
  if (x.kind === 'slice' && y.kind === 'slice') return branch(pair, slices(x.items ?? [], y.items ?? []));
  if (x.kind === 'map' && y.kind === 'map') return branch(pair, maps(x.entries, y.entries));
  const [ofX, ofY] = [x.kind === 'pointer' ? x.elem : null, y.kind === 'pointer' ? y.elem : null];
  return ofX === null || ofY === null ? leaf(pair, false) : branch(pair, [], compareValues({ x: ofX, y: ofY, parent: 'pointer' }));
}
