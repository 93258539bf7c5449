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

export function decodeProtobuf(body: Uint8Array): Unknown {
  const bytes = Buffer.from(body);
  if (bytes.length === 0) throw new Error('empty data');
  if (!bytes.subarray(0, 4).equals(PREFIX)) throw new Error('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  if (bytes.length === 4) throw new Error('empty body');
  const reader = Reader.create(bytes.subarray(4));
  let [apiVersion, kind] = ['', ''];
  let raw: Uint8Array = new Uint8Array();
  while (reader.pos < reader.len) {
    const tag = reader.uint32();
    if (tag >>> 3 === 1) [apiVersion, kind] = typeMeta(reader.bytes());
    else if (tag >>> 3 === 2) raw = reader.bytes();
    else reader.skipType(tag & 7);
  }
  return { apiVersion, kind, decode: (type) => readMessage(raw, type) };
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
