/**
 * The target of a request line as Go reads it: net/url.ParseRequestURI and url.ParseQuery. A target that Go refuses is
 * answered by net/http before any handler runs, in plain text without the headers of the API.
 *
 * The target comes with a character for each byte.
 */
import { LongTexts } from '../golang/long-texts';
import { Pace, type Turns } from '../golang/turns';
import { textOfBytes } from '../golang/utf8-text';
import { BareError } from '../errors/bare-error';

export interface RequestTarget {
  /** Decoded; '' for an absolute URL without path. */
  readonly path: string;
  /** Still encoded, without the question mark. */
  readonly rawQuery: string;
}

const malformedRequest = (): BareError => new BareError(400, '400 Bad Request', { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });

const PERCENT = 0x25;
/** 0 to 9 are 0x30 to 0x39, and the low half of a letter in either case is one less than what it stands for beyond nine. */
const hexDigit = (byte = 0): number => (byte <= 0x39 ? byte - 0x30 : (byte & 0xf) + 9);

/** url.unescape: undefined where a % is not followed by two hexadecimal digits. */
function unescape(text: string, plusIsSpace: boolean): string | undefined {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  if (/^[ -$&-~]*$/.test(spaced)) return spaced;
  if (/%(?![0-9a-fA-F]{2})/.test(spaced)) return undefined;
  const source = Buffer.from(spaced, 'latin1');
  let length = 0;
  for (let at = 0; at < source.length; at += 1) {
    const escape = source[at] === PERCENT;
    source[length] = escape ? 16 * hexDigit(source[at + 1]) + hexDigit(source[at + 2]) : (source[at] ?? 0);
    length += 1;
    if (escape) at += 2;
  }
  return textOfBytes(source.subarray(0, length));
}

export function parseRequestTarget(target: string): RequestTarget {
  // eslint-disable-next-line no-control-regex -- Go refuses exactly the control characters
  if (target === '' || /[\u0000-\u001f\u007f]/.test(target)) throw malformedRequest();
  if (target === '*') return { path: '*', rawQuery: '' };
  const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:/.exec(target)?.[0] ?? '';
  const mark = target.indexOf('?');
  const rest = target.slice(scheme.length, mark === -1 ? undefined : mark);
  const rawQuery = mark === -1 ? '' : target.slice(mark + 1);
  if (!rest.startsWith('/')) {
    if (scheme === '') throw malformedRequest();
    return { path: '', rawQuery };
  }
  const encoded = scheme !== '' && rest.startsWith('//') ? rest.replace(/^\/\/[^/]*/, '') : rest;
  const path = unescape(encoded, false);
  if (path === undefined) throw malformedRequest();
  return { path, rawQuery };
}

// What comes into a URLSearchParams is well-formed; many lone surrogates are replaced faster beforehand.
function* parsingQuery(rawQuery: string, semicolonSeparates: boolean): Turns<URLSearchParams> {
  const query = new URLSearchParams();
  const pace = new Pace();
  for (const pair of rawQuery.split(semicolonSeparates ? /[&;]/ : '&')) {
    if (pace.isOver()) yield;
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    const key = unescape(equals === -1 ? pair : pair.slice(0, equals), true);
    const value = unescape(equals === -1 ? '' : pair.slice(equals + 1), true);
    if (key !== undefined && value !== undefined) query.append(key.toWellFormed(), value.toWellFormed());
  }
  return query;
}

const separatedByBoth = new LongTexts((rawQuery) => parsingQuery(rawQuery, true));
const separatedByAmpersand = new LongTexts((rawQuery) => parsingQuery(rawQuery, false));
const textsOf = (semicolonSeparates: boolean): LongTexts<URLSearchParams> => (semicolonSeparates ? separatedByBoth : separatedByAmpersand);

/** url.Query(): pairs that cannot be decoded are dropped. `semicolonSeparates` is how Go read queries up to 1.16. */
export const parseQuery = (rawQuery: string, semicolonSeparates: boolean): URLSearchParams => textsOf(semicolonSeparates).read(rawQuery);
export const readQueryAhead = (rawQuery: string, semicolonSeparates: boolean): Promise<void> => textsOf(semicolonSeparates).ahead(rawQuery);
