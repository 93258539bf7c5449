/** Go's %q: strconv.Quote. What is not printable is escaped; printable is what unicode.IsPrint says, and that is by category. */
import { table } from './map';

const SHORT = table<string>({
  '"': '\\"',
  '\\': '\\\\',
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
});
const SPECIAL = /["\\]|[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu;
const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0');

function escape(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20 || code === 0x7f) return `\\x${hex(code, 2)}`;
  // A byte that is not UTF-8 arrives as a lone surrogate (request-info/request-target.ts); any other is not a text in Go.
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00, 2)}`;
  if (code >= 0xd800 && code < 0xe000) return '\ufffd';
  return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
}

export const quote = (text: string): string => `"${/^[ !#-[\]-~]*$/.test(text) ? text : text.replace(SPECIAL, escape)}"`;

/** %q of a []string: ["a" "b"]. */
export const quoteSlice = (texts: readonly string[]): string => `[${texts.map(quote).join(' ')}]`;
