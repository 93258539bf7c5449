import { keysOf, own } from '../../../golang/map';
import { atOnce, Pace, type Turns } from '../../../golang/turns';

/** An object of the API before it is validated: the types are right, but nothing has to be there. */
export type Given<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Given<Item>[]
    : { readonly [Field in keyof T]?: Given<T[Field]> | null };

/** The fields of a struct that hold something, and those of what is in it: Go writes a nil pointer or list as null. */
export const givenFields = <T extends object>(fields: unknown): T => atOnce(givingFields<T>(fields));

/** The same in turns, for what may be long. */
export function* givingFields<T extends object>(fields: unknown): Turns<T> {
  return (yield* withoutNulls(fields ?? NOTHING, new Pace())) as T;
}

type Fields = Readonly<Record<string, unknown>>;
const NOTHING: Fields = {};

/** The value itself where nothing in it is null. */
function* withoutNulls(value: unknown, pace: Pace): Turns<unknown> {
  if (pace.isOver()) yield;
  if (Array.isArray(value)) return yield* itemsOf(value, pace);
  let kept: [string, unknown][] | undefined;
  const keys = keysOf(value as Fields);
  for (const [index, key] of keys.entries()) {
    const member = own(value as Fields, key);
    const given = typeof member === 'object' && member !== null ? yield* withoutNulls(member, pace) : member;
    if (given !== member || member === null) kept ??= keys.slice(0, index).map((before) => [before, own(value as Fields, before)]);
    if (member !== null) kept?.push([key, given]);
  }
  return kept === undefined ? value : Object.fromEntries(kept);
}

function* itemsOf(list: readonly unknown[], pace: Pace): Turns<readonly unknown[]> {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    const present = item ?? NOTHING;
    const given = typeof present === 'object' ? yield* withoutNulls(present, pace) : present;
    if (given !== item) copy ??= list.slice(0, index);
    copy?.push(given);
    if (pace.isOver()) yield;
  }
  return copy ?? list;
}
