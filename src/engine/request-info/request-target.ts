/**
 * The target of a request line as Go reads it: net/url.ParseRequestURI and url.ParseQuery. A target that Go refuses is
 * answered by net/http before any handler runs, in plain text without the headers of the API.
 *
 * A Go string is bytes, a JavaScript string is not: a byte that is not UTF-8 becomes a lone surrogate U+DC80..U+DCFF, which
 * quote() prints as \xNN and JSON as U+FFFD. The target itself comes with a character for each byte.
 */
import { BareError } from '../response/bare-error';

export interface RequestTarget {
  /** Decoded; '' for an absolute URL without path. */
  readonly path: string;
  /** Still encoded, without the question mark. */
  readonly rawQuery: string;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const malformedRequest = (): BareError => new BareError(400, '400 Bad Request', { 'Content-Type': 'text/plain; charset=utf-8', Connection: 'close' });

/** The length of the valid UTF-8 sequence at `start`, 0 if there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  for (let length = 1; length <= 4 && start + length <= bytes.length; length += 1) {
    try {
      utf8.decode(bytes.subarray(start, start + length));
      return length;
    } catch {
      continue;
    }
  }
  return 0;
}

function textOf(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    let text = '';
    for (let at = 0; at < bytes.length;) {
      const length = sequenceLength(bytes, at);
      text += length === 0 ? String.fromCharCode(0xdc00 + (bytes[at] ?? 0)) : utf8.decode(bytes.subarray(at, at + length));
      at += Math.max(length, 1);
    }
    return text;
  }
}

/** url.unescape: undefined where a % is not followed by two hexadecimal digits. */
function unescape(text: string, plusIsSpace: boolean): string | undefined {
  const spaced = plusIsSpace ? text.replaceAll('+', ' ') : text;
  if (/^[ -$&-~]*$/.test(spaced)) return spaced;
  if (/%(?![0-9a-fA-F]{2})/.test(spaced)) return undefined;
  const bytes: number[] = [];
  const source = Buffer.from(spaced, 'latin1');
  for (let at = 0; at < source.length; at += 1) {
    const byte = source[at] ?? 0;
    if (byte !== 0x25) {
      bytes.push(byte);
      continue;
    }
    bytes.push(Number.parseInt(String.fromCharCode(source[at + 1] ?? 0, source[at + 2] ?? 0), 16));
    at += 2;
  }
  return textOf(Uint8Array.from(bytes));
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

/** url.Query(): pairs that cannot be decoded are dropped. `semicolonSeparates` is how Go read queries up to 1.16. */
export function parseQuery(rawQuery: string, semicolonSeparates: boolean): URLSearchParams {
  const query = new URLSearchParams();
  for (const pair of rawQuery.split(semicolonSeparates ? /[&;]/ : '&')) {
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    const key = unescape(equals === -1 ? pair : pair.slice(0, equals), true);
    const value = unescape(equals === -1 ? '' : pair.slice(equals + 1), true);
    if (key !== undefined && value !== undefined) query.append(key, value);
  }
  return query;
}
