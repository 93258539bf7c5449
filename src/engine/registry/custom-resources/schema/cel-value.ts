/**
 * A value as the rules of its schema see it: texts of a format are moments, durations and bytes, numbers are doubles, and fields have the
 * names by which an expression can reach them. After k8s.io/apiserver/pkg/cel/common/values.go UnstructuredToVal.
 */
import { fieldNamesOf } from '../../../cel/escaped-field';
import { fromJson } from '../../../cel/values/json';
import { parseDuration, parseTimestamp } from '../../../cel/values/time';
import { CelList, CelMap, type CelValue } from '../../../cel/values/value';
import { own } from '../../../golang/map';
import { isIntOrString, isMap, ofMembers, type Fields, type Schema } from './schema';

class TypedList extends CelList {
  constructor(
    private readonly items: readonly unknown[],
    private readonly schema: Schema,
  ) {
    super();
  }
  get size(): number {
    return this.items.length;
  }
  get(at: number): CelValue {
    return celValue(this.items[at], this.schema);
  }
}

class TypedMap extends CelMap {
  constructor(
    private readonly members: ReadonlyMap<string, unknown>,
    private readonly schemaOf: (name: string) => Schema | undefined,
  ) {
    super();
  }
  get size(): number {
    return this.members.size;
  }
  find(key: CelValue): CelValue | undefined {
    if (typeof key !== 'string' || !this.members.has(key)) return undefined;
    return celValue(this.members.get(key), this.schemaOf(key));
  }
  keys(): readonly string[] {
    return [...this.members.keys()];
  }
}

/** Fields under each name that an expression may write. */
function structOf(value: Fields, properties: Readonly<Record<string, Schema>>): TypedMap {
  const names = new Map(Object.keys(value).flatMap((name) => fieldNamesOf(name).map((written) => [written, name] as const)));
  return new TypedMap(new Map([...names].map(([written, name]) => [written, own(value, name)])), (written) => own(properties, names.get(written) ?? ''));
}

function textOf(text: string, format: string | undefined): CelValue {
  if (format === 'byte') return new Uint8Array(Buffer.from(text, 'base64'));
  if (format === 'duration') return parseDuration(text) ?? text;
  if (format === 'date-time') return parseTimestamp(text) ?? text;
  return format === 'date' ? (parseTimestamp(`${text}T00:00:00Z`) ?? text) : text;
}

export function celValue(value: unknown, schema: Schema | undefined): CelValue {
  if (schema === undefined || value === null || value === undefined || isIntOrString(schema)) return fromJson(value ?? null);
  if (Array.isArray(value)) return schema.items === undefined ? fromJson(value) : new TypedList(value, schema.items);
  if (typeof value === 'string') return textOf(value, schema.format);
  if (schema.type === 'number') return Number(value);
  if (!isMap(value)) return fromJson(value);
  const ofMember = ofMembers(schema);
  if (ofMember !== undefined) return new TypedMap(new Map(Object.entries(value)), () => ofMember);
  return structOf(value, schema.properties ?? {});
}
