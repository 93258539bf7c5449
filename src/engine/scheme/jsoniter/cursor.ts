/**
 * The cursor of json-iterator over a body, for the one thing that is its own: its errors. They name the place by the bytes
 * around the cursor, and after an error the cursor no longer steps back, so that reading goes on out of step and more names of
 * fields come before the error. After github.com/json-iterator/go, iter*.go.
 */
const EOF = 'EOF';
const SPACE = new Set([0x20, 0x0a, 0x09, 0x0d]);
const code = (character: string): number => character.charCodeAt(0);
const [QUOTE, BACKSLASH, OPEN, CLOSE, LIST, END, COMMA, COLON, NULL, MINUS, DOT] = [...'"\\{}[],:n-.'].map(code);
const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;

/** Bytes as text; one that is not UTF-8 becomes half a surrogate, which is written as the replacement character. */
export function textOf(bytes: Uint8Array): string {
  const text = Buffer.from(bytes).toString();
  if (!text.includes('\ufffd')) return text;
  let result = '';
  for (let at = 0; at < bytes.length;) {
    const length = [1, 2, 3, 4].find((size) => at + size <= bytes.length && isWhole(Buffer.from(bytes.subarray(at, at + size)).toString(), size));
    result += length === undefined ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : Buffer.from(bytes.subarray(at, at + length)).toString();
    at += length ?? 1;
  }
  return result;
}
const isWhole = (text: string, size: number): boolean => [...text].length === 1 && Buffer.byteLength(text) === size && (text !== '\ufffd' || size === 3);

export class Cursor {
  head = 0;
  /** The first error, with the names that came before it since; EOF is not an error yet. */
  error: string | undefined;

  constructor(readonly bytes: Uint8Array) {}

  get failed(): boolean {
    return this.error !== undefined && this.error !== EOF;
  }

  report(operation: string, message: string): void {
    if (this.failed) return;
    const around = (distance: number): string => textOf(this.bytes.subarray(Math.max(0, this.head - distance), this.head + distance));
    const position = this.head - Math.max(0, this.head - 10);
    this.error = `${operation}: ${message}, error found in #${position} byte of ...|${around(10)}|..., bigger context ...|${around(50)}|...`;
  }
  /** Puts a name before the error, if there is one. */
  prefix(name: string): void {
    if (this.failed) this.error = `${name}${this.error ?? ''}`;
  }

  nextToken(): number {
    for (; this.head < this.bytes.length; this.head += 1) {
      const byte = this.bytes[this.head] ?? 0;
      if (SPACE.has(byte)) continue;
      this.head += 1;
      return byte;
    }
    this.error ??= EOF;
    return 0;
  }
  readByte(): number {
    const byte = this.bytes[this.head];
    if (byte === undefined) {
      this.error ??= EOF;
      return 0;
    }
    this.head += 1;
    return byte;
  }
  unread(): void {
    if (this.error === undefined) this.head -= 1;
  }
  peekToken(): number {
    const byte = this.nextToken();
    this.unread();
    return byte;
  }
  found(byte: number): string {
    return textOf(Uint8Array.of(byte));
  }

  expectRest(word: string): void {
    for (const character of word.slice(1)) {
      if (this.readByte() === code(character)) continue;
      this.report(word.length === 4 ? 'skipThreeBytes' : 'skipFourBytes', `expect ${word.length === 4 ? word.slice(1) : word}`);
      return;
    }
  }
  readNil(): boolean {
    if (this.nextToken() !== NULL) {
      this.unread();
      return false;
    }
    this.expectRest('null');
    return true;
  }

  readBool(): void {
    const byte = this.nextToken();
    if (byte === code('t')) this.expectRest('true');
    // The f is read already, and four bytes follow it.
    else if (byte === code('f')) this.expectRest('false');
    else this.report('ReadBool', `expect t or f, but found ${this.found(byte)}`);
  }

  readString(): string {
    const byte = this.nextToken();
    if (byte === NULL) {
      this.expectRest('null');
      return '';
    }
    if (byte !== QUOTE) {
      this.report('ReadString', `expects " or n, but found ${this.found(byte)}`);
      return '';
    }
    const start = this.head;
    for (let at = start; at < this.bytes.length; at += 1) {
      const next = this.bytes[at] ?? 0;
      if (next === QUOTE) {
        this.head = at + 1;
        return textOf(this.bytes.subarray(start, at));
      }
      if (next === BACKSLASH) break;
      if (next >= 0x20) continue;
      this.report('ReadString', `invalid control character found: ${next}`);
      return '';
    }
    return this.#slowString();
  }
  #slowString(): string {
    const start = this.head;
    while (this.error === undefined) {
      const byte = this.readByte();
      if (byte === QUOTE) {
        const text = textOf(this.bytes.subarray(start, this.head));
        try {
          return JSON.parse(`"${text}`) as string;
        } catch {
          return text;
        }
      }
      if (byte === BACKSLASH) this.readByte();
    }
    this.report('readStringSlowPath', 'unexpected end of input');
    return '';
  }

  readInteger(bits: 32 | 64, unsigned: boolean): void {
    const byte = this.nextToken();
    const name = `Int${bits}`;
    const negative = byte === MINUS && !unsigned;
    const value = this.#digits(negative ? this.readByte() : byte, bits);
    const limit = 2n ** BigInt(bits - (unsigned ? 0 : 1)) - (negative ? 0n : 1n);
    if (value > limit) this.report(`Read${unsigned ? 'Ui' : 'I'}${name.slice(1)}`, `overflow: ${value}`);
  }
  #digits(first: number, bits: 32 | 64): bigint {
    if (!isDigit(first)) {
      this.report(`readUint${bits}`, `unexpected character: ${this.found(0xff)}`);
      return 0n;
    }
    const start = this.head;
    // The first eight digits are taken at once where enough is left; the cursor stays behind them when the rest overflows.
    const checkpoint = this.bytes.length - start > 10 ? start + 7 : start;
    const safe = (2n ** BigInt(bits) - 1n) / 10n - 1n;
    let value = BigInt(first - 0x30);
    // Behind a zero at the front nothing more belongs to the number.
    for (; first !== 0x30 && isDigit(this.bytes[this.head] ?? 0); this.head += 1) {
      const next = BigInt.asUintN(bits, value * 10n + BigInt((this.bytes[this.head] ?? 0) - 0x30));
      if (value > safe && next < value) {
        this.head = checkpoint;
        this.report(`readUint${bits}`, 'overflow');
        return 0n;
      }
      value = next;
    }
    if (this.bytes[this.head] === DOT) this.report('assertInteger', 'can not decode float as int');
    return value;
  }
  readFloat(): void {
    const byte = this.nextToken();
    if (byte !== MINUS) this.unread();
    const start = this.head;
    while (/[-+.eE0-9]/.test(String.fromCharCode(this.bytes[this.head] ?? 0))) this.head += 1;
    if (this.head === start) this.report('readFloat64', 'empty number');
  }

  readObjectStart(): boolean {
    const byte = this.nextToken();
    if (byte === OPEN) {
      const next = this.nextToken();
      if (next === QUOTE) {
        this.unread();
        return true;
      }
      if (next !== CLOSE) this.report('readObjectStart', `expect " after {, but found ${this.found(next)}`);
      return false;
    }
    if (byte === NULL) this.expectRest('null');
    else this.report('readObjectStart', `expect { or n, but found ${this.found(byte)}`);
    return false;
  }
  isObjectEnd(): boolean {
    const byte = this.nextToken();
    if (byte === COMMA) return false;
    if (byte !== CLOSE) this.report('isObjectEnd', `object ended prematurely, unexpected char ${this.found(byte)}`);
    return true;
  }
  expectColon(operation: string): boolean {
    const byte = this.nextToken();
    if (byte === COLON) return true;
    this.report(operation, `expect : after object field, but found ${this.found(byte)}`);
    return false;
  }

  skip(): void {
    const byte = this.nextToken();
    if (byte === QUOTE) this.#skipString();
    else if (byte === NULL) this.expectRest('null');
    else if (byte === code('t')) this.expectRest('true');
    else if (byte === code('f')) this.expectRest('false');
    else if (byte === MINUS || isDigit(byte)) this.#skipNumber();
    else if (byte === LIST) this.#skipItems();
    else if (byte === OPEN) this.#skipFields();
    else this.report('Skip', `do not know how to skip: ${byte}`);
  }
  #skipString(): void {
    for (let at = this.head; at < this.bytes.length; at += 1) {
      if (this.bytes[at] === QUOTE) {
        this.head = at + 1;
        return;
      }
      if (this.bytes[at] === BACKSLASH) break;
    }
    this.unread();
    this.readString();
  }
  #skipNumber(): void {
    while (/[-+.eE0-9]/.test(String.fromCharCode(this.bytes[this.head] ?? 0))) this.head += 1;
  }
  #skipItems(): void {
    this.unread();
    if (this.nextToken() !== LIST) return;
    if (this.nextToken() === END) return;
    this.unread();
    do this.skip();
    while (this.nextToken() === COMMA);
  }
  #skipFields(): void {
    this.unread();
    if (this.nextToken() !== OPEN) return;
    if (this.nextToken() !== QUOTE) return;
    this.unread();
    do {
      this.readString();
      this.expectColon('ReadObject');
      this.skip();
    } while (this.nextToken() === COMMA);
  }
}
