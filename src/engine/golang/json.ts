/**
 * JSON as Go writes it, byte for byte; answers are compared that way. encoding/json escapes < > & and U+2028/9, which
 * JSON.stringify does not. Fields come in the order in which the object has them. JavaScript moves keys that look like
 * whole numbers to the front: an object that has such a key can only be a map, and a map is written with sorted keys.
 *
 * JSON.stringify does the work wherever it gives the same bytes after a few replacements; the writer below is for the
 * rest: whole numbers beyond the safe range, and maps with numeric keys.
 */
import { compareBytes } from './bytes';
import { own, table } from './map';

export interface EncodeOptions {
  readonly indent?: boolean;
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
  const text = escapeSurrogates(escapeHtml(plainJson(value, options.indent === true)));
  return options.jsonIter ? asJsonIter(text, options.indent === true) : text;
}

function plainJson(value: unknown, indent: boolean): string {
  try {
    const text = indent ? JSON.stringify(value, undefined, 2) : JSON.stringify(value);
    if (text === undefined) return 'null';
    return NUMERIC_KEY.test(text) ? write(value, indent, '\n') : text;
  } catch (error) {
    if (error instanceof TypeError && containsBigInt(value)) return write(value, indent, '\n');
    throw error;
  }
}

const containsBigInt = (value: unknown): boolean =>
  typeof value === 'bigint' || (typeof value === 'object' && value !== null && Object.values(value).some(containsBigInt));
const NUMERIC = /^(?:0|[1-9]\d*)$/;

function write(value: unknown, indent: boolean, newline: string): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const inner = indent ? `${newline}  ` : '';
  const outer = indent ? newline : '';
  if (Array.isArray(value)) {
    const items = value.map((item) => `${inner}${write(item, indent, inner)}`);
    return items.length === 0 ? '[]' : `[${items.join(',')}${outer}]`;
  }
  const keys = Object.keys(value);
  if (keys.some((key) => NUMERIC.test(key))) keys.sort(compareBytes);
  const colon = indent ? ': ' : ':';
  const fields = keys.flatMap((key) => {
    const field: unknown = own(value as Readonly<Record<string, unknown>>, key);
    return field === undefined ? [] : [`${inner}${JSON.stringify(key)}${colon}${write(field, indent, inner)}`];
  });
  return fields.length === 0 ? '{}' : `{${fields.join(',')}${outer}}`;
}

/** Indented JSON as it lies deeper: no text in it has a line end. */
export const reindented = (json: string, indent: string): string => json.replaceAll('\n', `\n${indent}`);

function asJsonIter(text: string, indent: boolean): string {
  const escaped = /\\[bf]/.test(text)
    ? text.replace(/\\(?:u[0-9a-f]{4}|.)/g, (escape) => (escape === '\\b' ? '\\u0008' : escape === '\\f' ? '\\u000c' : escape))
    : text;
  if (!indent) return escaped;
  return escaped.replace(/\{\}(,?)$/gm, (_, comma: string, at: number) => {
    const [margin = ''] = /^ */.exec(escaped.slice(escaped.lastIndexOf('\n', at) + 1, at)) ?? [];
    return `{\n${margin}  \n${margin}}${comma}`;
  });
}
