/** An object as bytes of the negotiated format. JSON ends with a newline unless it is indented; YAML always does. */
import { encodeJson, encodingJson } from '../../golang/json';
import { atOnce, type Turns } from '../../golang/turns';
import type { Version } from '../../versions';
import { MEDIA_TYPES, type Negotiated } from '../negotiation/media-type';
import { EncodedObjects } from './encoded-objects';
import { encodeProtobuf } from './protobuf';
import { encodeYaml } from './yaml';

export interface Encoded {
  readonly contentType: string;
  readonly body: string | Uint8Array;
}

/** A kind without protobuf is answered as JSON. */
export function encode(object: object, { format, pretty }: Pick<Negotiated, 'format' | 'pretty'>, version: Version): Encoded {
  if (format === 'yaml') return { contentType: MEDIA_TYPES.yaml, body: encodeYaml(object) };
  const protobuf = format === 'protobuf' ? encodeProtobuf(object as Readonly<Record<string, unknown>>, version) : undefined;
  if (protobuf !== undefined) return { contentType: MEDIA_TYPES.protobuf, body: protobuf };
  const jsonIter = version.has('jsonIter');
  return { contentType: MEDIA_TYPES.json, body: pretty ? encodeJson(object, { indent: true, jsonIter }) : `${encodeJson(object, { jsonIter })}\n` };
}

/** The same in turns, for an object that may be long. */
export function* encoding(object: object, negotiated: Pick<Negotiated, 'format' | 'pretty'>, version: Version): Turns<Encoded> {
  if (negotiated.format !== 'json') return encode(object, negotiated, version);
  const text = yield* encodingJson(object, { indent: negotiated.pretty, jsonIter: version.has('jsonIter') });
  return { contentType: MEDIA_TYPES.json, body: negotiated.pretty ? text : `${text}\n` };
}

/** Stored objects that were asked for lately, in JSON. */
const OBJECTS = new EncodedObjects(16 * 1024 * 1024);

/** An object that is encoded once for all who ask for it. */
export function encodeKept(object: object, negotiated: Pick<Negotiated, 'format' | 'pretty'>, version: Version): Encoded {
  if (negotiated.format !== 'json') return encode(object, negotiated, version);
  const form = `${negotiated.pretty ? 'indented' : ''} ${version.has('jsonIter') ? 'jsonIter' : ''}`;
  return { contentType: MEDIA_TYPES.json, body: OBJECTS.bytesOf(object, form, () => Buffer.from(encode(object, negotiated, version).body)) };
}

/** What no client asked for in this form: indented by encoding/json, whatever writes the API's objects. */
export const encodeRaw = (object: unknown): Encoded => atOnce(encodingRaw(object));

/** The same in turns, for an error that may say much. */
export function* encodingRaw(object: unknown): Turns<Encoded> {
  return { contentType: MEDIA_TYPES.json, body: yield* encodingJson(object, { indent: true }) };
}
