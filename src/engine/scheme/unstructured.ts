/**
 * Objects without a Go type are maps: written with sorted keys. And maps that become objects after a strategic merge, whose
 * errors are worded by runtime.DefaultUnstructuredConverter (k8s.io/apimachinery/pkg/runtime/converter.go): fields are looked at
 * in the order of the struct, and the first that does not fit is reported without its place.
 */
import { errorText } from '../golang/error-text';
import type { GoType } from '../catalog/types';
import { sortingBytes } from '../golang/sorting';
import { atOnce, Pace, type Turns } from '../golang/turns';
import { decodeBase64 } from './decode/base64';
import { keepKeys, keysOf, own, setOwn } from '../golang/map';
import { isFloat } from '../golang/printf';

type Open =
  | { readonly items: readonly unknown[]; readonly made: unknown[]; at: number }
  | {
      readonly items?: undefined;
      readonly from: Fields;
      readonly keys: readonly string[];
      readonly made: Record<string, unknown>;
      at: number;
      hasGaps: boolean;
    };

function* opened(value: object): Turns<Open> {
  if (Array.isArray(value)) return { items: value, made: [], at: 0 };
  return { from: value as Fields, keys: yield* sortingBytes([...keysOf(value)]), made: {}, at: 0, hasGaps: false };
}

/** As many levels as a value has: the stack of the program is not what bounds them. */
export function* sortingKeys(value: unknown): Turns<unknown> {
  if (typeof value !== 'object' || value === null) return value;
  let current: Open | undefined = yield* opened(value);
  const root = current.made;
  const outer: Open[] = [];
  const pace = new Pace();
  while (current !== undefined) {
    if (pace.isOver()) yield;
    const { at, items } = current;
    const key = items === undefined ? current.keys[at] : undefined;
    if (items === undefined ? key === undefined : at >= items.length) {
      if (current.items === undefined && !current.hasGaps) keepKeys(current.made, current.keys);
      current = outer.pop();
      continue;
    }
    current.at += 1;
    const member = current.items === undefined ? own(current.from, key ?? '') : current.items[at];
    const inner: Open | undefined = typeof member === 'object' && member !== null ? yield* opened(member) : undefined;
    const made = inner === undefined ? member : inner.made;
    if (current.items !== undefined) current.made.push(made);
    else if (made === undefined) current.hasGaps = true;
    else setOwn(current.made, key ?? '', made);
    if (inner === undefined) continue;
    outer.push(current);
    current = inner;
  }
  return root;
}
export const sortedKeys = (value: unknown): unknown => atOnce(sortingKeys(value));

/** The kind of the Go value that stands for a JSON value in a map[string]interface{}. */
function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return isFloat(value) ? 'float64' : 'int64';
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

/** Reads a value of a type that reads JSON by itself. */
type ReadCustom = (value: unknown, type: GoType) => Turns<unknown>;

/** The value with its numbers as the type keeps them. Throws what does not fit. */
export function* fromUnstructured(value: unknown, type: GoType, readCustom: ReadCustom): Turns<unknown> {
  if (value === null || value === undefined) return value;
  if (type.kind === 'pointer') return yield* fromUnstructured(value, type.elem, readCustom);
  if (type.custom) {
    yield* readCustom(value, type);
    return value;
  }
  const from = goKind(value);
  switch (type.kind) {
    case 'map':
      if (from !== 'map') throw new Error(`cannot restore map from ${from}`);
      return yield* mapFrom(value as Fields, type.elem, readCustom);
    case 'slice':
      return yield* sliceFrom(value, from, type, readCustom);
    case 'struct': {
      if (from !== 'map') throw new Error(`cannot restore struct from: ${from}`);
      return yield* structFrom(value as Fields, type, readCustom);
    }
    case 'interface':
      return value;
    default:
      return basicFrom(value, from, type);
  }
}

type Fields = Readonly<Record<string, unknown>>;

const isText = (value: unknown, { kind, custom }: GoType): boolean => typeof value === 'string' && kind === 'string' && !custom;

/** A copy where a member comes out changed; the value itself where none does. */
function* mapFrom(value: Fields, elem: GoType, readCustom: ReadCustom): Turns<Fields> {
  const changed = new Map<string, unknown>();
  const pace = new Pace();
  for (const name of keysOf(value)) {
    if (pace.isOver()) yield;
    const member = own(value, name);
    const made = isText(member, elem) ? member : yield* fromUnstructured(member, elem, readCustom);
    if (made !== member) changed.set(name, made);
  }
  if (changed.size === 0) return value;
  const copy: Record<string, unknown> = {};
  for (const name of keysOf(value)) {
    if (pace.isOver()) yield;
    setOwn(copy, name, changed.has(name) ? changed.get(name) : own(value, name));
  }
  return copy;
}

function* structFrom(value: Fields, type: GoType, readCustom: ReadCustom): Turns<Fields> {
  let copy: Record<string, unknown> | undefined;
  for (const { name, type: of } of type.jsonFields) {
    const member = own(value, name);
    if (member === undefined) continue;
    const made = isText(member, of) ? member : yield* fromUnstructured(member, of, readCustom);
    if (made === member) continue;
    copy ??= { ...value };
    setOwn(copy, name, made);
  }
  return copy ?? value;
}

function* sliceFrom(value: unknown, from: string, type: GoType, readCustom: ReadCustom): Turns<unknown> {
  if (type.isBytes && typeof value === 'string') {
    try {
      decodeBase64(value);
    } catch (error) {
      throw new Error(`error decoding from json: ${errorText(error)}`, { cause: error });
    }
    return value;
  }
  if (!Array.isArray(value)) throw new Error(`cannot restore slice from ${from}`);
  const items: unknown[] = [];
  const pace = new Pace();
  for (const item of value as readonly unknown[]) {
    items.push(yield* fromUnstructured(item, type.elem, readCustom));
    if (pace.isOver()) yield;
  }
  return items;
}

/** Converts a float64 without a fraction beyond int64. */
const INDEFINITE = -(2n ** 63n);

/** A whole float64 as an integer of so many bits, as amd64 converts it. */
function wholeOf(value: number, { basic }: GoType): number | bigint {
  const whole = BigInt(value);
  const wide = BigInt.asIntN(64, whole) === whole ? whole : INDEFINITE;
  if (basic === 'int64') return wide;
  return Number(BigInt.asIntN(Number(basic.replace(/\D/g, '')) || 64, wide));
}

/** Go can convert whole numbers to text and numbers to each other; of these only what keeps the value is done. */
function basicFrom(value: unknown, from: string, type: GoType): unknown {
  const isNumber = from === 'int64' || from === 'float64';
  if (type.kind === 'int' && isFloat(value) && Number.isInteger(value)) return wholeOf(value, type);
  const fits = type.kind === 'string' || type.kind === 'bool' ? type.kind === from : isNumber && (type.kind === 'float' || from === 'int64');
  if (fits) return value;
  const convertible = (isNumber && (type.kind === 'int' || type.kind === 'float')) || (from === 'int64' && type.kind === 'string');
  throw new Error(convertible ? `cannot convert ${from} to ${type.goName}` : `unrecognized type: ${type.basic}`);
}
