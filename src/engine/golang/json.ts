/**
 * JSON as Go writes it, byte for byte; answers are compared that way. encoding/json escapes < > & and U+2028/9, which
 * JSON.stringify does not. Fields come in the order in which the object has them. JavaScript moves keys that look like
 * whole numbers to the front: an object that has such a key can only be a map, and a map is written with sorted keys.
 *
 * JSON.stringify does the work wherever it gives the same bytes after a few replacements; the writer below is for the
 * rest: whole numbers beyond the safe range, and maps with numeric keys.
 */
import { keysOf, own, table } from './map';
import { sortingBytes } from './sorting';
import { atOnce, Pace, type Turns } from './turns';

export interface EncodeOptions {
  /** What each level is indented by, as MarshalIndent has it; true: two spaces, as answers are. */
  readonly indent?: boolean | string;
  /** Leaves < > & and lone surrogates as JSON.stringify writes them: for what Go has as bytes, and for people. */
  readonly unescaped?: boolean;
  /** As json-iterator writes it (Kubernetes up to 1.22): backspace as \u0008, an indented empty object over two lines. */
  readonly jsonIter?: boolean;
}

const ESCAPES = table<string>({ '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' });
const escapeHtml = (text: string): string =>
  /[<>&\u2028\u2029]/.test(text) ? text.replace(/[<>&\u2028\u2029]/g, (character) => ESCAPES[character] ?? character) : text;
/** JSON.stringify writes a lone surrogate as an escape; Go has U+FFFD in its place. */
const escapeSurrogates = (text: string): string =>
  text.includes('\\ud') ? text.replace(/\\(?:ud[89a-f][0-9a-f]{2}|.)/g, (escape) => (escape.startsWith('\\ud') ? '\\ufffd' : escape)) : text;
const NUMERIC_KEY = /"(?:0|[1-9]\d*)":/;

/** encoding/json.Marshal without the final newline of an Encoder. A field that is undefined is left out. */
export function encodeJson(value: unknown, options: EncodeOptions = {}): string {
  const style = styleOf(options);
  const text = style.escape(plainJson(value, style));
  return options.jsonIter ? asJsonIter(text, options.indent === true) : text;
}

interface Style {
  /** Empty: compact. */
  readonly step: string;
  readonly escape: (text: string) => string;
}

const styleOf = ({ indent = false, unescaped = false }: EncodeOptions): Style => ({
  step: indent === true ? '  ' : indent === false ? '' : indent,
  escape: unescaped ? (text) => text : escaped,
});

function plainJson(value: unknown, { step }: Style): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const unescaped = { step, escape: (text: string): string => text };
  try {
    const text = step === '' ? JSON.stringify(value) : JSON.stringify(value, undefined, step);
    if (text === undefined) return 'null';
    return NUMERIC_KEY.test(text) ? atOnce(writing(value, unescaped)) : text;
  } catch (error) {
    // Whole numbers beyond the safe range, and what is deeper than the stack of the program.
    if (error instanceof TypeError || error instanceof RangeError) return atOnce(writing(value, unescaped));
    throw error;
  }
}

const NUMERIC = /^(?:0|[1-9]\d*)$/;
type Fields = Readonly<Record<string, unknown>>;

interface Open {
  readonly items: readonly unknown[] | undefined;
  readonly fields: Fields;
  readonly keys: readonly string[];
  readonly newline: string;
  at: number;
  isWritten: boolean;
}

function* opened(value: object, newline: string): Turns<Open> {
  if (Array.isArray(value)) return { items: value as readonly unknown[], fields: {}, keys: [], newline, at: 0, isWritten: false };
  const fields = value as Fields;
  const all = keysOf(value);
  // Keys that are whole numbers come first, whatever their order.
  const keys = NUMERIC.test(all[0] ?? '') ? yield* sortingBytes([...all]) : all;
  return { items: undefined, fields, keys, newline, at: 0, isWritten: false };
}

/** A value that is not made of others. */
const scalar = (value: unknown): string => (typeof value === 'bigint' ? String(value) : (JSON.stringify(value) ?? 'null'));

const escaped = (text: string): string => escapeSurrogates(escapeHtml(text));
/** A text that grows is put together in pieces of so many characters: to read a text at all costs as much as it has parts. */
const PIECE = 1 << 16;

/** A long text, without its quotes. */
function* writingText(text: string, pieces: string[], escape: Style['escape']): Turns<void> {
  for (let at = 0; at < text.length;) {
    // The halves of a character beyond 16 bits stay together.
    const end = at + PIECE + (text.charCodeAt(at + PIECE - 1) >> 10 === 0x36 ? 1 : 0);
    pieces.push(escape(JSON.stringify(text.slice(at, end)).slice(1, -1)));
    at = end;
    yield;
  }
}

/** Goes down as many levels as a value has. */
function* writing(value: unknown, { step, escape }: Style): Turns<string> {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const [colon, newline] = step === '' ? [':', ''] : [': ', '\n'];
  const open = [yield* opened(value, newline)];
  const pieces: string[] = [];
  let text = Array.isArray(value) ? '[' : '{';
  const pace = new Pace();
  for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
    if (text.length > PIECE) {
      pieces.push(escape(text));
      text = '';
    }
    if (pace.isOver()) yield;
    const { items, fields, keys, newline: outer, at } = last;
    const isEnd = at >= (items ?? keys).length;
    if (isEnd) {
      const closing = items === undefined ? '}' : ']';
      text += !last.isWritten ? closing : `${outer}${closing}`;
      open.pop();
      continue;
    }
    last.at += 1;
    const key = keys[at] ?? '';
    const member = items === undefined ? own(fields, key) : items[at];
    if (items === undefined && member === undefined) continue;
    const inner = `${outer}${step}`;
    text += `${last.isWritten ? ',' : ''}${inner}${items === undefined ? `${JSON.stringify(key)}${colon}` : ''}`;
    last.isWritten = true;
    if (typeof member === 'string' && member.length > PIECE) {
      pieces.push(escape(text), '"');
      text = '"';
      yield* writingText(member, pieces, escape);
    } else if (typeof member !== 'object' || member === null) text += scalar(member);
    else {
      text += Array.isArray(member) ? '[' : '{';
      open.push(yield* opened(member, inner));
    }
  }
  pieces.push(escape(text));
  return pieces.join('');
}

/** Indented JSON as it lies deeper: no text in it has a line end. */
export const reindented = (json: string, indent: string): string => json.replaceAll('\n', `\n${indent}`);

/** More values than this are written in turns, and so are longer texts. */
const MANY = 2048;
const LONG_TEXT = 1 << 18;

/** Reports whether there is much to write in it; looks at no more than so many. */
function isLong(value: unknown): boolean {
  const waiting = [value];
  let count = 0;
  for (let next = waiting.pop(); waiting.length > 0 || next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string' && next.length > LONG_TEXT) return true;
    if (typeof next !== 'object' || next === null) continue;
    const keys = Array.isArray(next) ? undefined : keysOf(next);
    count += Array.isArray(next) ? next.length : (keys?.length ?? 0);
    if (count > MANY) return true;
    if (keys === undefined) waiting.push(...(next as readonly unknown[]));
    else for (const key of keys) waiting.push(own(next as Fields, key));
  }
  return false;
}

/** The same as encodeJson, in turns where there is much to write. */
export function* encodingJson(value: unknown, options: EncodeOptions = {}): Turns<string> {
  if (!isLong(value)) return encodeJson(value, options);
  const text = yield* writing(value, styleOf(options));
  yield;
  return options.jsonIter ? asJsonIter(text, options.indent === true) : text;
}

/** Reports whether two values are written alike. */
export function* sameJson(a: unknown, b: unknown): Turns<boolean> {
  return a === b || (yield* encodingJson(a)) === (yield* encodingJson(b));
}

function asJsonIter(text: string, indent: boolean): string {
  const controlled = /\\[bf]/.test(text)
    ? text.replace(/\\(?:u[0-9a-f]{4}|.)/g, (escape) => (escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape))
    : text;
  if (!indent) return controlled;
  return controlled.replace(/\{\}(,?)$/gm, (_, comma: string, at: number) => {
    const [margin = ''] = /^ */.exec(controlled.slice(controlled.lastIndexOf('\n', at) + 1, at)) ?? [];
    return `{\n${margin}  \n${margin}}${comma}`;
  });
}
