/**
 * JSON as expressions see it: an object is a map, and its values are made when they are looked at. A whole number is an int, as in
 * objects of Kubernetes, or a double like every other, as in the claims of a token.
 */
import { own } from '../../golang/map';
import { CelList } from './value';
import { CelMap } from './value';
import { Duration, Optional, Struct, Timestamp, TypeValue, Uint, type CelValue } from './value';
import { durationText, timestampText } from './time';

export type Numbers = 'int' | 'double';

class JsonList extends CelList {
  constructor(
    private readonly items: readonly unknown[],
    private readonly numbers: Numbers,
  ) {
    super();
  }
  get size(): number {
    return this.items.length;
  }
  get(at: number): CelValue {
    return valueOf(this.items[at], this.numbers);
  }
}

type JsonObject = Readonly<Record<string, unknown>>;
class JsonMap extends CelMap {
  #keys: readonly string[] | undefined;
  constructor(
    private readonly object: JsonObject,
    private readonly numbers: Numbers,
  ) {
    super();
  }
  get size(): number {
    return this.keys().length;
  }
  find(key: CelValue): CelValue | undefined {
    if (typeof key !== 'string') return undefined;
    const value = own(this.object, key);
    return value === undefined ? undefined : valueOf(value, this.numbers);
  }
  keys(): readonly string[] {
    this.#keys ??= Object.keys(this.object);
    return this.#keys;
  }
}

function valueOf(json: unknown, numbers: Numbers): CelValue {
  switch (typeof json) {
    case 'string':
    case 'boolean':
    case 'bigint':
      return json;
    case 'number':
      return numbers === 'int' && Number.isInteger(json) ? BigInt(json) : json;
    case 'object':
      if (json === null) return null;
      if (json instanceof CelMap || json instanceof CelList) return json;
      return Array.isArray(json) ? new JsonList(json, numbers) : new JsonMap(json as JsonObject, numbers);
    default:
      return null;
  }
}

export const fromJson = (json: unknown, { numbers = 'int' }: { readonly numbers?: Numbers } = {}): CelValue => valueOf(json, numbers);

const SAFE = BigInt(Number.MAX_SAFE_INTEGER);
const whole = (value: bigint): number | bigint => (value <= SAFE && value >= -SAFE ? Number(value) : value);

/** The JSON of a value; throws where there is none. A whole number that JavaScript has no exact number for stays a bigint. */
export function toJson(value: CelValue): unknown {
  if (typeof value === 'bigint') return whole(value);
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Uint) return whole(value.value);
  if (value instanceof CelList) return value.values().map(toJson);
  if (value instanceof CelMap) return Object.fromEntries(value.keys().map((key) => [keyText(key), toJson(value.find(key) ?? null)]));
  if (value instanceof Struct) return Object.fromEntries([...value.fields].map(([name, field]) => [name, toJson(field)]));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Timestamp) return timestampText(value);
  if (value instanceof Duration) return durationText(value);
  if (value instanceof Optional) return value.value === undefined ? null : toJson(value.value);
  if (value instanceof TypeValue) return value.type.name;
  throw new Error(`unsupported type conversion for kind: ${value.type.name}`);
}
function keyText(key: CelValue): string {
  if (key instanceof Uint) return String(key.value);
  if (typeof key === 'object' || typeof key === 'number') throw new Error('map key is not a string');
  return String(key);
}
