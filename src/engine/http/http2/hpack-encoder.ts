/**
 * Fields -> HPACK, as Go writes it: what the tables know has an index, everything else is kept in them, in Huffman code where that is shorter.
 * Upstream: golang.org/x/net/http2/hpack/encode.go
 */
import { DEFAULT_TABLE_SIZE, DynamicTable, sizeOf, STATIC_FIELDS, type Field } from './hpack-table';
import { encodeHuffman, huffmanLength } from './huffman';

const key = ([name, value]: Field): string => `${name}\n${value}`;
/** The last of those with the same name. */
const STATIC_NAMES: ReadonlyMap<string, number> = new Map(STATIC_FIELDS.map(([name], at) => [name, at + 1]));
const STATIC_BOTH: ReadonlyMap<string, number> = new Map(STATIC_FIELDS.map((field, at) => [key(field), at + 1]));

const [INDEXED, KEPT, NOT_KEPT, TABLE_SIZE, HUFFMAN] = [0x80, 0x40, 0, 0x20, 0x80];
/** What lengths and indexes take at most. */
const SLACK = 32;

export class HpackEncoder {
  readonly #table = new DynamicTable((field) => this.#forget(field));
  /** The number of the newest field with that name, and with that name and value; the first that was kept has number 1. */
  readonly #names = new Map<string, number>();
  readonly #both = new Map<string, number>();
  #kept = 0;
  #forgotten = 0;
  /** The least size since the last update that was sent. */
  #leastSize: number | undefined;
  #bytes = Buffer.allocUnsafe(1024);
  #at = 0;

  /** The peer's limit; more than Go uses is not used. */
  resize(limit: number): void {
    const size = Math.min(limit, DEFAULT_TABLE_SIZE);
    this.#leastSize = Math.min(size, this.#leastSize ?? size);
    this.#table.resize(size);
  }

  encode(fields: readonly Field[]): Buffer {
    this.#at = 0;
    for (const field of fields) {
      this.#reserve(3 * (field[0].length + field[1].length) + SLACK);
      if (this.#leastSize !== undefined) this.#sizes(this.#leastSize);
      this.#field(field);
    }
    return Buffer.from(this.#bytes.subarray(0, this.#at));
  }

  #sizes(least: number): void {
    this.#leastSize = undefined;
    if (least < this.#table.limit) this.#integer(TABLE_SIZE, 5, least);
    this.#integer(TABLE_SIZE, 5, this.#table.limit);
  }

  #field(field: Field): void {
    const [name, value] = field;
    const both = STATIC_BOTH.get(key(field)) ?? this.#indexOf(this.#both.get(key(field)));
    if (both !== undefined) {
      this.#integer(INDEXED, 7, both);
      return;
    }
    const named = STATIC_NAMES.get(name) ?? this.#indexOf(this.#names.get(name));
    const isKept = sizeOf(field) <= this.#table.limit;
    if (isKept) this.#keep(field);
    this.#integer(isKept ? KEPT : NOT_KEPT, isKept ? 6 : 4, named ?? 0);
    if (named === undefined) this.#text(name);
    this.#text(value);
  }

  #indexOf(number: number | undefined): number | undefined {
    return number === undefined ? undefined : STATIC_FIELDS.length + this.#kept - number + 1;
  }

  #keep(field: Field): void {
    this.#kept += 1;
    this.#names.set(field[0], this.#kept);
    this.#both.set(key(field), this.#kept);
    this.#table.add(field);
  }

  #forget(field: Field): void {
    this.#forgotten += 1;
    if (this.#names.get(field[0]) === this.#forgotten) this.#names.delete(field[0]);
    if (this.#both.get(key(field)) === this.#forgotten) this.#both.delete(key(field));
  }

  #integer(kind: number, prefix: number, value: number): void {
    const most = (1 << prefix) - 1;
    if (value < most) {
      this.#bytes[this.#at++] = kind | value;
      return;
    }
    this.#bytes[this.#at++] = kind | most;
    let rest = value - most;
    for (; rest >= 0x80; rest >>>= 7) this.#bytes[this.#at++] = 0x80 | (rest & 0x7f);
    this.#bytes[this.#at++] = rest;
  }

  #text(text: string): void {
    const length = huffmanLength(text);
    if (length < text.length) {
      this.#integer(HUFFMAN, 7, length);
      this.#at = encodeHuffman(text, this.#bytes, this.#at);
      return;
    }
    this.#integer(0, 7, text.length);
    this.#at += this.#bytes.write(text, this.#at, 'latin1');
  }

  #reserve(length: number): void {
    if (this.#at + length <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.#at + length));
    this.#bytes.copy(larger, 0, 0, this.#at);
    this.#bytes = larger;
  }
}
