/**
 * Reads DER, the one way to write ASN.1 that certificates may be in: definite, shortest lengths and shortest numbers. What is
 * written otherwise is refused, unlike by the libraries at hand, which read BER.
 * After golang.org/x/crypto/cryptobyte and, where older versions differ, encoding/asn1.
 */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  numericString: 0x12,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  bmpString: 0x1e,
} as const;

const CONSTRUCTED = 0x20;
const CONTEXT = 0x80;
const MOST_LENGTH_BYTES = 4;

export const contextTag = (number: number): number => CONTEXT | number;
export const constructedTag = (number: number): number => CONTEXT | CONSTRUCTED | number;

export class MalformedDer extends Error {}

export interface Element {
  /** The whole identifier byte: class, constructed or not, number. */
  readonly tag: number;
  readonly content: Buffer;
  /** With tag and length. */
  readonly bytes: Buffer;
}

/** Reads the elements of some bytes, one after the other. `why` words the complaint. */
export class DerReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isEmpty(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** Reports whether the next element has the tag. */
  isNext(tag: number): boolean {
    return this.#bytes[this.#at] === tag;
  }

  any(why: string): Element {
    const start = this.#at;
    const tag = this.#byte(why);
    // Numbers of tags over 30 take more bytes; no certificate has one.
    if ((tag & 0x1f) === 0x1f) throw new MalformedDer(why);
    const length = this.#length(why);
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new MalformedDer(why);
    const content = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return { tag, content, bytes: this.#bytes.subarray(start, end) };
  }

  element(tag: number, why: string): Element {
    if (!this.isNext(tag)) throw new MalformedDer(why);
    return this.any(why);
  }

  content(tag: number, why: string): Buffer {
    return this.element(tag, why).content;
  }

  /** Reads what is inside of an element. */
  inside(tag: number, why: string): DerReader {
    return new DerReader(this.content(tag, why));
  }

  optional(tag: number, why: string): Buffer | undefined {
    return this.isNext(tag) ? this.content(tag, why) : undefined;
  }

  /** Goes into an element without minding where it ends, as encoding/asn1 does with explicit tags. */
  enter(tag: number, why: string): void {
    if (!this.isNext(tag)) throw new MalformedDer(why);
    this.#at += 1;
    if (this.#length(why) === 0 || this.isEmpty) throw new MalformedDer(why);
  }

  boolean(why: string): boolean {
    const [value, ...rest] = this.content(TAG.boolean, why);
    if (rest.length > 0 || (value !== 0 && value !== 0xff)) throw new MalformedDer(why);
    return value === 0xff;
  }

  integer(why: string, tag: number = TAG.integer): bigint {
    return integerOf(this.content(tag, why), why);
  }

  objectIdentifier(why: string): string {
    return objectIdentifierOf(this.content(TAG.objectIdentifier, why), why);
  }

  #byte(why: string): number {
    const byte = this.#bytes[this.#at];
    if (byte === undefined) throw new MalformedDer(why);
    this.#at += 1;
    return byte;
  }

  #length(why: string): number {
    const first = this.#byte(why);
    if (first < 0x80) return first;
    const size = first & 0x7f;
    if (size === 0 || size > MOST_LENGTH_BYTES) throw new MalformedDer(why);
    let length = 0;
    for (let read = 0; read < size; read += 1) length = length * 256 + this.#byte(why);
    if (length < 0x80 || length < 256 ** (size - 1)) throw new MalformedDer(why);
    return length;
  }
}

function integerOf(content: Buffer, why: string): bigint {
  const [first, second = 0] = content;
  if (first === undefined) throw new MalformedDer(why);
  if (content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80))) throw new MalformedDer(why);
  return BigInt.asIntN(content.length * 8, BigInt(`0x${content.toString('hex')}`));
}

/** A number that has to fit into Go's int. */
export function int64(value: bigint, why: string): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new MalformedDer(why);
  return value;
}

const LARGEST_ARC = 2 ** 31 - 1;

export function objectIdentifierOf(content: Buffer, why: string): string {
  if (content.length === 0) throw new MalformedDer(why);
  const arcs: number[] = [];
  let arc: number | undefined;
  for (const byte of content) {
    if (arc === undefined && byte === 0x80) throw new MalformedDer(why);
    arc = (arc ?? 0) * 128 + (byte & 0x7f);
    if (arc > LARGEST_ARC) throw new MalformedDer(why);
    if (byte >= 0x80) continue;
    arcs.push(arc);
    arc = undefined;
  }
  if (arc !== undefined) throw new MalformedDer(why);
  const [joined = 0, ...rest] = arcs;
  const top = Math.min(Math.floor(joined / 40), 2);
  return [top, joined - top * 40, ...rest].join('.');
}

/** The bytes of a bit string, moved so that unused bits come first. */
export function rightAligned(content: Buffer, why: string): Buffer {
  const [unused, ...bytes] = checkedBits(content, why);
  if (unused === undefined || unused === 0 || bytes.length === 0) return content.subarray(1);
  return Buffer.from(bytes.map((byte, at) => ((byte >> unused) | ((bytes[at - 1] ?? 0) << (8 - unused))) & 0xff));
}

function checkedBits(content: Buffer, why: string): Buffer {
  const [unused] = content;
  if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0)) throw new MalformedDer(why);
  if (content.length > 1 && ((content.at(-1) ?? 0) & ((1 << unused) - 1)) !== 0) throw new MalformedDer(why);
  return content;
}

/** The numbers of the first nine bits that are set. */
export function bitsOf(content: Buffer, why: string): ReadonlySet<number> {
  const bytes = checkedBits(content, why).subarray(1);
  return new Set([0, 1, 2, 3, 4, 5, 6, 7, 8].filter((bit) => (((bytes[bit >> 3] ?? 0) << (bit & 7)) & 0x80) !== 0));
}
