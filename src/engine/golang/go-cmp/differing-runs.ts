/**
 * Long texts and lists of numbers that differ, in pieces: 64 bytes of a text, eight numbers of a list, and which of them go and come.
 * After formatDiffSlice of github.com/google/go-cmp/cmp/report_slices.go of v0.5.2. A text of several lines is one in pieces here too.
 */
import { quote } from '../quote';
import type { Node } from './compare';
import { editScript } from './edit-script';
import { ELLIPSIS, type Mark, type Text, type TextEntry } from './text';
import type { GoValue } from './value';

const LONG = 64;
const CONTEXT = 2;
const MOST_DIFFERING = 32;

interface Run {
  /** Elements of both that are the same, or how many go and come. */
  readonly same: number;
  readonly x: number;
  readonly y: number;
}
interface Pieces {
  readonly x: readonly string[];
  readonly y: readonly string[];
  readonly size: number;
  readonly name: string;
  print(elements: readonly string[]): string;
}

const differs = ({ x, y, same }: Run): boolean => x + y > same * 2;

/** A short run of what is the same, between one where something goes and one where something comes, is shown as changed. */
function joined(runs: readonly Run[], most: number): readonly Run[] {
  const kept: Run[] = [];
  for (const run of runs) {
    const [before, between] = [kept.at(-2), kept.at(-1)];
    if (before !== undefined && between !== undefined && differs(run) && between.same <= most && before.x + run.x > 0 && before.y + run.y > 0)
      kept.splice(-2, 2, { same: 0, x: before.x + between.x + run.x, y: before.y + between.y + run.y });
    else kept.push(run);
  }
  return kept;
}

function runsOf({ x, y, size }: Pieces): readonly Run[] {
  const runs: Run[] = [];
  for (const edit of editScript(x.length, y.length, (a, b) => (x[a] === y[b] ? { same: 1, differing: 0 } : { same: 0, differing: 2 }))) {
    const isSame = edit === 'identity';
    const last = runs.at(-1);
    const [goes, comes] = [edit === 'uniqueY' ? 0 : 1, edit === 'uniqueX' ? 0 : 1];
    if (last !== undefined && last.same > 0 === isSame) runs[runs.length - 1] = { same: last.same + (isSame ? 1 : 0), x: last.x + goes, y: last.y + comes };
    else runs.push({ same: isSame ? 1 : 0, x: goes, y: comes });
  }
  return joined(runs, Math.floor(size / 4));
}

function inPieces(pieces: Pieces): readonly TextEntry[] {
  const { size, name, print } = pieces;
  const shown: TextEntry[] = [];
  const add = (elements: readonly string[], mark?: Mark): void => {
    for (let at = 0; at < elements.length; at += size) shown.push({ ...(mark && { mark }), value: print(elements.slice(at, at + size)) });
  };
  const runs = runsOf(pieces);
  let [x, y, differing] = [pieces.x, pieces.y, 0];
  for (const [at, run] of runs.entries()) {
    if (differing >= MOST_DIFFERING) break;
    if (run.same > 0) {
      const before = at === 0 ? 0 : Math.min(size * CONTEXT, run.same);
      const room = at === runs.length - 1 ? 0 : Math.min(size * CONTEXT, run.same - before);
      const after = run.same - before - room <= size ? run.same - before : room;
      add(x.slice(0, before));
      const left = run.same - before - after;
      if (left > 0) shown.push({ value: ELLIPSIS, withoutComma: true, comment: `${left} identical ${name}${left > 1 ? 's' : ''}` });
      add(x.slice(run.same - after, run.same));
    } else {
      const length = shown.length;
      add(x.slice(0, run.x), '-');
      add(y.slice(0, run.y), '+');
      differing += shown.length - length;
    }
    [x, y] = [x.slice(run.x), y.slice(run.y)];
  }
  return shown;
}

const characters = (text: string): readonly string[] => [...Buffer.from(text).toString('latin1')];
const numbers = (items: readonly GoValue[]): readonly string[] => items.flatMap((item) => (item.kind === 'plain' ? [item.text] : []));

/** Undefined where the values are not of that kind, or short. */
export function differingRuns({ x, y, differing, same, compared }: Node): Text | undefined {
  if (x === undefined || y === undefined || differing === 0 || compared > 0) return undefined;
  if (x.kind === 'string' && y.kind === 'string') {
    const [a, b] = [characters(x.text), characters(y.text)];
    if (a.length < LONG || b.length < LONG) return undefined;
    const print = (piece: readonly string[]): string => quote(Buffer.from(piece.join(''), 'latin1').toString());
    return { prefix: 'strings.Join({', value: inPieces({ x: a, y: b, size: 64, name: 'byte', print }), suffix: '}, "")' };
  }
  if (x.kind !== 'slice' || y.kind !== 'slice') return undefined;
  const [a, b] = [numbers(x.items ?? []), numbers(y.items ?? [])];
  if (a.length === 0 || b.length === 0 || (differing <= same && Math.min(a.length, b.length) < LONG)) return undefined;
  const print = (piece: readonly string[]): string => piece.join(', ');
  return { prefix: '{', value: inPieces({ x: a, y: b, size: 8, name: x.type.replace('[]', ''), print }), suffix: '}' };
}
