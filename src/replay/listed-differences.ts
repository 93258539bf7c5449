/**
 * A list of the exchanges that an engine is known to answer otherwise: by version and name of the recording, their numbers as a
 * print dialog takes pages, for example `"1.37/rest/watch": "3,7-9"`. With it a replay fails when an answer turns wrong, even
 * when another turns right meanwhile.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { own } from '../engine/golang/map';
import { recordingKey } from './known-differences';
import type { Outcome } from './replay';

export type ListedDifferences = Readonly<Record<string, string>>;

const RANGES = /^(?:\d+(?:-\d+)?(?:,(?!$)|$))+$/;

/** Throws where the text is not a list of ranges. */
export function numbersOf(ranges: string): readonly number[] {
  if (!RANGES.test(ranges)) throw new Error(`${JSON.stringify(ranges)} is not a list of numbers such as 3,7-9`);
  return ranges.split(',').flatMap((range) => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
  });
}

/** `numbers` in ascending order. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** Throws with the place and what is wrong there. */
export function readListedDifferences(file: string): ListedDifferences {
  if (!existsSync(file)) throw new Error(`${file}: no such list of differences; --write-differences makes one`);
  try {
    const listed = JSON.parse(readFileSync(file, 'utf8')) as ListedDifferences;
    for (const ranges of Object.values(listed)) numbersOf(ranges);
    return listed;
  } catch (error) {
    throw new Error(`${file} is not a list of differences: ${(error as Error).message}`, { cause: error });
  }
}

/** The numbers of the exchanges that differ: all of a recording that could not be replayed. */
const differingNumbers = ({ recording, differing, notStarted }: Outcome): readonly number[] =>
  (notStarted === undefined ? differing.map(({ exchange }) => exchange.id) : recording.exchanges.map(({ id }) => id)).toSorted((a, b) => a - b);

function numbersIn(listed: ListedDifferences, key: string): readonly number[] {
  const ranges = own(listed, key);
  return ranges === undefined ? [] : numbersOf(ranges);
}

export interface ListChanges {
  readonly turnedWrong: ListedDifferences;
  readonly turnedRight: ListedDifferences;
}

/** What the replay found against the list: answers that turned wrong, and listed ones that are right by now, by recording. */
export function againstList(outcomes: readonly Outcome[], listed: ListedDifferences): ListChanges {
  const [turnedWrong, turnedRight] = [new Map<string, string>(), new Map<string, string>()];
  for (const outcome of outcomes) {
    const key = recordingKey(outcome.recording);
    const found = new Set(differingNumbers(outcome));
    const known = new Set(numbersIn(listed, key));
    const wrong = [...found].filter((number) => !known.has(number));
    const right = [...known].filter((number) => !found.has(number));
    if (wrong.length > 0) turnedWrong.set(key, rangesOf(wrong));
    if (right.length > 0) turnedRight.set(key, rangesOf(right));
  }
  return { turnedWrong: Object.fromEntries(turnedWrong), turnedRight: Object.fromEntries(turnedRight) };
}

export function writeListedDifferences(file: string, outcomes: readonly Outcome[]): void {
  const entries = outcomes.map((outcome) => [recordingKey(outcome.recording), rangesOf(differingNumbers(outcome))] as const);
  const listed = Object.fromEntries(entries.filter(([, ranges]) => ranges !== '').toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(listed, undefined, 2)}\n`);
}
