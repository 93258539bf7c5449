/**
 * Headers <-> blocks of SPDY/3: a count, then names and values with their lengths, compressed by one zlib stream for each direction.
 *
 * Each block ends at a whole byte (a sync flush), so a block is inflated by itself, with the last 32 KiB of what came before as its
 * dictionary. What is written is stored in the zlib stream as it is, which any reader inflates.
 * After draft-mbelshe-httpbis-spdy-00, 2.6.10, and github.com/moby/spdystream/spdy.
 */
import { constants, inflateRawSync } from 'node:zlib';
import { HEADER_DICTIONARY } from './header-dictionary';

/** Names in lower case. */
export type SpdyHeaders = ReadonlyMap<string, string>;

const WINDOW_BYTES = 32 * 1024;
const MOST_HEADERS = 1000;
const LONGEST_BLOCK = 1024 * 1024;
/** CMF and FLG of RFC 1950; FLG says whether a dictionary's checksum follows. */
const ZLIB_HEAD = Buffer.from([0x78, 0x01]);
const HAS_DICTIONARY = 0x20;
const LONGEST_STORED = 0xffff;
const SYNC_FLUSH = Buffer.from([0, 0, 0, 0xff, 0xff]);

/** A frame that breaks the protocol. */
export class SpdyError extends Error {}

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

const withLength = (text: string): readonly Buffer[] => [uint32(Buffer.byteLength(text)), Buffer.from(text)];

function* storedBlocks(bytes: Buffer): Iterable<Buffer> {
  for (let from = 0; from < bytes.length; from += LONGEST_STORED) {
    const part = bytes.subarray(from, from + LONGEST_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(~part.length & 0xffff, 3);
    yield head;
    yield part;
  }
}

export class HeaderWriter {
  #isFirst = true;

  block(headers: SpdyHeaders): Buffer {
    const fields = [...headers].flatMap(([name, value]) => [...withLength(name.toLowerCase()), ...withLength(value)]);
    // An empty block at the end is the flush without which Go's reader waits for more, and fails.
    const stored = [...storedBlocks(Buffer.concat([uint32(headers.size), ...fields])), SYNC_FLUSH];
    const block = Buffer.concat(this.#isFirst ? [ZLIB_HEAD, ...stored] : stored);
    this.#isFirst = false;
    return block;
  }
}

function fieldsOf(block: Buffer): SpdyHeaders {
  let at = 0;
  const number = (): number => {
    if (at + 4 > block.length) throw new SpdyError('headers are cut off');
    at += 4;
    return block.readUInt32BE(at - 4);
  };
  const text = (): string => {
    const length = number();
    if (at + length > block.length) throw new SpdyError('headers are cut off');
    at += length;
    return block.toString('utf8', at - length, at);
  };
  const count = number();
  if (count > MOST_HEADERS) throw new SpdyError('there are too many headers');
  const fields = new Map<string, string>();
  for (let read = 0; read < count; read += 1) {
    const name = text();
    if (fields.has(name)) throw new SpdyError(`the header ${name} comes twice`);
    fields.set(name, text());
  }
  return fields;
}

export class HeaderReader {
  #isFirst = true;
  #before: Buffer = HEADER_DICTIONARY;

  /** Throws SpdyError; the connection cannot go on then. */
  fields(block: Buffer): SpdyHeaders {
    let compressed = block;
    if (this.#isFirst) compressed = block.subarray(((block[1] ?? 0) & HAS_DICTIONARY) === 0 ? 2 : 6);
    this.#isFirst = false;
    const inflated = this.#inflate(compressed);
    this.#before = Buffer.concat([this.#before, inflated]).subarray(-WINDOW_BYTES);
    return fieldsOf(inflated);
  }

  #inflate(compressed: Buffer): Buffer {
    try {
      return inflateRawSync(compressed, { dictionary: this.#before, finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: LONGEST_BLOCK });
    } catch (error) {
      throw new SpdyError('headers cannot be inflated', { cause: error });
    }
  }
}
