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
  if (typeof value === 'number') return Number.isInteger(value) ? 'int64' : 'float64';
  if (typeof value === 'bigint') return 'int64';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'map';
}

/** Throws what does not fit. `readCustom` reads a value of a type that reads JSON by itself. */
export function checkUnstructured(value: unknown, type: GoType, readCustom: (value: unknown, type: GoType) => void): void {
  if (value === null || value === undefined) return;
  if (type.kind === 'pointer') return checkUnstructured(value, type.elem, readCustom);
  if (type.custom) return readCustom(value, type);
  const from = goKind(value);
  switch (type.kind) {
    case 'map': {
      if (from !== 'map') throw new Error(`cannot restore map from ${from}`);
      return Object.values(value).forEach((member) => checkUnstructured(member, type.elem, readCustom));
    }
    case 'slice':
      return checkSlice(value, from, type, readCustom);
    case 'struct': {
      if (from !== 'map') throw new Error(`cannot restore struct from: ${from}`);
      return type.jsonFields.forEach((field) => checkUnstructured(own(value as Readonly<Record<string, unknown>>, field.name), field.type, readCustom));
    }
    case 'interface':
      return;
    default:
      return checkBasic(from, type);
  }
}

function checkSlice(value: unknown, from: string, type: GoType, readCustom: (value: unknown, type: GoType) => void): void {
  if (type.isBytes && typeof value === 'string') {
    try {
      decodeBase64(value);
    } catch (error) {
      throw new Error(`error decoding from json: ${errorText(error)}`, { cause: error });
    }
    return;
  }
  if (!Array.isArray(value)) throw new Error(`cannot restore slice from ${from}`);
  value.forEach((item) => checkUnstructured(item, type.elem, readCustom));
}

/** Go can convert whole numbers to text and numbers to each other; of these only what keeps the value is done. */
function checkBasic(from: string, type: GoType): void {
  const isNumber = from === 'int64' || from === 'float64';
  const fits = type.kind === 'string' || type.kind === 'bool' ? type.kind === from : isNumber && (type.kind === 'float' || from === 'int64');
  if (fits) return;
  const convertible = (isNumber && (type.kind === 'int' || type.kind === 'float')) || (from === 'int64' && type.kind === 'string');
  throw new Error(convertible ? `cannot convert ${from} to ${type.goName}` : `unrecognized type: ${type.basic}`);
}
