/**
 * Where two objects differ, as JSON pointers. Items of a list are compared by their positions; where a list has become longer, what is
 * new comes after what was there.
 */
import type { AdmissionChange } from '../api/admission-note';
import { own } from '../golang/map';

/** What lies deeper is compared as a whole. */
const DEEPEST = 50;

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');
const keysOf = (before: Fields, after: Fields): readonly string[] => [...new Set([...Object.keys(before), ...Object.keys(after)])];

/** The parts of two values under the same key; undefined where they are not of one kind. */
function partsOf(before: unknown, after: unknown): readonly (readonly [string, unknown, unknown])[] | undefined {
  if (Array.isArray(before) && Array.isArray(after)) {
    const items: readonly unknown[] = before.length > after.length ? before : after;
    return items.map((_item, at) => [String(at), before[at], after[at]] as const);
  }
  if (!isFields(before) || !isFields(after)) return undefined;
  return keysOf(before, after).map((key) => [key, own(before, key), own(after, key)] as const);
}

function compared(before: unknown, after: unknown, path: string, depth: number): readonly AdmissionChange[] {
  if (before === after) return [];
  const parts = depth > DEEPEST ? undefined : partsOf(before, after);
  if (parts !== undefined) return parts.flatMap(([key, was, is]) => compared(was, is, `${path}/${escaped(key)}`, depth + 1));
  return [{ path, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

export const changesBetween = (before: unknown, after: unknown): readonly AdmissionChange[] => compared(before, after, '', 0);
