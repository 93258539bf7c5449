/**
 * What is kept of an answer for a comparison: status, the headers that say something, the body with placeholders, and how
 * its JSON is written.
 */
import type { ReceivedResponse } from '../engine/api/http';
import type { JsonValue } from '../engine/api/objects';
import { maskedBody } from './masked-body';
import type { RecordedResponse, Recording } from './recording';
import { mask, maskText } from './volatile';

const KEPT_HEADERS = [
  'content-type',
  'www-authenticate',
  'warning',
  'location',
  'retry-after',
  'allow',
  'x-content-type-options',
  'cache-control',
  'vary',
  'deprecation',
];

/** How JSON is written, for example `compact newline`. */
function layoutOf(text: string): string {
  const escapes = /\\u00(3c|3e|26)/.test(text) ? ['escaped'] : /[<>&]/.test(text) ? ['unescaped'] : [];
  return [/^\{\n {2}"/.test(text) ? 'indented' : 'compact', ...(text.endsWith('\n') ? ['newline'] : []), ...escapes].join(' ');
}

function bodyOf(text: string, contentType: string): Pick<RecordedResponse, 'body' | 'layout'> {
  if (text === '' || !contentType.includes('json')) return { body: maskText(text) };
  try {
    return { body: mask(JSON.parse(text) as JsonValue), layout: layoutOf(text) };
  } catch {
    return streamOf(text);
  }
}

/** The events of a watch are JSON, one a line. */
function streamOf(text: string): Pick<RecordedResponse, 'body' | 'layout'> {
  try {
    const lines = text.trim().split('\n');
    return { body: { stream: lines.map((line) => mask(JSON.parse(line) as JsonValue)) }, layout: 'stream' };
  } catch {
    return { body: text };
  }
}

/** The whole text of an answer; a watch is read to its end, or cut off after `patience` milliseconds. */
async function textOf(response: ReceivedResponse, patience: number): Promise<string> {
  const { stream, body } = response;
  if (stream === undefined) return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
  return new Promise((resolve, reject) => {
    const chunks: string[] = [];
    const timer = setTimeout(() => {
      cancel();
      reject(new Error('timeout'));
    }, patience);
    const cancel = stream.subscribe(
      (chunk) => chunks.push(chunk),
      () => {
        clearTimeout(timer);
        resolve(chunks.join(''));
      },
    );
  });
}

/** An answer to HEAD, and one of a status that has no body, comes over the wire without one. */
const isBodiless = (method: string, status: number): boolean => method === 'HEAD' || status === 204 || status === 304;

function headersOf(response: ReceivedResponse): ReadonlyMap<string, string> {
  return new Map(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), typeof value === 'string' ? value : value.join(', ')]));
}

/** `text` is the body as it came, for values that later requests need. */
export async function receive(
  method: string,
  response: ReceivedResponse,
  patience = 8_000,
): Promise<{ readonly answer: RecordedResponse; readonly text: string }> {
  const headers = headersOf(response);
  const text = isBodiless(method, response.status) ? '' : await textOf(response, patience);
  const kept = KEPT_HEADERS.flatMap((name) => {
    const value = headers.get(name);
    return value === undefined ? [] : [[name, maskText(value)] as const];
  });
  return { answer: { status: response.status, headers: Object.fromEntries(kept), ...bodyOf(text, headers.get('content-type') ?? '') }, text };
}

/** An answer as this recording holds answers. */
export const responseAsRecorded = (
  { masked = false }: Pick<Recording, 'masked'>,
  path: string,
  { answer }: { readonly answer: RecordedResponse },
): RecordedResponse => (masked ? { ...answer, body: maskedBody(answer.body, path) } : answer);
