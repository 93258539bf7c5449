/** Sorting of lists that may be long, in turns: pieces by themselves, which are then merged two by two. The order of equal items stays. */
import { compareBytes, sortBytes } from './bytes';
import { Pace, type Turns } from './turns';

/** So many items are sorted in one go. */
const PIECE = 2048;

type Compare<T> = (a: T, b: T) => number;

/** The items in order; the list itself may be changed. */
export function* sorting<T>(items: T[], compare: Compare<T>, sorted = (piece: T[]): T[] => piece.sort(compare)): Turns<T[]> {
  if (items.length <= PIECE) return sorted(items);
  let pieces: T[][] = [];
  for (let at = 0; at < items.length; at += PIECE) {
    pieces.push(sorted(items.slice(at, at + PIECE)));
    yield;
  }
  while (pieces.length > 1) {
    const merged: T[][] = [];
    for (let at = 0; at < pieces.length; at += 2) merged.push(yield* merging(pieces[at] ?? [], pieces[at + 1] ?? [], compare));
    pieces = merged;
  }
  return pieces[0] ?? [];
}

function* merging<T>(left: T[], right: T[], compare: Compare<T>): Turns<T[]> {
  const [last, first] = [left.at(-1), right[0]];
  if (last === undefined || first === undefined) return left;
  // What comes in order stays as it is.
  if (compare(last, first) <= 0) return left.concat(right);
  const merged: T[] = [];
  const pace = new Pace();
  let at = 0;
  for (const item of left) {
    for (let other = right[at]; other !== undefined && compare(other, item) < 0; other = right[at]) {
      merged.push(other);
      at += 1;
      if (pace.isOver()) yield;
    }
    merged.push(item);
    if (pace.isOver()) yield;
  }
  return merged.concat(right.slice(at));
}

/** As Go sorts them. */
export const sortingBytes = (texts: string[]): Turns<string[]> => sorting(texts, compareBytes, sortBytes);
