/**
 * Bodies that are almost good: each field of a body taken away, emptied, retyped and filled with what is out of range, one at a
 * time. A server answers each of them in words of its own; an error of the language it is written in is none of them.
 */
import { own } from '../engine/golang/map';
import type { JsonObject, JsonValue } from '../engine/api/objects';

export interface Mutant {
  /** The place of the change, with list indexes left out: spec.containers[].name. */
  readonly field: string;
  /** The kind of change: `without`, or the value in its place as JSON. */
  readonly change: string;
  /** Made only when it is wanted: most mutants of a recording are like others. */
  readonly body: () => JsonValue;
}

const EMPTY: readonly JsonValue[] = ['', {}, [], 0, null];
const RETYPED: readonly JsonValue[] = ['7', 7, true, ['x'], { a: 'b' }, [{}]];
const OUT_OF_RANGE: Readonly<Record<string, readonly JsonValue[]>> = {
  string: ['Not_Good/../%', 'x'.repeat(300), '\u00e9', 'constructor'],
  number: [-1, 1.5, 1e21, 99_999],
};

type Kind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object';

function kindOf(value: JsonValue | undefined): Kind {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'array';
  const kind = typeof value;
  return kind === 'bigint' ? 'number' : (kind as Kind);
}

const sameText = (a: JsonValue | undefined, b: JsonValue): boolean => JSON.stringify(a) === JSON.stringify(b);

function replacements(value: JsonValue | undefined): readonly JsonValue[] {
  const kind = kindOf(value);
  const retyped = RETYPED.filter((other) => kindOf(other) !== kind);
  return [...EMPTY, ...retyped, ...(OUT_OF_RANGE[kind] ?? [])].filter((other) => !sameText(value, other));
}

type Step = string | number;
type Place = readonly Step[];

const written = (place: Place): string =>
  place.reduce<string>((path, step) => (typeof step === 'number' ? `${path}[]` : path === '' ? step : `${path}.${step}`), '');

function placesIn(value: JsonValue | undefined, at: Place): readonly Place[] {
  if (typeof value !== 'object' || value === null) return [at];
  const inside = Array.isArray(value)
    ? value.flatMap((item: JsonValue, index) => placesIn(item, [...at, index]))
    : Object.entries(value).flatMap(([key, member]) => placesIn(member, [...at, key]));
  return [at, ...inside];
}

function valueAt(value: JsonValue | undefined, place: Place): JsonValue | undefined {
  return place.reduce<JsonValue | undefined>(
    (inner, step) => (Array.isArray(inner) ? (inner as readonly JsonValue[])[Number(step)] : own(inner as JsonObject, String(step))),
    value,
  );
}

/** The value with another one at a place, or with none there. */
export function changedAt(value: JsonValue, [step, ...rest]: Place, change: (before: JsonValue) => JsonValue | undefined): JsonValue | undefined {
  if (step === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.flatMap((item: JsonValue, index) => {
      if (index !== step) return [item];
      const changed = changedAt(item, rest, change);
      return changed === undefined ? [] : [changed];
    });
  }
  const members = Object.entries(value as JsonObject).flatMap(([key, member]): [string, JsonValue][] => {
    if (key !== step) return [[key, member as JsonValue]];
    const changed = changedAt(member as JsonValue, rest, change);
    return changed === undefined ? [] : [[key, changed]];
  });
  return Object.fromEntries(members);
}

/** The places of a body, without list indexes. */
export const fieldsOf = (body: JsonValue): readonly string[] => [...new Set(placesIn(body, []).map(written))];

/** Every body with one change; the whole body is changed too, but never taken away. */
export function* mutantsOf(body: JsonValue): Generator<Mutant> {
  for (const place of placesIn(body, [])) {
    const field = written(place);
    if (place.length > 0) yield { field, change: 'without', body: () => changedAt(body, place, () => undefined) ?? null };
    for (const value of replacements(valueAt(body, place)))
      yield { field, change: JSON.stringify(value), body: () => changedAt(body, place, () => value) ?? value };
  }
}
