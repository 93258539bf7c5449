/** Reads JSON and words what is wrong with it as encoding/json does (scanner.go). */
import { quote } from '../../golang/quote';
import { table } from '../../golang/map';
import { atOnce } from '../../golang/turns';
import { NumberNode, ObjectNode, type Node } from './node';

export class JsonSyntaxError extends Error {}

const SPACE = /[ \t\r\n]*/y;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these
const NOT_PLAIN = /[\\\u0000-\u001f]/;
// eslint-disable-next-line no-control-regex -- JSON forbids exactly these
const PLAIN_STRING = /[^"\\\u0000-\u001f]*/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const ESCAPED = table<string>({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' });

/** The scanner looks at bytes: of a character beyond ASCII it names the first byte. */
function characterAt(text: string, at: number): string {
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const byte = character.charCodeAt(0) < 0x80 ? character : String.fromCharCode(Buffer.from(character)[0] ?? 0);
  if (byte === "'") return "'\\''";
  return byte === '"' ? `'"'` : `'${quote(byte).slice(1, -1)}'`;
}

/** maxNestingDepth of encoding/json. */
const MOST_DEPTH = 10_000;

type Container = { readonly end: ']'; readonly items: Node[] } | { readonly end: '}'; readonly entries: (readonly [string, Node])[]; key: string };

const FEW = 8;
/** An array that grew by push has room for sixteen more: of what holds little, and may be there hundreds of thousands of times, a copy is kept. */
const trimmed = <T>(grown: T[]): T[] => (grown.length < FEW ? grown.slice() : grown);

const BACKSLASH = 0x5c;
/** After so many values reading may be interrupted. */
const STRIDE = 1024;

export const parseJson = (text: string): Node => atOnce(parsingJson(text));

export function* parsingJson(text: string): Generator<void, Node> {
  let at = 0;
  const fail = (where: string, position = at): never => {
    // At the end the scanner tries a space before it gives up: inside a literal that is the wrong character.
    if (position >= text.length && !where.startsWith('in ') && !where.startsWith('after decimal')) throw new JsonSyntaxError('unexpected end of JSON input');
    throw new JsonSyntaxError(`invalid character ${position < text.length ? characterAt(text, position) : "' '"} ${where}`);
  };
  const match = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  const space = (): string | undefined => {
    const code = text.charCodeAt(at);
    if (code === 0x20 || (code >= 0x09 && code <= 0x0d)) match(SPACE);
    return text[at];
  };
  const literal = <T>(word: string, value: T): T => {
    for (let i = 0; i < word.length; i += 1, at += 1) if (text[at] !== word[i]) fail(`in literal ${word} (expecting '${word[i] ?? ''}')`);
    return value;
  };
  const number = (): NumberNode | number => {
    const found = match(NUMBER);
    if (found === '') {
      at += 1;
      return fail('in numeric literal');
    }
    if (text[at] === '.') {
      at += 1;
      fail('after decimal point in numeric literal');
    }
    // A number that ends in an exponent was matched with its digits; what is left is an exponent without.
    if ((text[at] === 'e' || text[at] === 'E') && !/[eE]/.test(found)) {
      at += /^[+-]/.test(text.slice(at + 1, at + 2)) ? 2 : 1;
      fail('in exponent of numeric literal');
    }
    // Short whole numbers are written as they are read.
    return found.length < 10 && found !== '-0' && !/[.eE]/.test(found) ? Number(found) : new NumberNode(found);
  };
  const unicode = (): string => {
    const digits = text.slice(at, at + 4);
    for (let i = 0; i < 4; i += 1) if (!/[0-9a-fA-F]/.test(digits[i] ?? '')) fail('in \\u hexadecimal character escape', at + i);
    at += 4;
    return String.fromCharCode(parseInt(digits, 16));
  };
  /** A text with escapes, where nothing is wrong with it. */
  const escapedText = (): string | undefined => {
    let end = text.indexOf('"', at + 1);
    for (; end !== -1; end = text.indexOf('"', end + 1)) {
      let before = end - 1;
      while (text.charCodeAt(before) === BACKSLASH) before -= 1;
      if ((end - before) % 2 === 1) break;
    }
    if (end === -1) return undefined;
    try {
      const value = JSON.parse(text.slice(at, end + 1)) as string;
      at = end + 1;
      return value;
    } catch {
      return undefined;
    }
  };
  const string = (): string => {
    const end = text.indexOf('"', at + 1);
    const plain = end === -1 ? '\\' : text.slice(at + 1, end);
    if (!NOT_PLAIN.test(plain)) {
      at = end + 1;
      return plain.isWellFormed() ? plain : plain.toWellFormed();
    }
    const native = escapedText();
    if (native !== undefined) return native.isWellFormed() ? native : native.toWellFormed();
    at += 1;
    let value = match(PLAIN_STRING);
    for (; text[at] !== '"'; value += match(PLAIN_STRING)) {
      if (at >= text.length) throw new JsonSyntaxError('unexpected end of JSON input');
      if (text[at] !== '\\') fail('in string literal');
      at += 1;
      const letter = text[at] ?? '';
      const escaped = ESCAPED[letter];
      if (escaped === undefined && letter !== 'u') fail('in string escape code');
      at += 1;
      value += escaped ?? unicode();
    }
    at += 1;
    return value.isWellFormed() ? value : value.toWellFormed();
  };
  const scalar = (): Node => {
    switch (text[at]) {
      case '"':
        return string();
      case 't':
        return literal('true', true);
      case 'f':
        return literal('false', false);
      case 'n':
        return literal('null', null);
    }
    return /[-0-9]/.test(text[at] ?? '') ? number() : fail('looking for beginning of value');
  };
  /** Ends the key that is next, and its colon. */
  const key = (): string => {
    if (space() !== '"') fail('looking for beginning of object key string');
    const name = string();
    if (space() !== ':') fail('after object key');
    at += 1;
    return name;
  };
  // As many levels as a text has: the stack of the program is not what bounds them.
  const open: Container[] = [];
  const value = function* (): Generator<void, Node> {
    for (let steps = 1; ; steps += 1) {
      if (steps % STRIDE === 0) yield;
      let done: Node;
      const first = space();
      if (first === '[' || first === '{') {
        if (open.length >= MOST_DEPTH) fail('exceeded max depth');
        at += 1;
        if (space() !== (first === '[' ? ']' : '}')) {
          open.push(first === '[' ? { end: ']', items: [] } : { end: '}', entries: [], key: key() });
          continue;
        }
        at += 1;
        done = first === '[' ? [] : new ObjectNode([]);
      } else done = scalar();
      for (;;) {
        const container = open.at(-1);
        if (container === undefined) return done;
        if (container.end === ']') container.items.push(done);
        else container.entries.push([container.key, done]);
        const next = space();
        if (next !== ',' && next !== container.end) fail(container.end === ']' ? 'after array element' : 'after object key:value pair');
        at += 1;
        if (next === ',') {
          if (container.end === '}') container.key = key();
          break;
        }
        open.pop();
        done = container.end === ']' ? trimmed(container.items) : new ObjectNode(trimmed(container.entries));
      }
    }
  };
  const result = yield* value();
  if (space() !== undefined) fail('after top-level value');
  return result;
}
