/** Calls back once the last of an answer is read, or the client stops reading. */
import type { ApiResponse, ResponseStream } from '../api/http';

async function* partsThen(parts: AsyncIterable<Uint8Array>, end: () => void): AsyncIterable<Uint8Array> {
  try {
    yield* parts;
  } finally {
    end();
  }
}

function streamThen(stream: ResponseStream, ended: () => void): ResponseStream {
  return {
    open(ready, atMost) {
      const source = stream.open(ready, atMost);
      return {
        next() {
          const part = source.next();
          if (part === 'end') ended();
          return part;
        },
        close() {
          source.close();
          ended();
        },
      };
    },
    subscribe(chunk, end, atMost) {
      const cancel = stream.subscribe(
        chunk,
        () => {
          ended();
          end();
        },
        atMost,
      );
      return () => {
        cancel();
        ended();
      };
    },
  };
}

export function whenRead(response: ApiResponse, ended: () => void): ApiResponse {
  const { parts, stream } = response;
  if (stream !== undefined) return { ...response, stream: streamThen(stream, ended) };
  return parts === undefined ? response : { ...response, parts: partsThen(parts, ended) };
}
