/**
 * A list as bytes of the negotiated format, piece by piece: the same bytes as of the whole list at once. What is between the items is
 * cut out of the same list without items.
 * Upstream does so since k8s.io/apimachinery/pkg/runtime/serializer/json/collections.go.
 */
import { encodeJson, reindented } from '../../golang/json';
import type { Version } from '../../versions';
import { keysOf } from '../../golang/map';
import { partedFields, type ListShape } from '../list-shape';
import { MEDIA_TYPES, type Negotiated } from '../negotiation/media-type';
import { EncodedObjects } from './encoded-objects';
import { protobufList } from './protobuf-list';
import { encodeYaml } from './yaml';

/** Items of lists that were asked for lately. */
const ITEMS = new EncodedObjects(32 * 1024 * 1024);

export interface EncodedList {
  readonly contentType: string;
  readonly pieces: Iterable<Uint8Array>;
}

interface Around {
  readonly before: string;
  readonly between: string;
  readonly after: string;
}

type Format = Pick<Negotiated, 'format' | 'pretty'>;

/** A kind without protobuf is answered as JSON. */
export async function encodeList(list: ListShape, { format, pretty }: Format, version: Version): Promise<EncodedList> {
  if (format === 'yaml') return { contentType: MEDIA_TYPES.yaml, pieces: yamlPieces(list) };
  const protobuf = format === 'protobuf' ? await protobufList(list, version) : undefined;
  if (protobuf !== undefined) return { contentType: MEDIA_TYPES.protobuf, pieces: protobuf };
  return { contentType: MEDIA_TYPES.json, pieces: jsonPieces(list, pretty, version.has('jsonIter')) };
}

function* joined({ before, between, after }: Around, items: Iterable<Uint8Array>): Iterable<Uint8Array> {
  const separator = Buffer.from(between);
  let isFirst = true;
  yield Buffer.from(before);
  for (const item of items) {
    if (!isFirst && between !== '') yield separator;
    isFirst = false;
    yield item;
  }
  yield Buffer.from(after);
}

function jsonPieces(list: ListShape, indent: boolean, jsonIter: boolean): Iterable<Uint8Array> {
  const { fields, last, name, empty, objects } = list;
  const [before, after] = partedFields(fields, last);
  const head = encodeJson(before, { indent, jsonIter });
  const tail = keysOf(after).length === 0 ? '' : `,${encodeJson(after, { indent, jsonIter }).slice(1, indent ? -2 : -1)}`;
  if (objects.length === 0) {
    const members = empty === 'null' ? 'null' : '[]';
    return [Buffer.from(indent ? `${head.slice(0, -2)},\n  "${name}": ${members}${tail}\n}` : `${head.slice(0, -1)},"${name}":${members}${tail}}\n`)];
  }
  const around = indent
    ? { before: `${head.slice(0, -2)},\n  "${name}": [\n    `, between: ',\n    ', after: `\n  ]${tail}\n}` }
    : { before: `${head.slice(0, -1)},"${name}":[`, between: ',', after: `]${tail}}\n` };
  return list.isLasting && !indent ? lastingPieces(around, list, jsonIter) : joined(around, jsonItems(list, indent, jsonIter));
}

function* jsonItems({ objects, item }: ListShape, indent: boolean, jsonIter: boolean): Iterable<Uint8Array> {
  for (const object of objects) {
    const text = encodeJson(item(object), { indent, jsonIter });
    yield Buffer.from(indent ? reindented(text, '    ') : text);
  }
}

/** Compact items are kept, each with the separator before it, so that a list has one piece for each of them. */
function* lastingPieces({ before, between, after }: Around, { fields, objects, item }: ListShape, jsonIter: boolean): Iterable<Uint8Array> {
  const form = `${fields.apiVersion ?? ''} ${fields.kind ?? ''} ${jsonIter}`;
  let isFirst = true;
  yield Buffer.from(before);
  for (const object of objects) {
    const bytes = ITEMS.bytesOf(object, form, () => Buffer.from(between + encodeJson(item(object), { jsonIter })));
    yield isFirst ? bytes.subarray(between.length) : bytes;
    isFirst = false;
  }
  yield Buffer.from(after);
}

/** Keys are sorted. */
function yamlPieces({ fields, name, empty, objects, item }: ListShape): Iterable<Uint8Array> {
  if (objects.length === 0) return [Buffer.from(encodeYaml({ ...fields, [name]: empty === 'null' ? null : [] }))];
  const part = (wanted: (key: string) => boolean): string => {
    const entries = Object.entries(fields).filter(([key]) => wanted(key));
    return entries.length === 0 ? '' : encodeYaml(Object.fromEntries(entries));
  };
  const around = { before: `${part((key) => key < name)}${name}:\n`, between: '', after: part((key) => key > name) };
  return joined(around, yamlItems(objects, item));
}

function* yamlItems(objects: ListShape['objects'], item: ListShape['item']): Iterable<Uint8Array> {
  for (const object of objects) yield Buffer.from(encodeYaml([item(object)]));
}
