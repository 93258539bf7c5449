/** What protocols over one connection ask of its socket. */
import type { Duplex, Writable } from 'node:stream';

const OVER = ['end', 'close', 'error'] as const;
const ROOM = ['drain', 'close'] as const;

/** Resolves when the socket has room again, or when it is closed. */
export function drained(socket: Writable): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      for (const event of ROOM) socket.off(event, done);
      resolve();
    };
    for (const event of ROOM) socket.on(event, done);
  });
}

/** Calls `done` when there is room for more, which there is at once unless the peer is slow. */
export function whenDrained(socket: Writable, done: () => void): void {
  if (socket.writableNeedDrain) void drained(socket).then(done);
  else done();
}

/** Resolves when the peer has ended or the connection is broken; this end then ends, after `lastly`. */
export const whenOver = (socket: Duplex, lastly: () => void = () => undefined): Promise<void> =>
  new Promise((resolve) => {
    const end = (): void => {
      lastly();
      socket.end();
      resolve();
    };
    for (const event of OVER) socket.once(event, end);
  });
