/**
 * Reads a protobuf message by the Go type it was written from and gives it the form it has in JSON. The numbers of the fields
 * stand in the tags of the structs; a few types have messages that do not look like them.
 */
import { Reader } from 'protobufjs/minimal';
import type { Field, GoType } from '../../catalog/types';
import type { Node } from '../json/node';
import { NumberNode } from '../json/node';
import { printTime } from '../decode/time';
import { own, setOwn } from '../../golang/map';

interface Message {
  [key: string]: Node;
}

function readTime(bytes: Uint8Array, micro: boolean): Node {
  const reader = Reader.create(bytes);
  let [seconds, nanoseconds] = [0n, 0];
  let any = false;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    any = true;
    if (tag >>> 3 === 1) seconds = BigInt(reader.int64().toString());
    else if (tag >>> 3 === 2) nanoseconds = reader.int32();
    else reader.skipType(tag & 7);
  }
  return any ? printTime({ seconds, nanoseconds }, micro) : null;
}

function readIntOrString(bytes: Uint8Array): Node {
  const reader = Reader.create(bytes);
  let [type, number, text] = [0, 0, ''];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) type = reader.int32();
    else if (tag >>> 3 === 2) number = reader.int32();
    else if (tag >>> 3 === 3) text = reader.string();
    else reader.skipType(tag & 7);
  }
  return type === 1 ? text : number;
}

/** A message of one bytes or string field. */
function readOnly(bytes: Uint8Array): Buffer {
  const reader = Reader.create(bytes);
  let content = Buffer.alloc(0);
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1 && (tag & 7) === 2) content = Buffer.from(reader.bytes());
    else reader.skipType(tag & 7);
  }
  return content;
}
const readRaw = (bytes: Uint8Array): Node => {
  const text = readOnly(bytes).toString();
  return text === '' ? null : (JSON.parse(text) as Node);
};

/** JSONSchemaPropsOrBool and its like: a schema, or what may stand in its place. */
function readSchemaOr(bytes: Uint8Array, type: GoType): Node {
  const reader = Reader.create(bytes);
  const isBool = type.id.endsWith('OrBool');
  const items: Node[] = [];
  let [schema, allows]: [Node, boolean] = [null, false];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if ((tag & 7) === 0) allows = reader.bool();
    else if (tag >>> 3 === (isBool ? 2 : 1)) schema = readMessage(reader.bytes(), type.sibling('JSONSchemaProps'));
    else items.push(type.id.endsWith('OrStringArray') ? reader.string() : readMessage(reader.bytes(), type.sibling('JSONSchemaProps')));
  }
  if (schema !== null) return schema;
  return isBool ? allows : items;
}

function readCustom(bytes: Uint8Array, type: GoType): Node {
  switch (type.id.slice(type.id.lastIndexOf('.') + 1)) {
    case 'Time':
      return readTime(bytes, false);
    case 'MicroTime':
      return readTime(bytes, true);
    case 'IntOrString':
      return readIntOrString(bytes);
    case 'Quantity':
      return readOnly(bytes).toString();
    case 'FieldsV1':
    case 'RawExtension':
    case 'JSON':
      return readRaw(bytes);
    default:
      return readSchemaOr(bytes, type);
  }
}

function readValue(reader: Reader, type: GoType, wire: number): Node {
  if (type.kind === 'pointer') return readValue(reader, type.elem, wire);
  if (type.custom) return readCustom(reader.bytes(), type);
  switch (type.kind) {
    case 'string':
      return reader.string();
    case 'bool':
      return reader.bool();
    case 'float':
      return wire === 1 ? reader.double() : reader.float();
    case 'int':
      return new NumberNode(type.basic.includes('64') ? reader.int64().toString() : String(reader.int32()));
    case 'slice':
      // A named slice in a map or in a list is a message of its own, with its items as field 1.
      return type.isBytes ? Buffer.from(reader.bytes()).toString('base64') : readItems(reader.bytes(), type);
    default:
      return readMessage(reader.bytes(), type);
  }
}

function readItems(bytes: Uint8Array, type: GoType): Node {
  const reader = Reader.create(bytes);
  const items: Node[] = [];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) items.push(readValue(reader, type.elem, tag & 7));
    else reader.skipType(tag & 7);
  }
  return items;
}

function readEntry(bytes: Uint8Array, type: GoType): [string, Node] {
  const reader = Reader.create(bytes);
  let key = '';
  let value: Node | undefined;
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) key = reader.string();
    else if (tag >>> 3 === 2) value = readValue(reader, type.elem, tag & 7);
    else reader.skipType(tag & 7);
  }
  return [key, value ?? (type.elem.kind === 'string' || type.elem.isBytes ? '' : null)];
}

function readField(reader: Reader, field: Field, wire: number, message: Message): void {
  const { type, name } = field;
  const plain = type.kind === 'pointer' ? type.elem : type;
  if (plain.kind === 'slice' && !plain.isBytes && !plain.custom) {
    if (isMessage(plain) && !field.repeated) {
      setOwn(message, name, readItems(reader.bytes(), plain));
      return;
    }
    const items = (own(message, name) ?? []) as Node[];
    // Packed: numbers one after another in one field.
    const end = plain.elem.kind === 'int' && wire === 2 ? reader.uint32() + reader.pos : undefined;
    do items.push(readValue(reader, plain.elem, wire));
    while (end !== undefined && reader.pos < end);
    setOwn(message, name, items);
  } else if (plain.kind === 'map' && !plain.custom) {
    const [key, value] = readEntry(reader.bytes(), plain);
    setOwn(message, name, { ...(own(message, name) as Message | undefined), [key]: value });
  } else setOwn(message, name, readValue(reader, type, wire));
}

/** A type made of a slice that has a message of its own: ExtraValue, Verbs. */
const isMessage = (type: GoType): boolean => type.kind === 'slice' && !type.id.startsWith('[]');

export function readMessage(bytes: Uint8Array, type: GoType): Node {
  const struct = type.kind === 'pointer' ? type.elem : type;
  if (struct.custom) return readCustom(bytes, struct);
  const fields = new Map(struct.fields.map((field) => [field.number, field]));
  const reader = Reader.create(bytes);
  const message: Message = {};
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    const field = fields.get(tag >>> 3);
    if (field === undefined) reader.skipType(tag & 7);
    else if (field.embedded) Object.entries(readMessage(reader.bytes(), field.type) as Message).forEach(([name, value]) => setOwn(message, name, value));
    else readField(reader, field, tag & 7, message);
  }
  return message;
}
