/**
 * Bytes that are written no faster than the peer reads them. A socket keeps in memory what it is given, and TLS a second,
 * encrypted copy of it; so a slice is written when the one before it has gone out.
 */
import type { Writable } from 'node:stream';
import { drained } from '../../streaming/socket';

/** What a socket is given at once: as much as a TLS connection keeps of an answer that its client does not read. */
export const SLICE_BYTES = 64 * 1024;

/** Writes all of it; resolves when the socket has room for more, and at once when it is closed. */
export async function accepted(socket: Writable, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length && !socket.destroyed; from += SLICE_BYTES) {
    const slice = bytes.length <= SLICE_BYTES ? bytes : bytes.subarray(from, from + SLICE_BYTES);
    if (!socket.write(slice) && !socket.destroyed) await drained(socket);
  }
}

/** So many short answers wait for each other at most. */
const MOST_TOGETHER = 32;
// eslint-disable-next-line house/module-state -- of one turn of the event loop, which all servers share
const holding: Writable[] = [];

function letGo(): void {
  for (const socket of holding.splice(0)) socket.uncork();
}

/**
 * Holds what a corked socket has back until the end of this turn of the event loop. A short answer costs less to make than to send, and
 * most of that is waking up a client; answers that go out right after each other find it awake.
 */
function holdForThisTurn(socket: Writable): void {
  holding.push(socket);
  if (holding.length === 1) setImmediate(letGo);
  if (holding.length === MOST_TOGETHER) letGo();
}

/** Writes what is short; undefined when the socket has room for more at once, as mostly. */
export function acceptedAtOnce(socket: Writable, bytes: Uint8Array): Promise<void> | undefined {
  if (socket.destroyed) return undefined;
  socket.cork();
  const hasRoom = socket.write(bytes);
  holdForThisTurn(socket);
  return hasRoom || socket.destroyed ? undefined : drained(socket);
}

/** What is copied to go out in one piece; anything longer is written as it lies, which others may share. */
const COPIED_BYTES = 16 * 1024;

/** The pieces in groups, each of which a socket is given at once. */
function* slicesOf(pieces: readonly Uint8Array[]): Iterable<readonly Uint8Array[]> {
  let [slice, left]: [Uint8Array[], number] = [[], SLICE_BYTES];
  for (const piece of pieces)
    for (let from = 0; from < piece.length;) {
      const part = piece.subarray(from, from + left);
      slice.push(part);
      from += part.length;
      left -= part.length;
      if (left > 0) continue;
      yield slice;
      [slice, left] = [[], SLICE_BYTES];
    }
  if (slice.length > 0) yield slice;
}

/** Writes the pieces after each other, with no more calls of the system than it takes. */
export async function acceptedAll(socket: Writable, pieces: readonly Uint8Array[]): Promise<void> {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  if (length <= COPIED_BYTES) {
    await accepted(socket, Buffer.concat(pieces, length));
    return;
  }
  for (const slice of slicesOf(pieces)) {
    if (socket.destroyed) return;
    socket.cork();
    for (const piece of slice) socket.write(piece);
    socket.uncork();
    if (socket.writableNeedDrain && !socket.destroyed) await drained(socket);
  }
}
