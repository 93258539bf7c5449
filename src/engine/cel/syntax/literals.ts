/** The values of literals. After github.com/google/cel-go/parser/{parser,unescape}.go. */
import { table } from '../../golang/map';
import { Uint } from '../values/value';
import type { Literal } from './tree';
import type { Token } from './tokens';

const [SMALLEST, LARGEST] = [-(2n ** 63n), 2n ** 63n - 1n];
const MOST = 2n ** 64n - 1n;
const SHORT = table<number>({ a: 7, b: 8, f: 12, n: 10, r: 13, t: 9, v: 11, '\\': 92, "'": 39, '"': 34, '`': 96, '?': 63 });

/** Throws with cel-go's words. */
export function literalOf(token: Token, isNegative: boolean): Literal {
  switch (token.kind) {
    case "'true'":
      return true;
    case "'false'":
      return false;
    case "'null'":
      return null;
    case 'NUM_INT':
      return intOf(token.text, isNegative);
    case 'NUM_UINT': {
      const value = BigInt(token.text.slice(0, -1));
      if (value > MOST) throw new Error('invalid uint literal');
      return new Uint(value);
    }
    case 'NUM_FLOAT':
      return doubleOf(token.text, isNegative);
    case 'STRING':
      return unescapedText(token.text);
    default:
      return unescapedBytes(token.text.slice(1));
  }
}

function intOf(text: string, isNegative: boolean): bigint {
  const value = isNegative ? -BigInt(text) : BigInt(text);
  if (value < SMALLEST || value > LARGEST) throw new Error('invalid int literal');
  return value;
}
function doubleOf(text: string, isNegative: boolean): number {
  const value = Number(text);
  if (!Number.isFinite(value)) throw new Error('invalid double literal');
  return isNegative ? -value : value;
}

/** What is between the quotes, and whether it is raw. */
function inside(literal: string): { readonly text: string; readonly isRaw: boolean } {
  const normal = literal.replace(/\r\n?/g, '\n');
  const isRaw = /^[rR]/.test(normal);
  const quoted = isRaw ? normal.slice(1) : normal;
  const width = /^(?:'''|""")/.test(quoted) && quoted.length >= 6 ? 3 : 1;
  return { text: quoted.slice(width, -width), isRaw };
}

/** One character after a backslash, or the code of an escape; the rest of the text counts from `next`. */
function escapeAt(text: string, at: number): { readonly code: number; readonly next: number; readonly isByte: boolean } {
  const character = text[at] ?? '';
  const short = SHORT[character];
  if (short !== undefined) return { code: short, next: at + 1, isByte: false };
  const width = { x: 2, X: 2, u: 4, U: 8 }[character];
  if (width === undefined) return { code: parseInt(text.slice(at, at + 3), 8), next: at + 3, isByte: true };
  return { code: parseInt(text.slice(at + 1, at + 1 + width), 16), next: at + 1 + width, isByte: width === 2 };
}

function unescapedText(literal: string): string {
  const { text, isRaw } = inside(literal);
  if (isRaw) return text;
  let made = '';
  for (let at = 0; ;) {
    const backslash = text.indexOf('\\', at);
    if (backslash === -1) return made + text.slice(at);
    const { code, next } = escapeAt(text, backslash + 1);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) throw new Error('invalid unicode code point');
    made += text.slice(at, backslash) + String.fromCodePoint(code);
    at = next;
  }
}
function unescapedBytes(literal: string): Uint8Array {
  const { text, isRaw } = inside(literal);
  if (isRaw) return Buffer.from(text);
  const parts: Uint8Array[] = [];
  for (let at = 0; ;) {
    const backslash = text.indexOf('\\', at);
    if (backslash === -1) return Buffer.concat([...parts, Buffer.from(text.slice(at))]);
    if (/[uU]/.test(text[backslash + 1] ?? '')) throw new Error('unable to unescape string');
    const { code, next } = escapeAt(text, backslash + 1);
    parts.push(Buffer.from(text.slice(at, backslash)), Buffer.of(code & 0xff));
    at = next;
  }
}
