/**
 * A watch -> bytes on a connection, whatever the protocol frames them in: HTTP/1.1 chunks, HTTP/2 data, WebSocket messages.
 * Parts are taken from the stream only when those before them have gone out, so a client that does not read costs a few
 * parts; the stream decides how much may wait in it.
 */
import type { Writable } from 'node:stream';
import type { ResponseStream } from '../api/http';
import { soon } from '../golang/turns';
import { accepted, acceptedAll } from './accepted';

/** A stream that is being written; `end` ends it early, as a server that stops does. */
export interface OpenStream {
  /** Resolves when the stream is over or the connection is closed. */
  readonly done: Promise<void>;
  end(): void;
  /** Writes something between two parts. Of what waits for that only the last is written, as RFC 6455 allows for pongs. */
  interject(bytes: Uint8Array): void;
}

export interface StreamFraming {
  /** One part as it goes over the wire. */
  frame(part: Uint8Array): readonly Uint8Array[];
  /** What is written after the last part. */
  readonly last?: Uint8Array;
}

export function pumpStream(socket: Writable, stream: ResponseStream, { frame, last }: StreamFraming): OpenStream {
  let finish: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (finish = resolve));
  let state: 'idle' | 'writing' | 'over' = 'idle';
  // The first parts may be ready before `open` returns.
  let opened = false;

  let interjected: Uint8Array | undefined;
  const over = (): void => {
    if (state === 'over') return;
    state = 'over';
    socket.off('close', over);
    if (opened) source.close();
    finish();
  };
  /** In the midst of a part nothing can follow but the end of the connection. */
  const end = (): void => {
    if (state === 'idle' && last !== undefined && !socket.destroyed) socket.write(last);
    over();
  };
  const taken = (): { readonly pieces: readonly Uint8Array[]; readonly atEnd: boolean } => {
    const pieces: Uint8Array[] = [];
    // As much together as the socket takes at once: a client that has fallen behind costs few calls of the system.
    for (let length = 0; length < Math.max(socket.writableHighWaterMark, 1);) {
      const part = source.next();
      if (part === undefined) break;
      if (part === 'end') return { pieces, atEnd: true };
      pieces.push(...frame(part));
      length += part.length;
    }
    return { pieces, atEnd: false };
  };
  const pump = async (): Promise<void> => {
    if (state !== 'idle' || !opened) return;
    const { pieces, atEnd } = taken();
    if (pieces.length > 0) {
      state = 'writing';
      await acceptedAll(socket, pieces);
      if (interjected !== undefined) await accepted(socket, interjected);
      interjected = undefined;
      if (isOver() || socket.destroyed) return;
      state = 'idle';
    }
    if (atEnd) end();
    // What has come meanwhile waits for its turn: with a thousand clients whose sockets have room again at once, there is much of it.
    else if (pieces.length > 0) soon(pumping);
  };
  const isOver = (): boolean => state === 'over';

  socket.once('close', over);
  const pumping = (): void => void pump().catch(over);
  // A thousand clients that watch the same object are served in turns with other requests.
  const source = stream.open(() => {
    if (state === 'idle') soon(pumping);
  });
  opened = true;
  pumping();
  const interject = (bytes: Uint8Array): void => {
    if (state === 'writing') interjected = bytes;
    else if (!isOver() && !socket.writableNeedDrain) socket.write(bytes);
  };
  return { done, end, interject };
}
