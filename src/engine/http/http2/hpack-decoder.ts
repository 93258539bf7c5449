/**
 * HPACK -> fields, fragment by fragment as they come. Names and values have one character a byte.
 * Upstream: RFC 7541; golang.org/x/net/http2/hpack/hpack.go
 */
import { DEFAULT_TABLE_SIZE, DynamicTable, type Field } from './hpack-table';
import { decodeHuffman } from './huffman';

/** The fragments are no HPACK; what follows on the connection can not be read any more. */
export class HpackError extends Error {}

/** The rest of a field is still to come. */
const MORE = -1;
/** The bits of an integer that do not fit into its prefix. */
const MAX_BITS = 63;

interface Text {
  readonly bytes: Buffer;
  readonly isHuffman: boolean;
}

export class HpackDecoder {
  readonly #table = new DynamicTable();
  readonly #maxLength: number;
  /** What waits for its rest, and how many bytes that takes at least. */
  #waiting: Buffer[] = [];
  #waitingLength = 0;
  #atLeast = 0;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  #isFirst = true;
  /** Whether fields are handed out. The tables are kept in any case. */
  emits = true;

  /** No name or value may be longer. */
  constructor(maxLength: number) {
    this.#maxLength = maxLength;
  }

  write(fragment: Buffer, emit: (field: Field) => void): void {
    if (fragment.length === 0) return;
    this.#waiting.push(fragment);
    this.#waitingLength += fragment.length;
    if (this.#waitingLength < this.#atLeast) return;
    this.#buffer = this.#waiting.length === 1 ? fragment : Buffer.concat(this.#waiting, this.#waitingLength);
    this.#at = 0;
    this.#atLeast = 0;
    while (this.#at < this.#buffer.length) {
      const start = this.#at;
      if (!this.#field(emit)) {
        this.#at = start;
        break;
      }
      this.#isFirst = false;
    }
    const rest = this.#buffer.subarray(this.#at);
    this.#waiting = rest.length === 0 ? [] : [rest];
    this.#waitingLength = rest.length;
    this.#atLeast = Math.max(0, this.#atLeast - this.#at);
  }

  /** After the last fragment of a block. */
  close(): void {
    if (this.#waitingLength > 0) throw new HpackError('truncated headers');
    this.#isFirst = true;
  }

  /** Reports whether all of it was there. */
  #field(emit: (field: Field) => void): boolean {
    const first = this.#buffer[this.#at] ?? 0;
    if (first >= 0x80) return this.#indexed(emit);
    if (first >= 0x40) return this.#literal(6, true, emit);
    return first >= 0x20 ? this.#tableSize() : this.#literal(4, false, emit);
  }

  #indexed(emit: (field: Field) => void): boolean {
    const index = this.#integer(7);
    if (index === MORE) return false;
    this.#emit(this.#known(index), emit);
    return true;
  }

  #literal(prefix: number, isKept: boolean, emit: (field: Field) => void): boolean {
    const index = this.#integer(prefix);
    if (index === MORE) return false;
    const known = index === 0 ? undefined : this.#known(index);
    const name = known === undefined ? this.#text() : undefined;
    if (known === undefined && name === undefined) return false;
    const value = this.#text();
    if (value === undefined) return false;
    if (!this.emits && !isKept) return true;
    const field: Field = [known?.[0] ?? decoded(name), decoded(value)];
    if (isKept) this.#table.add(field);
    this.#emit(field, emit);
    return true;
  }

  #tableSize(): boolean {
    if (!this.#isFirst && !this.#table.isEmpty) throw new HpackError('dynamic table size update MUST occur at the beginning of a header block');
    const size = this.#integer(5);
    if (size === MORE) return false;
    if (size > DEFAULT_TABLE_SIZE) throw new HpackError('dynamic table size update too large');
    this.#table.resize(size);
    return true;
  }

  #known(index: number): Field {
    const field = this.#table.at(index);
    if (field === undefined) throw new HpackError(`invalid indexed representation index ${index}`);
    return field;
  }

  #emit(field: Field, emit: (field: Field) => void): void {
    if (field[0].length > this.#maxLength || field[1].length > this.#maxLength) throw new HpackError('string too long');
    if (this.emits) emit(field);
  }

  #integer(prefix: number): number {
    const most = (1 << prefix) - 1;
    const first = this.#buffer[this.#at];
    if (first === undefined) return MORE;
    let value = first & most;
    let at = this.#at + 1;
    if (value === most)
      for (let bits = 0; ; bits += 7) {
        if (bits >= MAX_BITS) throw new HpackError('varint integer overflow');
        const byte = this.#buffer[at++];
        if (byte === undefined) return MORE;
        value += (byte & 0x7f) * 2 ** bits;
        if (byte < 0x80) break;
      }
    this.#at = at;
    return value;
  }

  /** undefined: the rest of it is still to come. */
  #text(): Text | undefined {
    const isHuffman = (this.#buffer[this.#at] ?? 0) >= 0x80;
    const length = this.#integer(7);
    if (length === MORE) return undefined;
    if (length > this.#maxLength) throw new HpackError('string too long');
    const end = this.#at + length;
    if (end > this.#buffer.length) {
      this.#atLeast = end;
      return undefined;
    }
    const bytes = this.#buffer.subarray(this.#at, end);
    this.#at = end;
    return { bytes, isHuffman };
  }
}

function decoded(text: Text | undefined): string {
  if (text === undefined) return '';
  if (!text.isHuffman) return text.bytes.toString('latin1');
  const plain = decodeHuffman(text.bytes);
  if (plain === undefined) throw new HpackError('invalid Huffman-encoded data');
  return plain;
}
