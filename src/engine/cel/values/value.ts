/**
 * The values of expressions: null, bool, string, int (bigint), double (number), and an object for each other type.
 * After github.com/google/cel-go/common/types.
 */
import { BOOL, BYTES, DOUBLE, DYN, INT, listOf, mapOf, NULL, STRING, typeOf, UINT, type Type } from '../checker/type';

export class Uint {
  constructor(readonly value: bigint) {}
}
/** A value of a type that only functions look into: an address, a quantity, an authorizer. */
export abstract class Opaque {
  abstract readonly type: Type;
  abstract equals(other: Opaque): boolean;
  /** Whether == can be asked of it and a value: only of two of one type. */
  isComparableTo(other: CelValue): boolean {
    return other instanceof Opaque && other.type.name === this.type.name;
  }
  /** How many elements or characters it has, if anything. */
  get size(): number | undefined {
    return undefined;
  }
}
/** The name of a type as a value. */
export class TypeValue {
  constructor(readonly type: Type) {}
}
export class Optional {
  static readonly none = new Optional(undefined);
  private constructor(readonly value: CelValue | undefined) {}
  static of(value: CelValue): Optional {
    return new Optional(value);
  }
}
/** A moment, in nanoseconds since 1970, with the offset in minutes in which it was written. */
export class Timestamp {
  constructor(
    readonly nanoseconds: bigint,
    readonly offset = 0,
  ) {}
}
export class Duration {
  constructor(readonly nanoseconds: bigint) {}
}
/** A message: Object{...} or JSONPatch{...}. */
export class Struct {
  constructor(
    readonly type: Type,
    readonly fields: ReadonlyMap<string, CelValue>,
  ) {}
}

/** A list: of values that an expression made, or of JSON, whose values are made when they are looked at. */
export abstract class CelList {
  abstract readonly size: number;
  /** The element at a place that is there. */
  abstract get(at: number): CelValue;
  values(): CelValue[] {
    return Array.from({ length: this.size }, (_item, at) => this.get(at));
  }
}

/** A map: of values that an expression made, or of JSON, whose values are made when they are looked at. */
export abstract class CelMap {
  abstract readonly size: number;
  /** The value under a key; undefined if there is none. */
  abstract find(key: CelValue): CelValue | undefined;
  abstract keys(): readonly CelValue[];
}

export type CelValue =
  null | boolean | bigint | number | string | Uint | Uint8Array | Timestamp | Duration | CelList | CelMap | Struct | Optional | TypeValue | Opaque;

const simple = (name: string): Type => ({ kind: 'simple', name, parameters: [] });
export const TIMESTAMP = simple('google.protobuf.Timestamp');
export const DURATION = simple('google.protobuf.Duration');
const OPTIONAL: Type = { kind: 'opaque', name: 'optional_type', parameters: [DYN] };
const [LIST, MAP, TYPE] = [listOf(DYN), mapOf(DYN, DYN), typeOf(DYN)];

/** The type that a value has when an expression runs; what is in a list or map does not count. */
export function typeOfValue(value: CelValue): Type {
  switch (typeof value) {
    case 'string':
      return STRING;
    case 'bigint':
      return INT;
    case 'number':
      return DOUBLE;
    case 'boolean':
      return BOOL;
    default:
      return value === null ? NULL : typeOfObject(value);
  }
}
function typeOfObject(value: Exclude<CelValue, null | boolean | bigint | number | string>): Type {
  if (value instanceof Uint8Array) return BYTES;
  if ('get' in value) return LIST;
  if ('find' in value) return MAP;
  if (value instanceof Uint) return UINT;
  if (value instanceof Timestamp) return TIMESTAMP;
  if (value instanceof Duration) return DURATION;
  if (value instanceof Optional) return OPTIONAL;
  if (value instanceof TypeValue) return TYPE;
  return value.type;
}
