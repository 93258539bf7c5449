/**
 * A watch as bytes: one line of JSON an event, in the shape that the client asked for. A table names its columns in the first event
 * only. After k8s.io/apiserver/pkg/endpoints/handlers/watch.go and response.go.
 */
import type { ResponseStream, StreamSource } from '../api/http';
import type { Call, CustomShape, HandlerResult, WatchEvent } from '../api/registry';
import { encodeJson } from '../golang/json';
import type { Version } from '../versions';
import { EncodedObjects } from './encoding/encoded-objects';
import type { Conversion, Negotiated } from './negotiation/media-type';
import { subscription } from './subscription';
import { transformed } from './transform';

/** Events that clients take at about the same time; one that is slower has them encoded again. */
const EVENTS = new EncodedObjects(16 * 1024 * 1024);

type WatchAnswer = Extract<HandlerResult, { readonly watch: unknown }>;
type Encode = (event: WatchEvent) => Uint8Array;

/** Each event has one object, whatever shape was asked for the list. */
const shapeOf = (convert: Conversion): Conversion => (convert.kind === 'PartialObjectMetadataList' ? { ...convert, kind: 'PartialObjectMetadata' } : convert);
const line = (event: WatchEvent): Uint8Array => Buffer.from(`${encodeJson(event)}\n`);

function encoder(call: Call, { convert }: Negotiated, version: Version, custom: CustomShape | undefined): Encode {
  if (convert === undefined) return (event) => EVENTS.bytesOf(event.object, event.type, () => line(event));
  let first = true;
  return ({ type, object }) => {
    const shaped = transformed(object, call, { convert: shapeOf(convert) }, version, custom);
    const isTable = shaped.kind === 'Table';
    const later = isTable && !first;
    if (isTable) first = false;
    return line({ type, object: later ? { ...shaped, columnDefinitions: null } : shaped });
  };
}

export function watchStream({ watch, custom }: WatchAnswer, call: Call, negotiated: Negotiated, version: Version): ResponseStream {
  const open = (ready: () => void, atMost?: number): StreamSource => {
    const encode = encoder(call, negotiated, version, custom);
    const events = watch.open(ready, atMost);
    const next = (): Uint8Array | 'end' | undefined => {
      const event = events.next();
      return event === undefined || event === 'end' ? event : encode(event);
    };
    return { next, close: () => events.close() };
  };
  return { open, subscribe: subscription(open) };
}
