/**
 * A watch whose objects are answered in another shape: each event is read, transformed and written again. A table names its
 * columns in the first event only.
 */
import type { ResponseStream } from '../api/http';
import type { KubeObject } from '../api/objects';
import type { Call } from '../api/registry';
import type { Version } from '../versions';
import { encodeJson } from '../golang/json';
import type { Conversion, Negotiated } from './negotiation/media-type';
import { transformed } from './transform';

interface WatchEvent {
  readonly type: string;
  readonly object: KubeObject;
}

/** Each event has one object, whatever shape was asked for the list. */
const shapeOf = (convert: Conversion): Conversion => (convert.kind === 'PartialObjectMetadataList' ? { ...convert, kind: 'PartialObjectMetadata' } : convert);

export function transformedStream(stream: ResponseStream, call: Call, { convert }: Negotiated, version: Version): ResponseStream {
  if (convert === undefined) return stream;
  return {
    subscribe(chunk, end, atMost) {
      let first = true;
      return stream.subscribe(
        (text) => {
          for (const line of text.split('\n').filter((part) => part !== '')) {
            const event = JSON.parse(line) as WatchEvent;
            const shaped = transformed(event.object, call, { convert: shapeOf(convert) }, version);
            const object = shaped.kind === 'Table' && !first ? { ...shaped, columnDefinitions: null } : shaped;
            first = first && shaped.kind !== 'Table';
            chunk(`${encodeJson({ type: event.type, object })}\n`);
          }
        },
        end,
        atMost,
      );
    },
  };
}
