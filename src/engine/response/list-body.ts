/**
 * The pieces of a list as the body of an answer. A short list is a body like any other. A long one is encoded while it is written, as fast
 * as its client reads and in turns with other requests; for a reader in this process it is put together in such turns.
 */
import type { ApiRequest } from '../api/http';
import { Turn } from '../golang/turns';
import { GZIP_THRESHOLD, type Draft } from './finish';

/** How much is put together before it is written. */
const PART_BYTES = 64 * 1024;

/** `whole`: how much may become one body, for what is kept. */
export async function listBody(
  pieces: Iterable<Uint8Array>,
  { method, inParts = false }: ApiRequest,
  whole = GZIP_THRESHOLD,
): Promise<{ readonly body: Uint8Array; readonly parts?: Draft['parts'] }> {
  const rest = pieces[Symbol.iterator]();
  const first: Uint8Array[] = [];
  let length = 0;
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    first.push(next.value);
    length += next.value.length;
    if (length > whole) break;
  }
  if (length <= whole) return { body: Buffer.concat(first, length) };
  const parts = partsOf([Buffer.concat(first, length)], rest);
  if (inParts && method !== 'HEAD') return { body: Buffer.alloc(0), parts };
  const all: Uint8Array[] = [];
  for await (const part of parts) all.push(part);
  return { body: Buffer.concat(all) };
}

async function* partsOf(gathered: Uint8Array[], rest: Iterator<Uint8Array>): AsyncGenerator<Uint8Array> {
  const turn = new Turn();
  let length = gathered.reduce((sum, piece) => sum + piece.length, 0);
  let pieces = gathered;
  for (let next = rest.next(); next.done !== true; next = rest.next()) {
    if (length >= PART_BYTES) {
      yield Buffer.concat(pieces, length);
      [pieces, length] = [[], 0];
    }
    pieces.push(next.value);
    length += next.value.length;
    if (turn.isOver()) await turn.next();
  }
  yield Buffer.concat(pieces, length);
}
