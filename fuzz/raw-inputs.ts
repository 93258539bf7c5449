/** What a raw connection sends: requests of HTTP/1.1 that are nearly right, line by line and byte by byte. */
import { HEADERS, METHODS, ODD_TEXTS } from './odd-values';
import type { Random } from './random';

export interface RawInput {
  readonly protocol: 'http/1.1' | 'h2';
  /** Each is written in a turn of its own. */
  readonly pieces: readonly Buffer[];
  /** The connection is torn down instead of ended. */
  readonly torn: boolean;
}

const TARGETS = [
  '/',
  '/api',
  '/readyz',
  '/version',
  '/api/v1/namespaces',
  '/api/v1/namespaces/default/configmaps',
  '/apis',
  '*',
  'http://x/api',
  '//',
  '/%',
  '/%ff%00',
  '/a/../..',
  '?',
  ' ',
  'example.com:443',
  '/api/v1/pods?watch=1&timeoutSeconds=1',
];
const PROTOCOLS = ['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/1.2', 'HTTP/2.0', 'HTTP/0.9', 'http/1.1', 'HTTP/1.1 ', '', 'HTTP/11'];
const LINES = [
  'Authorization: Bearer admin-token',
  'Authorization: Bearer alice-token',
  'Authorization: Basic !!!',
  'Authorization: Bearer',
  'Connection: close',
  'Connection: keep-alive',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'HTTP2-Settings: AAMAAABkAAQAAP__',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  'Expect: 100-continue',
  'Expect: x',
  'Host: a',
  'Host: ',
  'Host: a b',
  'Accept: */*',
  'Content-Type: application/json',
  'Accept-Encoding: gzip, br, *;q=0',
  'Content-Length: 0',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 5, 5',
  'Content-Length: 1234567890123456',
  'Content-Length: 0x10',
  'Content-Length: +5',
  'Transfer-Encoding: chunked',
  'Transfer-Encoding: gzip, chunked',
  'Transfer-Encoding: chunked, chunked',
  'Transfer-Encoding: identity',
  'Transfer-Encoding : chunked',
  ' folded',
  '\tfolded',
  ':',
  ': x',
  'x',
  'X: \0',
  'X\0: y',
  'Impersonate-User: bob',
  'Impersonate-Extra-constructor: x',
] as const;
const CHUNK_SIZES = [
  '5',
  '0',
  '05',
  '5 ',
  '5;x=y',
  '5;"',
  'FFFFFFFF',
  '7fffffffffffffff',
  '-5',
  '0x5',
  '',
  ' 5',
  'g',
  '5'.repeat(20),
  '0'.repeat(5000),
] as const;

const lineOf = (random: Random): string => {
  if (random.once(3)) return `${random.pick(HEADERS)}: ${random.pick(ODD_TEXTS)}`;
  if (random.once(20)) return `X: ${random.pick(['a', ' ', '\t', ',', '/', '%ff', '\xff']).repeat(1 + random.skewed(20_000))}`;
  return random.pick(LINES);
};

function chunks(random: Random): string {
  const line = random.once(8) ? '\n' : '\r\n';
  const parts = Array.from(
    { length: 1 + random.skewed(6) },
    () => `${random.once(2) ? '5' : random.pick(CHUNK_SIZES)}${line}hello${random.once(6) ? 'XXXX' : line}`,
  );
  const trailers = Array.from({ length: random.skewed(3) }, () => `${lineOf(random)}${line}`);
  return `${parts.join('')}0${line}${trailers.join('')}${random.once(4) ? '' : line}`;
}

function request(random: Random): string {
  const line = random.once(12) ? '\n' : '\r\n';
  const method = random.once(8) ? random.pick(ODD_TEXTS) : random.pick(METHODS);
  const first = `${method} ${random.once(8) ? random.pick(ODD_TEXTS) : random.pick(TARGETS)} ${random.pick(PROTOCOLS)}`;
  const lines = Array.from({ length: random.skewed(10) }, () => lineOf(random));
  const host = random.once(6) ? [] : ['Host: localhost'];
  const kind = random.below(5);
  const body = kind === 0 ? chunks(random) : kind === 1 ? '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"a"}}' : '';
  const framing =
    kind === 0 ? ['Transfer-Encoding: chunked'] : kind === 1 ? [`Content-Length: ${body.length + (random.once(4) ? random.skewed(20) - 10 : 0)}`] : [];
  return [first, ...host, ...lines, ...framing, '', body].join(line);
}

function damaged(bytes: Buffer, random: Random): Buffer {
  const from = random.below(bytes.length + 1);
  const kinds: readonly (() => Buffer)[] = [
    () => bytes.subarray(0, from),
    () => Buffer.concat([bytes.subarray(0, from), random.bytes(1 + random.skewed(32)), bytes.subarray(from)]),
    () => Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.skewed(16))]),
    () => Buffer.concat([bytes, bytes]),
    () => Buffer.from(bytes.map((byte, at) => (at === from ? random.below(256) : byte))),
  ];
  return random.pick(kinds)();
}

function cut(bytes: Buffer, random: Random): readonly Buffer[] {
  const cuts = Array.from({ length: random.once(2) ? 0 : random.skewed(6) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((from, at) => bytes.subarray(from, cuts[at] ?? bytes.length)).filter((piece) => piece.length > 0);
}

export function http1Input(random: Random): RawInput {
  const requests = Array.from({ length: 1 + random.skewed(4) }, () => request(random)).join('');
  const bytes = random.once(64) ? random.bytes(random.skewed(2000)) : Buffer.from(requests, random.once(2) ? 'latin1' : 'utf8');
  return { protocol: 'http/1.1', pieces: cut(random.once(3) ? damaged(bytes, random) : bytes, random), torn: random.once(16) };
}

export { cut, damaged };
