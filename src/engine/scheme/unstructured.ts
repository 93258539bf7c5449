/**
 * Objects without a Go type are maps: written with sorted keys. And maps that become objects after a strategic merge, whose
 * errors are worded by runtime.DefaultUnstructuredConverter (k8s.io/apimachinery/pkg/runtime/converter.go): fields are looked at
 * in the order of the struct, and the first that does not fit is told without its place.
 */
import { errorText } from '../golang/error-text';
import type { GoType } from '../catalog/types';
import { sortBytes } from '../golang/bytes';
import { decodeBase64 } from './decode/base64';
import { own, setOwn } from '../golang/map';
import { isFloat } from '../golang/printf';

export function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  const sorted: Record<string, unknown> = {};
  for (const key of sortBytes(Object.keys(value))) {
    const member = own(value as Readonly<Record<string, unknown>>, key);
    if (member !== undefined) setOwn(sorted, key, sortedKeys(member));
  }
  return sorted;
}

/** The kind of the Go value that stands for a JSON value in a map[string]interface{}. */
function goKind(value: unknown): string {
  if (Array.isArray(value)) return 'slice';
  if (typeof value === 'number') return isFloat(value) ? 'float64' : 'int64';
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

/** Reads a value of a type that reads JSON by itself. */
type ReadCustom = (value: unknown, type: GoType) => void;

/** The value with its numbers as the type keeps them. Throws what does not fit. */
export function fromUnstructured(value: unknown, type: GoType, readCustom: ReadCustom): unknown {
  if (value === null || value === undefined) return value;
  if (type.kind === 'pointer') return fromUnstructured(value, type.elem, readCustom);
  if (type.custom) {
    readCustom(value, type);
    return value;
  }
  const from = goKind(value);
  switch (type.kind) {
    case 'map':
      if (from !== 'map') throw new Error(`cannot restore map from ${from}`);
      return changed(value as Fields, Object.keys(value), (member) => fromUnstructured(member, type.elem, readCustom));
    case 'slice':
      return sliceFrom(value, from, type, readCustom);
    case 'struct': {
      if (from !== 'map') throw new Error(`cannot restore struct from: ${from}`);
      const names = type.jsonFields.map(({ name }) => name);
      return changed(value as Fields, names, (member, name) => fromUnstructured(member, type.field(name)?.type ?? type, readCustom));
    }
    case 'interface':
      return value;
    default:
      return basicFrom(value, from, type);
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** A copy where a member comes out changed; the value itself where none does. */
function changed(value: Fields, names: readonly string[], change: (member: unknown, name: string) => unknown): Fields {
  let copy: Record<string, unknown> | undefined;
  for (const name of names) {
    const member = own(value, name);
    if (member === undefined) continue;
    const made = change(member, name);
    if (made === member) continue;
    copy ??= { ...value };
    setOwn(copy, name, made);
  }
  return copy ?? value;
}

function sliceFrom(value: unknown, from: string, type: GoType, readCustom: ReadCustom): unknown {
  if (type.isBytes && typeof value === 'string') {
    try {
      decodeBase64(value);
    } catch (error) {
      throw new Error(`error decoding from json: ${errorText(error)}`, { cause: error });
    }
    return value;
  }
  if (!Array.isArray(value)) throw new Error(`cannot restore slice from ${from}`);
  return value.map((item) => fromUnstructured(item, type.elem, readCustom));
}

/** What a float64 without a fraction becomes that is no int64. */
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
