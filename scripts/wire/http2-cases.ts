/** What is sent, frame by frame, to learn how a server reads HTTP/2. */
import { frameHead, PREFACE as MAGIC, TYPE } from '../../src/engine/http/http2/frames';
import type { Http2Case, Http2Part } from '../../src/replay/wire/http2-exchange';

const [END_STREAM, ACK, END_HEADERS, PADDED, PRIORITY] = [1, 1, 4, 8, 0x20];
type Given = Buffer | Http2Part;
type Fields = readonly (readonly [name: string, value: string])[];

const frame = (type: number, flags: number, stream: number, payload: Uint8Array = Buffer.alloc(0)): Buffer =>
  Buffer.concat([frameHead(type, flags, stream, payload.length), payload]);
const word = (value: number): Buffer => Buffer.from(value.toString(16).padStart(8, '0'), 'hex');

/** A whole number with a prefix of 7 bits. */
function prefixed(value: number): Buffer {
  if (value < 127) return Buffer.from([value]);
  const bytes = [127];
  let left = value - 127;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128);
  return Buffer.from([...bytes, left]);
}
const text = (value: string): Buffer => Buffer.concat([prefixed(Buffer.byteLength(value, 'latin1')), Buffer.from(value, 'latin1')]);
/** Fields that no table keeps. */
const block = (fields: Fields): Buffer => Buffer.concat(fields.map(([name, value]) => Buffer.concat([Buffer.from([0]), text(name), text(value)])));

const SETTINGS = frame(TYPE.settings, 0, 0);
const PREFACE = Buffer.concat([MAGIC, SETTINGS]);
const TOKEN = ['authorization', 'Bearer alice-token'] as const;
const HEALTHZ = '/healthz';
const request = (method: string, path: string): Fields => [
  [':method', method],
  [':scheme', 'https'],
  [':authority', 'a'],
  [':path', path],
];
const GET: Fields = [...request('GET', HEALTHZ), TOKEN];
const without = (name: string): Fields => GET.filter(([other]) => other !== name);
const withPseudo = (name: string, value: string): Fields => GET.map(([other, old]) => [other, other === name ? value : old] as const);
const headers = (stream: number, fields: Fields = GET, flags = END_STREAM | END_HEADERS): Buffer => frame(TYPE.headers, flags, stream, block(fields));
const data = (stream: number, content: string, flags = END_STREAM): Buffer => frame(TYPE.data, flags, stream, Buffer.from(content));

const REVIEW = '{"apiVersion":"authorization.k8s.io/v1","kind":"SelfSubjectAccessReview","spec":{"nonResourceAttributes":{"path":"/","verb":"get"}}}';
const REVIEWS = '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews';
const POST: Fields = [...request('POST', REVIEWS), TOKEN, ['content-type', 'application/json']];
/** Marks a case whose connection goes on, without a request in flight. */
const WATCH: Fields = [...request('GET', '/api/v1/namespaces/none/configmaps?watch=1'), ['authorization', 'Bearer admin-token']];
const ANONYMOUS_POST: Fields = request('POST', '/api/v1/namespaces/default/configmaps');
const post = (stream: number, ...fields: Fields): Buffer => headers(stream, [...POST, ...fields], END_HEADERS);

/** The last request of each case, on the highest stream but one. */
export const LAST = headers(0x7fff_fffd);

const digits = (parts: readonly Given[]): readonly Http2Part[] => parts.map((part) => (Buffer.isBuffer(part) ? part.toString('hex') : part));
/** Without the preface. */
const bare = (name: string, ...sent: readonly Given[]): Http2Case => ({ name, sent: digits(sent) });
const one = (name: string, ...sent: readonly Given[]): Http2Case => bare(name, PREFACE, ...sent);
const ended = (name: string, ...sent: readonly Given[]): Http2Case => ({ ...one(name, ...sent), ends: true });
/** A GET of /healthz with one more header. */
const withHeader = (name: string, header: string, value: string): Http2Case => one(name, headers(1, [...GET, [header, value]]));
const fields = (name: string, given: Fields): Http2Case => one(name, headers(1, given));
const times = (bytes: Buffer, count: number): Http2Part => ({ repeat: bytes.toString('hex'), times: count });

const setting = (...values: readonly (readonly [number, number])[]): Buffer =>
  frame(TYPE.settings, 0, 0, Buffer.concat(values.map(([name, value]) => Buffer.concat([Buffer.from([name >> 8, name & 0xff]), word(value)]))));
const window = (stream: number, increment: number): Buffer => frame(TYPE.windowUpdate, 0, stream, word(increment));

const BEGINNINGS: readonly Http2Case[] = [
  one('a request'),
  bare('no settings', MAGIC, headers(1)),
  bare('a ping instead of settings', MAGIC, frame(TYPE.ping, 0, 0, Buffer.alloc(8))),
  bare('a window update of zero instead of settings', MAGIC, window(1, 0)),
  bare('the preface of another HTTP', Buffer.from('PRI * HTTP/2.1\r\n\r\nSM\r\n\r\n'), SETTINGS),
  bare('a request of HTTP/1.1', Buffer.from('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n')),
  bare('a preface in pieces', MAGIC.subarray(0, 5), MAGIC.subarray(5), SETTINGS),
  { ...bare('nothing'), ends: true },
  { ...bare('a part of the preface', MAGIC.subarray(0, 5)), ends: true },
  { ...bare('the preface only', MAGIC), ends: true },
  ended('settings only'),
  ended('an end in a frame', headers(1).subarray(0, 20)),
  ended('an end in a body', post(1, ['content-length', '10']), data(1, '{}', 0)),
  ended('an end after an answer', headers(1), 1),
];

const SIZES: readonly Http2Case[] = [
  one('a frame one longer than the limit', frameHead(TYPE.data, 0, 1, 256 * 1024 + 1)),
  one('headers one longer than the limit', frameHead(TYPE.headers, END_HEADERS, 1, 256 * 1024 + 1)),
  one('an unknown frame as long as the limit', frameHead(0x42, 0xff, 7, 256 * 1024), times(Buffer.alloc(1024), 256)),
  one('an unknown frame longer than the limit', frameHead(0x42, 0, 0, 256 * 1024 + 1)),
  one('an unknown frame on an idle stream', frame(0x42, 0, 9, Buffer.from('hi'))),
  one('the first bit of a stream', Buffer.concat([frame(TYPE.headers, END_HEADERS | END_STREAM, 0x8000_0001, block(GET))])),
];

const STREAMS: readonly Http2Case[] = [
  one('headers on stream 0', headers(0)),
  one('headers on an even stream', headers(2)),
  one('a stream that goes down', headers(5), 5, headers(3)),
  one('the same stream twice', headers(1), 1, headers(1)),
  one('streams with gaps', headers(3), headers(9), headers(101)),
  one('data on stream 0', data(0, 'hi')),
  one('data on an idle stream', data(1, 'hi')),
  one('data on an even stream', data(2, 'hi')),
  one('data on a stream that was passed over', headers(5), 5, data(3, 'hi')),
  one('data after the end of the request', headers(1), 1, data(1, 'hi')),
  one('data right after the end of the request', headers(1), data(1, 'hi')),
  one('reset of stream 0', frame(TYPE.reset, 0, 0, word(8))),
  one('reset of an idle stream', frame(TYPE.reset, 0, 1, word(8))),
  one('reset of a stream that was answered', headers(1), 1, frame(TYPE.reset, 0, 1, word(8))),
  one('reset of a body under way', post(1), frame(TYPE.reset, 0, 1, word(8))),
  one('a reset of 3 bytes', headers(1), 1, frame(TYPE.reset, 0, 1, Buffer.alloc(3))),
  one('a reset of 5 bytes', headers(1), 1, frame(TYPE.reset, 0, 1, Buffer.alloc(5))),
  one('a push promise', frame(TYPE.pushPromise, END_HEADERS, 1, word(2))),
  one('a push promise on stream 0', frame(TYPE.pushPromise, END_HEADERS, 0, word(2))),
  one('a push promise of 3 bytes', frame(TYPE.pushPromise, END_HEADERS, 1, Buffer.alloc(3))),
];

const PRIORITIES: readonly Http2Case[] = [
  one('a priority', frame(TYPE.priority, 0, 1, Buffer.concat([word(0), Buffer.from([9])])), headers(1)),
  one('a priority that depends on itself', frame(TYPE.priority, 0, 1, Buffer.concat([word(1), Buffer.from([9])]))),
  one('a priority on stream 0', frame(TYPE.priority, 0, 0, Buffer.alloc(5))),
  one('a priority of 4 bytes', frame(TYPE.priority, 0, 1, Buffer.alloc(4))),
  one('headers with a priority', frame(TYPE.headers, END_STREAM | END_HEADERS | PRIORITY, 1, Buffer.concat([word(0), Buffer.from([9]), block(GET)]))),
  one(
    'headers that depend on their own stream',
    frame(TYPE.headers, END_STREAM | END_HEADERS | PRIORITY, 1, Buffer.concat([word(1), Buffer.from([9]), block(GET)])),
  ),
  one('headers with a priority of 3 bytes', frame(TYPE.headers, END_STREAM | END_HEADERS | PRIORITY, 1, Buffer.alloc(3))),
];

const PADDING: readonly Http2Case[] = [
  one('headers with padding', frame(TYPE.headers, END_STREAM | END_HEADERS | PADDED, 1, Buffer.concat([Buffer.from([3]), block(GET), Buffer.alloc(3)]))),
  one('headers with more padding than there is', frame(TYPE.headers, END_STREAM | END_HEADERS | PADDED, 1, Buffer.from([9, 0, 0]))),
  one('headers with padding that is empty', frame(TYPE.headers, END_STREAM | END_HEADERS | PADDED, 1)),
  one('data with padding', post(1), frame(TYPE.data, END_STREAM | PADDED, 1, Buffer.concat([Buffer.from([3]), Buffer.from(REVIEW), Buffer.alloc(3)]))),
  one('data with more padding than there is', post(1), frame(TYPE.data, END_STREAM | PADDED, 1, Buffer.from([9, 0, 0]))),
  one('data with padding that is empty', post(1), frame(TYPE.data, END_STREAM | PADDED, 1)),
];

const halves = block(GET);
const CONTINUATIONS: readonly Http2Case[] = [
  one('a continuation', frame(TYPE.headers, END_STREAM, 1, halves.subarray(0, 30)), frame(TYPE.continuation, END_HEADERS, 1, halves.subarray(30))),
  one(
    'many continuations',
    frame(TYPE.headers, END_STREAM, 1),
    ...[...halves].map((byte) => frame(TYPE.continuation, 0, 1, Buffer.from([byte]))),
    frame(TYPE.continuation, END_HEADERS, 1),
  ),
  one('a continuation out of the blue', frame(TYPE.continuation, END_HEADERS, 1, halves)),
  one('a continuation after the end of headers', headers(1), 1, frame(TYPE.continuation, END_HEADERS, 1, halves)),
  one('a continuation of another stream', frame(TYPE.headers, END_STREAM, 1, halves), frame(TYPE.continuation, END_HEADERS, 3)),
  one('a continuation on stream 0', frame(TYPE.headers, END_STREAM, 1, halves), frame(TYPE.continuation, END_HEADERS, 0)),
  one('a ping between headers and continuation', frame(TYPE.headers, END_STREAM, 1, halves), frame(TYPE.ping, 0, 0, Buffer.alloc(8))),
  one('headers between headers and continuation', frame(TYPE.headers, END_STREAM, 1, halves), headers(3)),
  one('an unknown frame between headers and continuation', frame(TYPE.headers, END_STREAM, 1, halves), frame(0x42, 0, 1)),
  one(
    'a name with capitals before a continuation',
    frame(TYPE.headers, END_STREAM, 1, block([...GET, ['X', 'y']])),
    frame(TYPE.continuation, END_HEADERS, 1, block([['x', 'y']])),
  ),
];

const COMPRESSION: readonly Http2Case[] = [
  one('an index that nothing has', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.from([0xff, 0x20]))),
  one('index 0', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.from([0x80]))),
  one('an integer that does not end', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.alloc(12, 0xff))),
  one('a field that is cut off', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0, 5, 0x61])]))),
  one(
    'a field that is cut off and goes on',
    frame(TYPE.headers, END_STREAM, 1, block(GET).subarray(0, -3)),
    frame(TYPE.continuation, END_HEADERS, 1, block(GET).subarray(-3)),
  ),
  one('a table size of 4096', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([Buffer.from([0x3f, 0xe1, 0x1f]), block(GET)]))),
  one('a table size of 4097', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([Buffer.from([0x3f, 0xe2, 0x1f]), block(GET)]))),
  one('a table size between fields', frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0x20])]))),
  one(
    'a table size between fields, with something in the table',
    frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0x40, 1, 0x78, 1, 0x79, 0x20])])),
  ),
  one(
    'Huffman code with too much padding',
    frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0, 1, 0x78, 0x82, 0xff, 0xff])])),
  ),
  one(
    'Huffman code with padding of zeros',
    frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0, 1, 0x78, 0x81, 0x18])])),
  ),
  one(
    'Huffman code with the end of a string',
    frame(TYPE.headers, END_STREAM | END_HEADERS, 1, Buffer.concat([block(GET), Buffer.from([0, 1, 0x78, 0x84, 0xff, 0xff, 0xff, 0xfc])])),
  ),
  one(
    'indexes of both tables',
    frame(
      TYPE.headers,
      END_STREAM | END_HEADERS,
      1,
      Buffer.concat([Buffer.from([0x82, 0x87]), block([[':path', HEALTHZ]]), Buffer.from([0x40]), text(TOKEN[0]), text(TOKEN[1])]),
    ),
    frame(TYPE.headers, END_STREAM | END_HEADERS, 3, Buffer.concat([Buffer.from([0x82, 0x87]), block([[':path', HEALTHZ]]), Buffer.from([0xbe])])),
  ),
  one('headers that are empty', frame(TYPE.headers, END_STREAM | END_HEADERS, 1)),
];

const FIELDS: readonly Http2Case[] = [
  withHeader('a name with capitals', 'X-A', 'y'),
  withHeader('a name that is empty', '', 'y'),
  withHeader('a name with a space', 'x y', 'z'),
  withHeader('a name with a colon', 'x:y', 'z'),
  withHeader('a name beyond ASCII', 'x\xe9', 'z'),
  withHeader('a value with a line feed', 'x', 'y\nz'),
  withHeader('a value with a NUL', 'x', 'y\0z'),
  withHeader('a value with DEL', 'x', 'y\x7fz'),
  withHeader('a value with a tab', 'x', 'y\tz'),
  withHeader('a value beyond ASCII', 'x', 'y\xe9z'),
  withHeader('a value between spaces', 'x', ' y '),
  withHeader('a value that is empty', 'x', ''),
  fields('a token between spaces', [...request('GET', HEALTHZ), ['authorization', ' Bearer alice-token ']]),
  fields('a user between spaces', [...POST.slice(0, 4), ['authorization', 'Bearer admin-token'], ['impersonate-user', ' jane ']]),
  fields('no :method', without(':method')),
  fields('no :path', without(':path')),
  fields('no :scheme', without(':scheme')),
  fields('no :authority', without(':authority')),
  fields('no :authority and a host', [...without(':authority'), ['host', 'b']]),
  fields('an :authority and another host', [...GET, ['host', 'b']]),
  fields('an :authority that is empty', withPseudo(':authority', '')),
  fields('an :authority with a user', withPseudo(':authority', 'me@a')),
  fields('an :authority with a space', withPseudo(':authority', 'a b')),
  fields('a :path that is empty', withPseudo(':path', '')),
  fields('a :path without a slash', withPseudo(':path', 'healthz')),
  fields('a :path that is an asterisk', withPseudo(':path', '*')),
  fields('a :path that is a URL', withPseudo(':path', 'https://b/healthz')),
  fields('a :path with a query', withPseudo(':path', '/healthz?verbose')),
  fields('a :path with a fragment', withPseudo(':path', '/healthz#x')),
  fields('a :path with a space', withPseudo(':path', '/heal thz')),
  fields('a :path with a bad escape', withPseudo(':path', '/healthz%zz')),
  fields('a :path with an escape', withPseudo(':path', '/health%7a')),
  fields('two slashes before a :path', withPseudo(':path', '//healthz')),
  fields('OPTIONS *', [...request('OPTIONS', '*')]),
  fields('a :scheme of http', withPseudo(':scheme', 'http')),
  fields('a :scheme of ftp', withPseudo(':scheme', 'ftp')),
  fields('a :scheme that is empty', withPseudo(':scheme', '')),
  fields('a :scheme in capitals', withPseudo(':scheme', 'HTTPS')),
  fields('a :method in lower case', withPseudo(':method', 'get')),
  fields('an unknown :method', withPseudo(':method', 'FOO')),
  fields('a :method with a space', withPseudo(':method', 'G T')),
  fields('HEAD', withPseudo(':method', 'HEAD')),
  fields('CONNECT', [[':method', 'CONNECT'], [':authority', 'a:1'], TOKEN]),
  fields('CONNECT with a path', withPseudo(':method', 'CONNECT')),
  fields('CONNECT without an authority', [[':method', 'CONNECT'], TOKEN]),
  fields('CONNECT with a protocol', [...withPseudo(':method', 'CONNECT').slice(0, 4), [':protocol', 'websocket'], TOKEN]),
  fields('a :protocol', [...GET.slice(0, 4), [':protocol', 'websocket'], TOKEN]),
  fields('a :status', [[':status', '200'], ...GET]),
  fields('a :status only', [[':status', '200']]),
  fields('an unknown pseudo header', [[':x', 'y'], ...GET]),
  fields('a pseudo header twice', [[':path', '/'], ...GET]),
  fields('a pseudo header after others', [...without(':path'), [':path', HEALTHZ]]),
  withHeader('connection', 'connection', 'close'),
  withHeader('keep-alive', 'keep-alive', 'timeout=5'),
  withHeader('proxy-connection', 'proxy-connection', 'x'),
  withHeader('transfer-encoding', 'transfer-encoding', 'chunked'),
  withHeader('upgrade', 'upgrade', 'websocket'),
  withHeader('te: trailers', 'te', 'trailers'),
  withHeader('te that is empty', 'te', ''),
  withHeader('te: gzip', 'te', 'gzip'),
  fields('two cookies', [...GET, ['cookie', 'a'], ['cookie', 'b']]),
  withHeader('leave to send a body that nobody reads', 'expect', '100-continue'),
  withHeader('another expectation', 'expect', 'x'),
  one(
    'headers of more than 1 MiB',
    frame(TYPE.headers, END_STREAM, 1, block(GET)),
    times(frame(TYPE.continuation, 0, 1, block([['x', 'y'.repeat(16_000)]])), 66),
    frame(TYPE.continuation, END_HEADERS, 1),
  ),
  one(
    'headers of a little more than 1 MiB',
    frame(TYPE.headers, END_STREAM, 1, block(GET)),
    times(frame(TYPE.continuation, 0, 1, block([['x', 'y'.repeat(16_000)]])), 65),
    frame(TYPE.continuation, END_HEADERS, 1, block([['x', 'y'.repeat(10_000)]])),
  ),
];

const BODIES: readonly Http2Case[] = [
  one('a body', post(1), data(1, REVIEW)),
  one('a body with its length', post(1, ['content-length', String(REVIEW.length)]), data(1, REVIEW)),
  one('a body that is empty', post(1), data(1, '')),
  one('a body shorter than its length', post(1, ['content-length', String(REVIEW.length + 1)]), data(1, REVIEW)),
  one('a body longer than its length', post(1, ['content-length', '2']), data(1, REVIEW)),
  one('a length that is no number', post(1, ['content-length', 'x']), data(1, REVIEW)),
  one('a length that is no number, and no body', headers(1, [...GET, ['content-length', 'x']])),
  one('a length and no body', headers(1, [...GET, ['content-length', '5']])),
  one('two lengths', post(1, ['content-length', String(REVIEW.length)], ['content-length', '2']), data(1, REVIEW)),
  one('a length below zero', post(1, ['content-length', '-1']), data(1, REVIEW)),
  one('a length beyond 64 bits', post(1, ['content-length', '99999999999999999999']), data(1, REVIEW)),
  one('leave to send a body', post(1, ['expect', '100-continue']), data(1, REVIEW)),
  one('leave to send a body, in capitals', post(1, ['expect', '100-CONTINUE']), data(1, REVIEW)),
  one(
    'leave to send a body to one that refuses it',
    headers(1, [...ANONYMOUS_POST, ['authorization', 'Bearer bob-token'], ['expect', '100-continue']], END_HEADERS),
    1,
  ),
  one('a body that is refused before it is read', headers(1, [...ANONYMOUS_POST, ['authorization', 'Bearer bob-token']], END_HEADERS), 1),
  one('a body that goes on after it was refused', headers(1, [...ANONYMOUS_POST, ['authorization', 'Bearer bob-token']], END_HEADERS), 1, data(1, 'hi')),
  one(
    'a body that goes on after its stream was reset, again and again',
    headers(1, [...ANONYMOUS_POST, ['authorization', 'Bearer bob-token']], END_HEADERS),
    1,
    times(data(1, 'hi', 0), 3),
  ),
  one('trailers', post(1), data(1, REVIEW, 0), headers(1, [['x', 'y']])),
  one('trailers that are announced', post(1, ['trailer', 'x']), data(1, REVIEW, 0), headers(1, [['x', 'y']])),
  one('trailers that do not end the stream', post(1), data(1, '', 0), headers(1, [['x', 'y']], END_HEADERS)),
  one('trailers with a pseudo header', post(1), data(1, '', 0), headers(1, [[':path', '/']])),
  one('trailers with capitals', post(1), data(1, '', 0), headers(1, [['X', 'y']])),
  one('trailers and a body shorter than its length', post(1, ['content-length', '1000']), data(1, REVIEW, 0), headers(1, [['x', 'y']])),
  one('headers after the end of the request', headers(1), headers(1, [['x', 'y']])),
  one('data without an end, and a reset', post(1), data(1, '', 0), frame(TYPE.reset, 0, 1, word(8))),
];

const SETTINGS_FRAMES: readonly Http2Case[] = [
  one('settings on a stream', frame(TYPE.settings, 0, 1)),
  one('settings of 5 bytes', frame(TYPE.settings, 0, 0, Buffer.alloc(5))),
  one('settings once more', SETTINGS, SETTINGS),
  one('an acknowledgement', frame(TYPE.settings, ACK, 0)),
  one('two acknowledgements', times(frame(TYPE.settings, ACK, 0), 2)),
  one('an acknowledgement with a setting', frame(TYPE.settings, ACK, 0, Buffer.alloc(6))),
  one('an unknown setting', setting([0x99, 7])),
  one('a setting twice', setting([1, 7], [1, 8])),
  one('an unknown setting twice', setting([0x99, 7], [0x99, 8])),
  one('101 settings', setting(...Array.from({ length: 101 }, (_, at) => [0x100 + at, 1] as const))),
  one('100 settings', setting(...Array.from({ length: 100 }, (_, at) => [0x100 + at, 1] as const))),
  one('pushes', setting([2, 1])),
  one('pushes of 2', setting([2, 2])),
  one('extended CONNECT of 2', setting([8, 2])),
  one('a window of 2^31', setting([4, 2 ** 31])),
  one('a window of 0 that grows', setting([4, 0]), headers(1), setting([4, 65_535])),
  one('a window of 1 that grows', setting([4, 1]), headers(1), window(1, 1), 1, setting([4, 65_535])),
  one('a window that overflows when it grows', post(1), window(1, 2 ** 31 - 1 - 65_535), setting([4, 65_536])),
  one('frames of 16383 bytes', setting([5, 16_383])),
  one('frames of 2^24 bytes', setting([5, 2 ** 24])),
  one('frames of 2^24 - 1 bytes', setting([5, 2 ** 24 - 1])),
  one('a table of 0 bytes', setting([1, 0]), headers(1), 1, headers(3)),
  one('a list of headers of 1 byte', setting([6, 1]), headers(1)),
];

const OTHERS: readonly Http2Case[] = [
  one('a ping', frame(TYPE.ping, 0, 0, Buffer.from('12345678'))),
  one('a ping of 7 bytes', frame(TYPE.ping, 0, 0, Buffer.alloc(7))),
  one('a ping on a stream', frame(TYPE.ping, 0, 1, Buffer.alloc(8))),
  one('the answer to a ping that was not sent', frame(TYPE.ping, ACK, 0, Buffer.alloc(8))),
  one('100 pings', times(frame(TYPE.ping, 0, 0, Buffer.from('12345678')), 100)),
  one('a window update of 0', window(0, 0)),
  one('a window update of 0 on an idle stream', window(1, 0)),
  one('a window update of 0 on a stream', post(1), window(1, 0)),
  one('a window update of 3 bytes', frame(TYPE.windowUpdate, 0, 0, Buffer.alloc(3))),
  one('a window update of an idle stream', window(1, 1)),
  one('a window update of a stream that was answered', headers(1), 1, window(1, 1)),
  one('a window update with the first bit', window(0, 0x8000_0001)),
  one('a window update beyond 2^31', window(0, 2 ** 31 - 1)),
  one('a window update of a stream beyond 2^31', post(1), window(1, 2 ** 31 - 1)),
  one('goodbye', frame(TYPE.goAway, 0, 0, Buffer.alloc(8))),
  one('goodbye with an answer under way', post(1), frame(TYPE.goAway, 0, 0, Buffer.alloc(8)), data(1, REVIEW)),
  one('goodbye with an error', frame(TYPE.goAway, 0, 0, Buffer.concat([word(0), word(2), Buffer.from('why')]))),
  one('goodbye on a stream', frame(TYPE.goAway, 0, 1, Buffer.alloc(8))),
  one('goodbye of 7 bytes', frame(TYPE.goAway, 0, 0, Buffer.alloc(7))),
  one('goodbye, and then a mistake', frame(TYPE.goAway, 0, 0, Buffer.alloc(8)), window(0, 0)),
  one('an anonymous client', headers(1, request('GET', HEALTHZ))),
  one('an anonymous client that is refused', headers(1, request('GET', '/api/v1/pods'))),
  one('an unknown token', headers(1, [...request('GET', HEALTHZ), ['authorization', 'Bearer nobody']])),
  one('as many streams as there may be and one more', ...Array.from({ length: 252 }, (_, at) => headers(2 * at + 1, WATCH))),
  one(
    'as many streams as there may be and one more, with settings acknowledged',
    frame(TYPE.settings, ACK, 0),
    ...Array.from({ length: 252 }, (_, at) => headers(2 * at + 1, WATCH)),
  ),
];

export const HTTP2_CASES: readonly Http2Case[] = [
  ...BEGINNINGS,
  ...SIZES,
  ...STREAMS,
  ...PRIORITIES,
  ...PADDING,
  ...CONTINUATIONS,
  ...COMPRESSION,
  ...FIELDS,
  ...BODIES,
  ...SETTINGS_FRAMES,
  ...OTHERS,
];
