/**
 * Bodies in application/vnd.kubernetes.protobuf: four bytes that say so, then a runtime.Unknown that names the kind and holds
 * the object. After k8s.io/apimachinery/pkg/runtime/serializer/protobuf.
 */
import type { GoType } from '../../catalog/types';
import type { Turns } from '../../golang/turns';
import type { Node } from '../json/node';
import { readMessage } from './message';
import { expectWire, Reader, WIRE } from './reader';

export interface Unknown {
  readonly apiVersion: string;
  readonly kind: string;
  readonly decode: (type: GoType) => Turns<Node>;
}

/** By their numbers, from one. */
const FIELDS = ['TypeMeta', 'Raw', 'ContentEncoding', 'ContentType'] as const;

const PREFIX = Buffer.from([0x6b, 0x38, 0x73, 0x00]);

export function decodeProtobuf(body: Uint8Array): Unknown {
  const bytes = Buffer.from(body);
  if (bytes.length === 0) throw new Error('empty data');
  if (!bytes.subarray(0, 4).equals(PREFIX)) throw new Error('provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]');
  if (bytes.length === 4) throw new Error('empty body');
  return readUnknown(bytes.subarray(4));
}

function readUnknown(bytes: Uint8Array): Unknown {
  let [apiVersion, kind] = ['', ''];
  let raw: Uint8Array = new Uint8Array();
  Reader.message(bytes, 'Unknown', (reader, tag) => {
    const name = FIELDS[tag.number - 1];
    if (name === undefined) return false;
    expectWire(tag, WIRE.bytes, name);
    const content = reader.content();
    if (name === 'TypeMeta') [apiVersion, kind] = typeMeta(content, [apiVersion, kind]);
    else if (name === 'Raw') raw = content;
    return true;
  });
  return { apiVersion, kind, decode: (type) => readMessage(raw, type) };
}

function typeMeta(bytes: Uint8Array, before: readonly [string, string]): [string, string] {
  let [apiVersion, kind] = before;
  Reader.message(bytes, 'TypeMeta', (reader, tag) => {
    if (tag.number > 2) return false;
    expectWire(tag, WIRE.bytes, tag.number === 1 ? 'APIVersion' : 'Kind');
    if (tag.number === 1) apiVersion = reader.text();
    else kind = reader.text();
    return true;
  });
  return [apiVersion, kind];
}
