/**
 * Bytes -> text where Go keeps the bytes. A Go string is bytes, a JavaScript string is not: a byte that is not UTF-8 becomes a lone
 * surrogate U+DC80 to U+DCFF, which quote() prints as \xNN and JSON as U+FFFD. Each byte is looked at once, as in utf8.DecodeRune.
 */
import { isUtf8 } from 'node:buffer';

const LONE_BYTE = 0xdc00;

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x80 && byte <= 0xbf;

/** How many bytes the character at `at` has; 0 where none begins. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const second = bytes[at + 1];
  if (first < 0xc2 || first > 0xf4 || !isContinuation(second)) return 0;
  if (first < 0xe0) return 2;
  const next = second ?? 0;
  // Overlong forms, surrogates, and what is beyond U+10FFFF.
  if ((first === 0xe0 && next < 0xa0) || (first === 0xed && next > 0x9f) || (first === 0xf0 && next < 0x90) || (first === 0xf4 && next > 0x8f)) return 0;
  if (!isContinuation(bytes[at + 2])) return 0;
  if (first < 0xf0) return 3;
  return isContinuation(bytes[at + 3]) ? 4 : 0;
}

export function textOfBytes(bytes: Uint8Array): string {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isUtf8(bytes)) return source.toString('utf8');
  const units = new Uint16Array(bytes.length);
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes, at);
    const unit = length === 0 ? LONE_BYTE + (bytes[at] ?? 0) : codePointAt(bytes, at, length);
    if (unit <= 0xffff) units[count++] = unit;
    else {
      units[count++] = 0xd7c0 + (unit >> 10);
      units[count++] = 0xdc00 + (unit & 0x3ff);
    }
    at += Math.max(length, 1);
  }
  return Buffer.from(units.buffer, 0, count * 2).toString('utf16le');
}

function codePointAt(bytes: Uint8Array, at: number, length: number): number {
  const first = bytes[at] ?? 0;
  if (length === 1) return first;
  let point = first & (0xff >> (length + 1));
  for (let next = at + 1; next < at + length; next += 1) point = (point << 6) | ((bytes[next] ?? 0) & 0x3f);
  return point;
}

/** What HTTP brings has a character for each byte. */
export function textOfLatin1(text: string): string {
  // What is ASCII is text as it is, and what has other characters is text already.
  return /^[\0-\x7f]*$/.test(text) || /[^\0-\xff]/.test(text) ? text : textOfBytes(Buffer.from(text, 'latin1'));
}
