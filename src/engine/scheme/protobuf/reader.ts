/**
 * Reads the fields of a protobuf message, and refuses bytes that are none in the words of the code that upstream generates
 * (gogo/protobuf: the Unmarshal of a message, and skip for fields that it does not have).
 */
import { Pace, type Turns } from '../../golang/turns';

const UNEXPECTED_EOF = 'unexpected EOF';
const OVERFLOW = 'proto: integer overflow';
const INVALID_LENGTH = 'proto: negative length found during unmarshaling';
const END_OF_GROUP = 'proto: unexpected end of group';

/** How the bytes of a field are laid out. */
export const WIRE = { varint: 0, fixed64: 1, bytes: 2, startGroup: 3, endGroup: 4, fixed32: 5 } as const;

export interface Tag {
  readonly number: number;
  readonly wire: number;
}

export class Reader {
  #at = 0;

  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.#at >= this.bytes.length;
  }

  /** Calls `field` for each field of the message `name`; what it does not read is skipped. */
  static message(bytes: Uint8Array, name: string, field: (reader: Reader, tag: Tag) => boolean): void {
    const reader = new Reader(bytes);
    while (!reader.done) {
      const start = reader.#at;
      if (!field(reader, reader.#tag(name))) reader.#skipFrom(start);
    }
  }

  /** The same for a message in which there may be much. */
  static *reading(bytes: Uint8Array, name: string, field: (reader: Reader, tag: Tag) => Turns<boolean>): Turns<void> {
    const reader = new Reader(bytes);
    const pace = new Pace();
    while (!reader.done) {
      const start = reader.#at;
      if (!(yield* field(reader, reader.#tag(name)))) reader.#skipFrom(start);
      if (pace.isOver()) yield;
    }
  }

  /** Calls `field` for each field of an entry of a map, whose code checks neither numbers nor wire types. */
  static *entry(bytes: Uint8Array, field: (reader: Reader, tag: Tag) => Turns<boolean>): Turns<void> {
    const reader = new Reader(bytes);
    while (!reader.done) {
      const start = reader.#at;
      if (!(yield* field(reader, tagOf(reader.varint())))) reader.#skipFrom(start);
    }
  }

  #tag(name: string): Tag {
    const whole = this.varint();
    const tag = tagOf(whole);
    if (tag.wire === WIRE.endGroup) throw new Error(`proto: ${name}: wiretype end group for non-group`);
    if (tag.number <= 0) throw new Error(`proto: ${name}: illegal tag ${tag.number} (wire type ${BigInt.asUintN(64, whole)})`);
    return tag;
  }

  /** The 64 bits of a varint, signed. */
  varint(): bigint {
    const first = this.bytes[this.#at];
    if (first !== undefined && first < 0x80) {
      this.#at += 1;
      return BigInt(first);
    }
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (shift >= 64n) throw new Error(OVERFLOW);
      const byte = this.bytes[this.#at];
      if (byte === undefined) throw new Error(UNEXPECTED_EOF);
      this.#at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asIntN(64, value);
    }
  }

  bool(): boolean {
    return BigInt.asIntN(64, this.varint()) !== 0n;
  }

  int32(): number {
    return Number(BigInt.asIntN(32, this.varint()));
  }

  /** What a length goes before. */
  content(): Uint8Array {
    const length = this.#length();
    if (length > this.bytes.length - this.#at) throw new Error(UNEXPECTED_EOF);
    return this.bytes.subarray(this.#at, (this.#at += length));
  }

  text(): string {
    return Buffer.from(this.content()).toString();
  }

  /** A float64 or float32. */
  float(size: 4 | 8): number {
    if (this.#at + size > this.bytes.length) throw new Error(UNEXPECTED_EOF);
    const view = new DataView(this.bytes.buffer, this.bytes.byteOffset + this.#at, size);
    this.#at += size;
    return size === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true);
  }

  #length(): number {
    const length = this.varint();
    if (length < 0n || length + BigInt(this.#at) > 0x7fffffffffffffffn) throw new Error(INVALID_LENGTH);
    return Number(length);
  }

  #skipFrom(start: number): void {
    this.#at = start;
    this.#skip();
    if (this.#at > this.bytes.length) throw new Error(UNEXPECTED_EOF);
  }

  /** Leaves out one field, with all of a group that it begins. */
  #skip(): void {
    let depth = 0;
    while (this.#at < this.bytes.length) {
      const { wire } = tagOf(this.varint());
      if (wire === WIRE.varint) this.varint();
      else if (wire === WIRE.fixed64) this.#at += 8;
      else if (wire === WIRE.fixed32) this.#at += 4;
      else if (wire === WIRE.bytes) this.content();
      else if (wire === WIRE.startGroup) depth += 1;
      else if (wire !== WIRE.endGroup) throw new Error(`proto: illegal wireType ${wire}`);
      else if (depth === 0) throw new Error(END_OF_GROUP);
      else depth -= 1;
      if (depth === 0) return;
    }
    throw new Error(UNEXPECTED_EOF);
  }
}

const tagOf = (whole: bigint): Tag => ({ number: Number(BigInt.asIntN(32, BigInt.asUintN(64, whole) >> 3n)), wire: Number(whole & 7n) });

/** Throws where a field of this name is laid out otherwise. */
export function expectWire({ wire }: Tag, expected: number, name: string): void {
  if (wire !== expected) throw new Error(`proto: wrong wireType = ${wire} for field ${name}`);
}
