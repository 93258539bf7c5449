/**
 * An object as the API's protobuf: the four bytes of its magic, then runtime.Unknown with the encoded object. Field numbers
 * come from the Go types of the catalogue. Like gogo's generated code, every value other than a pointer is written, even if empty.
 * After k8s.io/apimachinery/pkg/runtime/serializer/protobuf.
 */
import { catalogOf } from '../../catalog/catalog';
import type { Field, GoType } from '../../catalog/types';
import { compareBytes } from '../../golang/bytes';
import { encodeJson } from '../../golang/json';
import type { Version } from '../../versions';
import { own, table } from '../../golang/map';

type Bytes = Uint8Array;
type Json = Readonly<Record<string, unknown>>;

const MAGIC = Buffer.from('k8s\0', 'latin1');
const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;

function varint(value: number | bigint): Bytes {
  if (typeof value === 'number' && value >= 0 && value < 128) return Uint8Array.of(value);
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Uint8Array.from([...bytes, Number(rest)]);
}

const tag = (number: number, wire: number): Bytes => varint(number * 8 + wire);
const delimited = (number: number, content: Bytes): Bytes => Buffer.concat([tag(number, BYTES), varint(content.length), content]);
const text = (number: number, value: unknown): Bytes => delimited(number, Buffer.from(typeof value === 'string' ? value : ''));
const whole = (number: number, value: unknown): Bytes =>
  Buffer.concat([tag(number, VARINT), varint(typeof value === 'number' || typeof value === 'bigint' ? value : 0)]);

function double(number: number, value: unknown): Bytes {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(typeof value === 'number' ? value : 0);
  return Buffer.concat([tag(number, FIXED64), bytes]);
}

/** Seconds and nanoseconds; the zero time is an empty message. */
function time(value: unknown): Bytes {
  if (typeof value !== 'string') return Buffer.alloc(0);
  const nanoseconds = Number((/\.(\d+)/.exec(value)?.[1] ?? '').padEnd(9, '0'));
  return Buffer.concat([whole(1, Math.floor(Date.parse(value) / 1000)), whole(2, nanoseconds)]);
}

const raw = (value: unknown): Bytes =>
  value === undefined || value === null ? Buffer.alloc(0) : delimited(1, Buffer.from(encodeJson(value, { unescaped: true })));
const intOrString = (value: unknown): Bytes => Buffer.concat([whole(1, typeof value === 'string' ? 1 : 0), whole(2, value), text(3, value)]);

/** Types that write JSON by a method of their own, as messages. */
const CUSTOM = table<(value: unknown) => Bytes>({
  'meta/v1.Time': time,
  'meta/v1.MicroTime': time,
  'resource.Quantity': (value) => text(1, typeof value === 'number' ? String(value) : value),
  'intstr.IntOrString': intOrString,
  'runtime.RawExtension': raw,
  'meta/v1.FieldsV1': raw,
});

/** A slice with a name of its own is a message that repeats its items. */
const isWrapped = (type: GoType): boolean => type.kind === 'slice' && !type.id.startsWith('[]') && !type.isBytes;

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function mapEntries(number: number, type: GoType, value: unknown): Bytes {
  if (!isMap(value)) return Buffer.alloc(0);
  const entries = Object.entries(value).sort(([a], [b]) => compareBytes(a, b));
  return Buffer.concat(entries.map(([key, item]) => delimited(number, Buffer.concat([text(1, key), valueOf(2, type.elem, item)]))));
}

function valueOf(number: number, type: GoType, value: unknown): Bytes {
  const custom = CUSTOM[type.id];
  if (custom !== undefined) return delimited(number, custom(value));
  switch (type.kind) {
    case 'pointer':
      return value === undefined || value === null ? Buffer.alloc(0) : valueOf(number, type.elem, value);
    case 'string':
      return text(number, value);
    case 'bool':
      return whole(number, value === true ? 1 : 0);
    case 'int':
      return whole(number, value);
    case 'float':
      return double(number, value);
    case 'map':
      return mapEntries(number, type, value);
    case 'struct':
      return delimited(number, message(type, isMap(value) ? value : {}));
    case 'slice':
      return sliceOf(number, type, value);
    case 'interface':
      return Buffer.alloc(0);
  }
}

function sliceOf(number: number, type: GoType, value: unknown): Bytes {
  if (type.isBytes) return typeof value === 'string' ? delimited(number, Buffer.from(value, 'base64')) : Buffer.alloc(0);
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  if (!isWrapped(type)) return Buffer.concat(items.map((item) => valueOf(number, type.elem, item)));
  return Array.isArray(value) ? delimited(number, Buffer.concat(items.map((item) => valueOf(1, type.elem, item)))) : Buffer.alloc(0);
}

/** An embedded struct is a message of its own whose fields lie beside the others in JSON. */
function fieldOf({ name, number, type, embedded }: Field, object: Json): Bytes {
  if (number === undefined) return Buffer.alloc(0);
  return valueOf(number, type, embedded ? object : own(object, name));
}

function message(type: GoType, object: Json): Bytes {
  const fields = [...type.fields].sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
  return Buffer.concat(fields.map((field) => fieldOf(field, object)));
}

const UNVERSIONED = 'v1';

function typeOfKind({ apiVersion, kind }: Json, version: Version): GoType | undefined {
  const { types, kinds } = catalogOf(version.name);
  const [of, name] = [apiVersion, kind].map((field) => (typeof field === 'string' ? field : ''));
  const id = name === 'Status' ? 'meta/v1.Status' : (own(own(kinds, of ?? ''), name ?? '') ?? own(kinds[UNVERSIONED], name ?? ''));
  return id === undefined ? undefined : types.typeOf(id);
}

const typeMeta = ({ apiVersion, kind }: Json): Bytes => delimited(1, Buffer.concat([text(1, apiVersion), text(2, kind)]));
/** No content encoding, no content type. */
const NO_CONTENT = Buffer.concat([text(3, ''), text(4, '')]);

/** undefined: the kind has no Go type here (custom resources), so no protobuf either. */
export function encodeProtobuf(object: Json, version: Version): Bytes | undefined {
  const type = typeOfKind(object, version);
  if (type === undefined) return undefined;
  return Buffer.concat([MAGIC, typeMeta(object), delimited(2, message(type, object)), NO_CONTENT]);
}

/** A list in pieces: what is before items of so many bytes, each item, and what is after them. */
export interface ListMessages {
  before(length: number): Bytes;
  item(item: object): Bytes;
  readonly after: Bytes;
}

/** undefined: the list has no Go type here. */
export function protobufMessages(list: Json, version: Version): ListMessages | undefined {
  const type = typeOfKind(list, version);
  const items = type?.jsonFields.find(({ name }) => name === 'items');
  if (type === undefined || items?.number === undefined) return undefined;
  const { number } = items;
  const rest = message(type, { ...list, items: [] });
  return {
    before: (length) => Buffer.concat([MAGIC, typeMeta(list), tag(2, BYTES), varint(rest.length + length), rest]),
    item: (item) => valueOf(number, items.type.elem, item),
    after: NO_CONTENT,
  };
}
