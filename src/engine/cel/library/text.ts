/**
 * Functions for text. Go counts characters, not the halves of which JavaScript makes some.
 * After github.com/google/cel-go/ext/strings.go and k8s.io/apiserver/pkg/cel/library/regex.go.
 */
import { findRegexp, matchesRegexp } from '../../golang/regexp';
import type { Implementation } from '../checker/declarations';
import { Fault, noSuchOverload } from '../values/fault';
import type { CelValue } from '../values/value';
import { formatText } from './format-text';
import type { LibraryFunction } from './library-function';
import { ValueList } from '../values/list';
import type { CelList } from '../values/value';
import { table } from '../../golang/map';

const characters = (text: string): readonly string[] => [...text];
const outOfRange = (index: bigint): Error => new Error(`index out of range: ${index}`);

function charAt(text: string, index: bigint): string {
  const all = characters(text);
  if (index < 0n || index > all.length) throw outOfRange(index);
  return all[Number(index)] ?? '';
}

const startsAt = (all: readonly string[], part: readonly string[], at: number): boolean => part.every((character, offset) => all[at + offset] === character);

/** Where a text without characters is found: where it is looked for, which since cel-go 0.29 is not behind the end. */
const emptyAt = (from: bigint, length: number, isClamped: boolean): bigint => (isClamped && from > length ? BigInt(length) : from);

function indexOf(text: string, part: string, from: bigint, isClamped: boolean): bigint {
  if (from < 0n && (isClamped || part !== '')) throw outOfRange(from);
  const [all, wanted] = [characters(text), characters(part)];
  if (part === '') return emptyAt(from, all.length, isClamped);
  for (let at = Number(from); at <= all.length - wanted.length; at += 1) if (startsAt(all, wanted, at)) return BigInt(at);
  return -1n;
}
function lastIndexOf(text: string, part: string, from: bigint | undefined, isClamped: boolean): bigint {
  const [all, wanted] = [characters(text), characters(part)];
  if (from !== undefined && from < 0n && isClamped) throw outOfRange(from);
  if (part === '') return from === undefined ? BigInt(all.length) : emptyAt(from, all.length, isClamped);
  if (from === undefined && Buffer.byteLength(text) < Buffer.byteLength(part)) return -1n;
  const last = from ?? BigInt(all.length - 1);
  if (last < 0n) throw outOfRange(last);
  if (last >= all.length) return -1n;
  for (let at = Math.min(Number(last), all.length - wanted.length); at >= 0; at -= 1) if (startsAt(all, wanted, at)) return BigInt(at);
  return -1n;
}

function substring(text: string, from: bigint, to?: bigint): string {
  const all = characters(text);
  if (to !== undefined && from > to) throw new Error(`invalid substring range. start: ${from}, end: ${to}`);
  for (const index of [from, to ?? from]) if (index < 0n || index > all.length) throw outOfRange(index);
  return all.slice(Number(from), to === undefined ? undefined : Number(to)).join('');
}

function replace(text: string, old: string, by: string, limit = -1n): string {
  const parts = old === '' ? ['', ...characters(text), ''] : text.split(old);
  const most = limit < 0n ? parts.length - 1 : Math.min(Number(limit), parts.length - 1);
  return `${parts.slice(0, most + 1).join(by)}${parts
    .slice(most + 1)
    .map((part) => `${old}${part}`)
    .join('')}`;
}

function split(text: string, separator: string, limit = -1n): ValueList {
  const parts = separator === '' ? characters(text) : text.split(separator);
  const most = Number(limit);
  if (most < 0 || parts.length <= most) return new ValueList(parts, true);
  return new ValueList(most === 0 ? [] : [...parts.slice(0, most - 1), parts.slice(most - 1).join(separator)], true);
}

function matchesOf(text: string, expression: string, limit?: number): readonly string[] {
  try {
    return findRegexp(expression, text, limit);
  } catch (error) {
    throw new Error(`Illegal regex: ${(error as Error).message}`, { cause: error });
  }
}
const find = (text: string, expression: string): string => matchesOf(text, expression, 1)[0] ?? '';
const findAll = (text: string, expression: string, limit = -1n): ValueList =>
  new ValueList(matchesOf(text, expression, limit < 0n ? undefined : Number(limit)), true);

function join(list: CelList, separator: string): string {
  return list
    .values()
    .map((item) => {
      if (typeof item !== 'string') throw new Error(`join: invalid input: ${String(item)}`);
      return item;
    })
    .join(separator);
}

const ESCAPED = table<string>({ '\u0007': 'a', '\b': 'b', '\f': 'f', '\n': 'n', '\r': 'r', '\t': 't', '\v': 'v', '\\': '\\', '"': '"' });
// eslint-disable-next-line no-control-regex -- exactly these are escaped
const quote = (text: string): string => `"${text.replace(/[\u0007-\r\\"]/g, (character) => `\\${ESCAPED[character] ?? ''}`)}"`;

/** These ask the value itself, whatever overload was found. */
export const matches: Implementation = (text: CelValue, expression: CelValue) => {
  if (typeof text !== 'string') return new Fault('no such overload: matches');
  return typeof expression === 'string' ? matchesRegexp(expression, text) : noSuchOverload();
};
const asking =
  (run: (text: string, part: string) => boolean): Implementation =>
  (text: CelValue, part: CelValue) =>
    typeof text === 'string' && typeof part === 'string' ? run(text, part) : noSuchOverload();

export const REGEX: readonly LibraryFunction[] = [
  ['string.find(string): string', find],
  ['string.findAll(string): list<string>', findAll],
  ['string.findAll(string, int): list<string>', findAll],
];
export const AFFIXES: readonly LibraryFunction[] = [
  ['string.contains(string): bool', asking((text, part) => text.includes(part))],
  ['string.endsWith(string): bool', asking((text, part) => text.endsWith(part))],
  ['string.startsWith(string): bool', asking((text, part) => text.startsWith(part))],
];
export const TEXT: readonly LibraryFunction[] = [
  ['string.charAt(int): string', charAt],
  ['string.substring(int): string', substring],
  ['string.substring(int, int): string', substring],
  ['string.replace(string, string): string', replace],
  ['string.replace(string, string, int): string', replace],
  ['string.split(string): list<string>', split],
  ['string.split(string, int): list<string>', split],
  ['string.lowerAscii(): string', (text: string) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase())],
  ['string.upperAscii(): string', (text: string) => text.replace(/[a-z]+/g, (part) => part.toUpperCase())],
  ['string.trim(): string', (text: string) => text.trim()],
  ['string.format(list<dyn>): string', formatText],
  ['strings.quote(string): string', quote],
  ['list<string>.join(): string', (list: CelList) => join(list, '')],
  ['list<string>.join(string): string', join],
];

/** `isClamped`: a place behind the end of a text is its end. */
export const placesInText = ({ isClamped }: { readonly isClamped: boolean }): readonly LibraryFunction[] => [
  ['string.indexOf(string): int', (text: string, part: string) => indexOf(text, part, 0n, isClamped)],
  ['string.indexOf(string, int): int', (text: string, part: string, from: bigint) => indexOf(text, part, from, isClamped)],
  ['string.lastIndexOf(string): int', (text: string, part: string) => lastIndexOf(text, part, undefined, isClamped)],
  ['string.lastIndexOf(string, int): int', (text: string, part: string, from: bigint) => lastIndexOf(text, part, from, isClamped)],
];
