/**
 * Reads a protobuf message by the Go type it was written from and gives it the form it has in JSON. The numbers of the fields
 * stand in the tags of the structs; a few types have messages that do not look like them.
 */
import type { Field, GoType } from '../../catalog/types';
import { Pace, type Turns } from '../../golang/turns';
import { NumberNode, type Node } from '../json/node';
import { parsingJson } from '../json/parse';
import { printTime } from '../decode/time';
import { own, setOwn } from '../../golang/map';
import { expectWire, Reader, WIRE, type Tag } from './reader';

interface Message {
  [key: string]: Node;
}

function readTime(bytes: Uint8Array, micro: boolean): Node {
  let [seconds, nanoseconds] = [0n, 0];
  let any = false;
  Reader.message(bytes, 'Timestamp', (reader, tag) => {
    any = true;
    if (tag.number > 2) return false;
    expectWire(tag, WIRE.varint, tag.number === 1 ? 'Seconds' : 'Nanos');
    if (tag.number === 1) seconds = reader.varint();
    else nanoseconds = reader.int32();
    return true;
  });
  return any ? printTime({ seconds, nanoseconds }, micro) : null;
}

function readIntOrString(bytes: Uint8Array): Node {
  let [type, number, text] = [0n, 0, ''];
  Reader.message(bytes, 'IntOrString', (reader, tag) => {
    const name = (['Type', 'IntVal', 'StrVal'] as const)[tag.number - 1];
    if (name === undefined) return false;
    expectWire(tag, name === 'StrVal' ? WIRE.bytes : WIRE.varint, name);
    if (name === 'Type') type = reader.varint();
    else if (name === 'IntVal') number = reader.int32();
    else text = reader.text();
    return true;
  });
  return type === 1n ? text : number;
}

/** A message of one bytes or string field. */
function readOnly(bytes: Uint8Array, message: string, field: string): Buffer {
  let content = Buffer.alloc(0);
  Reader.message(bytes, message, (reader, tag) => {
    if (tag.number !== 1) return false;
    expectWire(tag, WIRE.bytes, field);
    content = Buffer.from(reader.content());
    return true;
  });
  return content;
}

function* readRaw(bytes: Uint8Array, message: string): Turns<Node> {
  const text = readOnly(bytes, message, 'Raw').toString();
  return text === '' ? null : yield* parsingJson(text);
}

/** JSONSchemaPropsOrBool and its like: a schema, or what may stand in its place. */
function* readSchemaOr(bytes: Uint8Array, type: GoType): Turns<Node> {
  const isBool = type.id.endsWith('OrBool');
  const [first, second] = isBool ? ['Allows', 'Schema'] : ['Schema', type.id.endsWith('OrStringArray') ? 'Property' : 'JSONSchemas'];
  const items: Node[] = [];
  let [schema, allows]: [Node, boolean] = [null, false];
  yield* Reader.reading(bytes, messageName(type), function* (reader, tag) {
    if (tag.number > 2) return false;
    const name = tag.number === 1 ? first : second;
    expectWire(tag, name === 'Allows' ? WIRE.varint : WIRE.bytes, name ?? '');
    if (name === 'Allows') allows = reader.bool();
    else if (name === 'Schema') schema = yield* readMessage(reader.content(), type.sibling('JSONSchemaProps'));
    else items.push(name === 'Property' ? reader.text() : yield* readMessage(reader.content(), type.sibling('JSONSchemaProps')));
    return true;
  });
  if (schema !== null) return schema;
  return isBool ? allows : items;
}

/** The name of the Go type alone. */
const messageName = ({ id }: GoType): string => id.slice(id.lastIndexOf('.') + 1);

function* readCustom(bytes: Uint8Array, type: GoType): Turns<Node> {
  const name = messageName(type);
  switch (name) {
    case 'Time':
      return readTime(bytes, false);
    case 'MicroTime':
      return readTime(bytes, true);
    case 'IntOrString':
      return readIntOrString(bytes);
    case 'Quantity':
      return readOnly(bytes, name, 'String_').toString();
    case 'FieldsV1':
    case 'RawExtension':
    case 'JSON':
      return yield* readRaw(bytes, name);
    default:
      return yield* readSchemaOr(bytes, type);
  }
}

/** How a value of the type is laid out. */
function wireOf(type: GoType): number {
  if (type.kind === 'pointer') return wireOf(type.elem);
  if (type.custom) return WIRE.bytes;
  if (type.kind === 'float') return type.basic === 'float64' ? WIRE.fixed64 : WIRE.fixed32;
  return type.kind === 'bool' || type.kind === 'int' ? WIRE.varint : WIRE.bytes;
}

function* readValue(reader: Reader, type: GoType): Turns<Node> {
  if (type.kind === 'pointer') return yield* readValue(reader, type.elem);
  if (type.custom) return yield* readCustom(reader.content(), type);
  switch (type.kind) {
    case 'string':
      return reader.text();
    case 'bool':
      return reader.bool();
    case 'float':
      return reader.float(type.basic === 'float64' ? 8 : 4);
    case 'int':
      return new NumberNode(type.basic.includes('64') ? String(reader.varint()) : String(reader.int32()));
    case 'slice':
      // A named slice in a map or in a list is a message of its own, with its items as field 1.
      return type.isBytes ? Buffer.from(reader.content()).toString('base64') : yield* readItems(reader.content(), type);
    default:
      return yield* readMessage(reader.content(), type);
  }
}

function* readItems(bytes: Uint8Array, type: GoType): Turns<Node> {
  const items: Node[] = [];
  yield* Reader.reading(bytes, messageName(type), function* (reader, tag) {
    if (tag.number !== 1) return false;
    expectWire(tag, wireOf(type.elem), 'Items');
    items.push(yield* readValue(reader, type.elem));
    return true;
  });
  return items;
}

function* readEntry(bytes: Uint8Array, type: GoType): Turns<[string, Node]> {
  let key = '';
  let value: Node | undefined;
  yield* Reader.entry(bytes, function* (reader, { number }) {
    if (number === 1) key = reader.text();
    else if (number === 2) value = yield* readValue(reader, type.elem);
    else return false;
    return true;
  });
  return [key, value ?? (type.elem.kind === 'string' || type.elem.isBytes ? '' : null)];
}

/** Items come one in a field, or, numbers, one after another in one. */
function* readList(reader: Reader, tag: Tag, { elem }: GoType, goName: string): Turns<readonly Node[]> {
  if (elem.kind !== 'int' || tag.wire !== WIRE.bytes) {
    expectWire(tag, wireOf(elem), goName);
    return [yield* readValue(reader, elem)];
  }
  const packed = new Reader(reader.content());
  const items: Node[] = [];
  const pace = new Pace();
  while (!packed.done) {
    items.push(yield* readValue(packed, elem));
    if (pace.isOver()) yield;
  }
  return items;
}

function* readField(reader: Reader, field: Field, tag: Tag, message: Message): Turns<void> {
  const { type, name, goName } = field;
  const plain = type.kind === 'pointer' ? type.elem : type;
  if (plain.kind === 'slice' && !plain.isBytes && !plain.custom && !(isMessage(plain) && !field.repeated)) {
    const items = (own(message, name) ?? []) as Node[];
    setOwn(message, name, items);
    for (const item of yield* readList(reader, tag, plain, goName)) items.push(item);
    return;
  }
  expectWire(tag, wireOf(plain), goName);
  if (plain.kind === 'map' && !plain.custom) {
    const entries = (own(message, name) ?? {}) as Message;
    setOwn(message, name, entries);
    setOwn(entries, ...(yield* readEntry(reader.content(), plain)));
  } else setOwn(message, name, yield* readValue(reader, type));
}

/** A type made of a slice that has a message of its own: ExtraValue, Verbs. */
const isMessage = (type: GoType): boolean => type.kind === 'slice' && !type.id.startsWith('[]');

export function* readMessage(bytes: Uint8Array, type: GoType): Turns<Node> {
  const struct = type.kind === 'pointer' ? type.elem : type;
  if (struct.custom) return yield* readCustom(bytes, struct);
  const fields = new Map(struct.fields.map((field) => [field.number, field]));
  const message: Message = {};
  yield* Reader.reading(bytes, messageName(struct), function* (reader, tag) {
    const field = fields.get(tag.number);
    if (field === undefined) return false;
    if (field.embedded) {
      expectWire(tag, WIRE.bytes, field.goName);
      Object.entries((yield* readMessage(reader.content(), field.type)) as Message).forEach(([name, value]) => setOwn(message, name, value));
    } else yield* readField(reader, field, tag, message);
    return true;
  });
  return message;
}
