/**
 * The body of an HTTP/1 request, which lies on the connection until a handler asks for it. A client that is refused has sent its
 * body in vain: what is left of it is dropped if it is short, else the connection ends.
 * Upstream: body of net/http/transfer.go, chunkedReader of net/http/internal/chunked.go, writeHeader of net/http/server.go
 */
import type { IncomingBody } from '../api/http';
import { quote } from '../golang/quote';
import type { Version } from '../versions';
import { GatheredBytes } from './gathered-bytes';
import { LineTooLong, TimedOut, type ByteReader } from './byte-reader';
import { withoutLineEnd } from './request-head';
import type { BodyLength } from './request-framing';
import { BODY_MILLISECONDS } from './time-limits';

/** maxPostHandlerReadBytes. */
const MAX_DROPPED = 256 * 1024;
/** Of a size with its extension, and of all trailers together: the buffer of net/http. */
const MAX_LINE = 4096;
/** What a chunked body may have beside its data: so much at any time, and so much for each chunk besides twice its data. */
const MAX_EXCESS = 16n * 1024n;
const EXCESS_OF_CHUNK = 16n;

/** What Go finds wrong with a body. */
class BodyError extends Error {}
/** The connection ended before the body did. */
class BodyCutOff extends BodyError {}

function checkLineEnd(line: string): void {
  const carriageReturn = line.indexOf('\r');
  if (carriageReturn === -1) throw new BodyError('chunked line ends with bare LF');
  if (carriageReturn !== line.length - 2) throw new BodyError('invalid CR in chunked line');
}

export class RequestBody implements IncomingBody {
  readonly #reader: ByteReader;
  readonly #length: BodyLength;
  readonly #strictly: boolean;
  readonly #onFirstRead: () => void;
  readonly #received = new GatheredBytes();
  /** Of the chunk under way, or of the whole. */
  #left: bigint;
  #excess = 0n;
  #inChunk = false;
  #finished: boolean;
  #begun = false;
  failure: string | undefined;
  /** Why it is not there. */
  missing: 'cut off' | 'late' | undefined;

  constructor(reader: ByteReader, length: BodyLength, version: Version, onFirstRead: () => void) {
    this.#reader = reader;
    this.#length = length;
    this.#strictly = version.has('chunksReadStrictly');
    this.#onFirstRead = onFirstRead;
    this.#left = length === 'chunked' ? 0n : length;
    this.#finished = length === 0n;
  }

  get isFinished(): boolean {
    return this.#finished;
  }

  get bytes(): Uint8Array {
    return this.#received.first();
  }

  async read(atMost: number): Promise<void> {
    if (this.#finished) return;
    if (!this.#begun) this.#onFirstRead();
    this.#begun = true;
    try {
      await this.#reader.within(BODY_MILLISECONDS, () => this.#copy(atMost, (chunk) => this.#received.add(chunk)));
    } catch (error) {
      if (!(error instanceof BodyError) && !(error instanceof TimedOut)) throw error;
      this.missing = error instanceof TimedOut ? 'late' : error instanceof BodyCutOff ? 'cut off' : undefined;
      this.failure = error.message;
    }
  }

  /** Drops what is left of it. Reports whether a further request may follow. */
  async drop(): Promise<boolean> {
    if (this.#finished) return true;
    if (this.failure !== undefined || (this.#length !== 'chunked' && this.#left >= MAX_DROPPED)) return false;
    try {
      await this.#reader.within(BODY_MILLISECONDS, () => this.#copy(MAX_DROPPED + 1, () => undefined));
      return this.#finished;
    } catch (error) {
      if (error instanceof BodyError || error instanceof TimedOut) return false;
      throw error;
    }
  }

  async #copy(atMost: number, add: (chunk: Uint8Array) => void): Promise<void> {
    for (let wanted = atMost; !this.#finished && wanted > 0;) {
      if (this.#left === 0n && !(await this.#nextChunk())) return;
      const chunk = await this.#reader.some(this.#left < wanted ? Number(this.#left) : wanted);
      if (chunk === undefined) throw this.#cutOffInData();
      this.#left -= BigInt(chunk.length);
      wanted -= chunk.length;
      add(chunk);
      if (this.#left === 0n && this.#length !== 'chunked') this.#finished = true;
    }
  }

  /** Reports whether there is one. */
  async #nextChunk(): Promise<boolean> {
    if (this.#inChunk) await this.#chunkEnd();
    this.#inChunk = false;
    const size = await this.#chunkSize();
    if (size > 0n) {
      this.#left = size;
      this.#inChunk = true;
      return true;
    }
    await this.#trailers();
    this.#finished = true;
    return false;
  }

  async #chunkEnd(): Promise<void> {
    const end = await this.#reader.peek(2);
    if (end.length < 2) throw new BodyCutOff('unexpected EOF');
    if (end.toString('latin1', 0, 2) !== '\r\n') throw new BodyError('malformed chunked encoding');
    this.#reader.skip(2);
  }

  async #chunkSize(): Promise<bigint> {
    const line = await this.#line('header line too long');
    if (this.#strictly) checkLineEnd(line);
    const [digits = ''] = line.trimEnd().split(';', 1);
    if (digits === '' && this.#strictly) throw new BodyError('empty hex number for chunk length');
    const [good = ''] = /^[\da-fA-F]*/.exec(digits) ?? [];
    if (good.length > 16) throw new BodyError('http chunk length too large');
    if (good !== digits) throw new BodyError('invalid byte in chunk length');
    const size = BigInt(`0x0${digits}`);
    this.#excess += BigInt(line.length) - EXCESS_OF_CHUNK - 2n * BigInt.asIntN(64, size);
    if (this.#excess < 0n) this.#excess = 0n;
    if (this.#strictly && this.#excess > MAX_EXCESS) throw new BodyError('chunked encoding contains too much non-data');
    return size;
  }

  #cutOffInData(): BodyCutOff {
    // Nothing can follow it.
    if (this.#length !== 'chunked') this.#finished = true;
    // Go before 1.16 goes on with the trailers where a chunk ends too early.
    return new BodyCutOff(this.#strictly || this.#length !== 'chunked' ? 'unexpected EOF' : 'http: unexpected EOF reading trailer');
  }

  async #line(tooLong: string): Promise<string> {
    try {
      const line = await this.#reader.line(MAX_LINE);
      if (!line.endsWith('\n')) throw new BodyCutOff('unexpected EOF');
      return line;
    } catch (error) {
      throw error instanceof LineTooLong ? new BodyError(tooLong) : error;
    }
  }

  /** They are read and dropped: nothing asks for them. */
  async #trailers(): Promise<void> {
    const start = (await this.#reader.peek(2)).toString('latin1', 0, 2);
    if (start.length < 2) throw new BodyCutOff('http: unexpected EOF reading trailer');
    if (start === '\r\n') {
      this.#reader.skip(2);
      return;
    }
    await this.#checkEndOfTrailers();
    for (;;) {
      const line = withoutLineEnd(await this.#line('http: suspiciously long trailer after chunked body'));
      if (line === '') return;
      if (!line.includes(':')) throw new BodyError(`malformed MIME header: missing colon: ${quote(line)}`);
    }
  }

  /** Two line ends have to come within as many bytes as net/http keeps. */
  async #checkEndOfTrailers(): Promise<void> {
    for (let length = 4; length <= MAX_LINE;) {
      const seen = (await this.#reader.peek(length)).subarray(0, MAX_LINE);
      if (seen.includes('\r\n\r\n')) return;
      if (seen.length < length) throw new BodyCutOff('http: suspiciously long trailer after chunked body');
      length = seen.length + 1;
    }
    throw new BodyError('http: suspiciously long trailer after chunked body');
  }
}
