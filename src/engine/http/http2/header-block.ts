/**
 * The fragments of a block of headers -> its fields, with what Go checks of them.
 * Upstream: readMetaFrame of golang.org/x/net/http2/frame.go; golang.org/x/net/http/httpguts
 */
import type { Version } from '../../versions';
import { CODE, ConnectionError, StreamError } from './frames';
import { HpackDecoder, HpackError } from './hpack-decoder';
import { sizeOf, type Field } from './hpack-table';

export interface HeaderList {
  readonly pseudo: ReadonlyMap<string, string>;
  readonly fields: readonly Field[];
  /** It is longer than the limit, so what comes last is not there. */
  readonly isTruncated: boolean;
}

const REQUEST_PSEUDO = new Set([':method', ':path', ':scheme', ':authority', ':protocol']);
/** Tokens of RFC 9110 without capitals. */
const NAME = /^[!#$%&'*+\-.^_`|~\da-z]+$/;
// A tab is allowed.
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\0-\x08\x0a-\x1f\x7f]/;

export class HeaderBlocks {
  readonly #decoder: HpackDecoder;
  readonly #limit: number;
  /** Whether nothing may follow what is wrong or too long. */
  readonly #isStrict: boolean;
  #stream = 0;
  #left = 0;
  #pseudo: Field[] = [];
  #fields: Field[] = [];
  #isInvalid = false;
  #isTruncated = false;

  /** `limit` is the size of all fields of a block, as RFC 7541 counts it. */
  constructor(limit: number, version: Version) {
    this.#limit = limit;
    this.#isStrict = version.has('http2ContinuationsLimited');
    this.#decoder = new HpackDecoder(limit);
  }

  begin(stream: number): void {
    this.#stream = stream;
    this.#left = this.#limit;
    this.#pseudo = [];
    this.#fields = [];
    this.#isInvalid = false;
    this.#isTruncated = false;
    this.#decoder.emits = true;
  }

  add(fragment: Buffer): void {
    if (this.#isStrict && (fragment.length > 2 * this.#left || this.#isInvalid)) throw new ConnectionError(CODE.protocol, this.#stream);
    this.#decoding(() => this.#decoder.write(fragment, (field) => this.#addField(field)));
  }

  /** The fields, or a StreamError for what the stream alone suffers from. */
  end(): HeaderList {
    this.#decoding(() => this.#decoder.close());
    const pseudo = new Map(this.#pseudo);
    const isKnown = this.#pseudo.every(([name]) => REQUEST_PSEUDO.has(name)) || this.#pseudo.every(([name]) => name === ':status');
    if (this.#isInvalid || !isKnown || pseudo.size < this.#pseudo.length) throw new StreamError(this.#stream, CODE.protocol);
    return { pseudo, fields: this.#fields, isTruncated: this.#isTruncated };
  }

  #decoding(step: () => void): void {
    try {
      step();
    } catch (error) {
      throw error instanceof HpackError ? new ConnectionError(CODE.compression, this.#stream) : error;
    }
  }

  #addField(field: Field): void {
    const [name, value] = field;
    const isPseudo = name.startsWith(':');
    if (CONTROL.test(value) || (isPseudo ? this.#fields.length > 0 : !NAME.test(name))) this.#isInvalid = true;
    const size = sizeOf(field);
    if (!this.#isInvalid && size <= this.#left) {
      this.#left -= size;
      (isPseudo ? this.#pseudo : this.#fields).push(field);
      return;
    }
    this.#decoder.emits = false;
    if (this.#isInvalid) return;
    this.#isTruncated = true;
    this.#left = 0;
  }
}
