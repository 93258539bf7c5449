/**
 * Bodies in application/vnd.kubernetes.protobuf: four bytes that say so, then a runtime.Unknown that names the kind and holds
 * the object. After k8s.io/apimachinery/pkg/runtime/serializer/protobuf.
 */
import { Reader } from 'protobufjs/minimal';
import type { GoType } from '../../catalog/types';
import type { Node } from '../json/node';
import { readMessage } from './message';

export interface Unknown {
  readonly apiVersion: string;
  readonly kind: string;
  readonly decode: (type: GoType) => Node;
}

const PREFIX = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

/** Reads, and says what is wrong with the bytes as upstream's generated code does (gogo/protobuf, Unmarshal and skip). */
function inGoWords<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    const { message } = error as Error;
    const [, wireType] = /^invalid wire type (\d+)/.exec(message) ?? [];
    if (wireType !== undefined) throw new Error(`proto: illegal wireType ${wireType}`, { cause: error });
    if (message.startsWith('invalid varint')) throw new Error('proto: integer overflow', { cause: error });
    if (error instanceof RangeError) throw new Error('unexpected EOF', { cause: error });
    throw error;
  }
}

export function decodeProtobuf(body: Uint8Array): Unknown {
  const bytes = Buffer.from(body);
  if (bytes.length === 0) throw new Error('empty data');
  if (!bytes.subarray(0, 4).equals(PREFIX)) throw new Error('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  if (bytes.length === 4) throw new Error('empty body');
  return inGoWords(() => readUnknown(bytes.subarray(4)));
}

function readUnknown(bytes: Uint8Array): Unknown {
  const reader = Reader.create(bytes);
  let [apiVersion, kind] = ['', ''];
  let raw: Uint8Array = new Uint8Array();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) [apiVersion, kind] = typeMeta(reader.bytes());
    else if (tag >>> 3 === 2) raw = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return { apiVersion, kind, decode: (type) => inGoWords(() => readMessage(raw, type)) };
}

function typeMeta(bytes: Uint8Array): [string, string] {
  const reader = Reader.create(bytes);
  let [apiVersion, kind] = ['', ''];
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) apiVersion = reader.string();
    else if (tag >>> 3 === 2) kind = reader.string();
    else reader.skipType(tag & 7);
  }
  return [apiVersion, kind];
}
