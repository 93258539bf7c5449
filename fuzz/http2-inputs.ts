/** What a raw connection sends in HTTP/2: frames that are nearly right, in an order that is nearly right (RFC 9113, RFC 7541). */
import { HEADERS, METHODS, ODD_TEXTS } from './odd-values';
import type { Random } from './random';
import { cut, damaged, type RawInput } from './raw-inputs';

const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
const TYPE = { data: 0, headers: 1, priority: 2, reset: 3, settings: 4, push: 5, ping: 6, goAway: 7, windowUpdate: 8, continuation: 9 } as const;
const END_STREAM = 1;
const END_HEADERS = 4;

function frame(type: number, flags: number, stream: number, payload: Buffer, length = payload.length): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(length & 0xffffff, 0, 3);
  head.writeUInt8(type, 3);
  head.writeUInt8(flags, 4);
  head.writeUInt32BE(stream >>> 0, 5);
  return Buffer.concat([head, payload]);
}

/** A whole number with a prefix of 7 bits. */
function prefixed(value: number): Buffer {
  if (value < 127) return Buffer.from([value]);
  const rest: number[] = [127];
  let left = value - 127;
  for (; left >= 128; left = Math.floor(left / 128)) rest.push((left % 128) | 128);
  return Buffer.from([...rest, left]);
}
const text = (value: string): Buffer => Buffer.concat([prefixed(Buffer.byteLength(value)), Buffer.from(value)]);
/** A field that no table keeps. */
const field = (name: string, value: string): Buffer => Buffer.concat([Buffer.from([0]), text(name), text(value)]);

function headerBlock(random: Random): Buffer {
  const usual: readonly (readonly [string, string])[] = [
    [':method', random.pick(METHODS)],
    [':scheme', random.once(8) ? random.pick(ODD_TEXTS) : 'https'],
    [':authority', random.once(8) ? random.pick(ODD_TEXTS) : 'localhost'],
    [
      ':path',
      random.once(4)
        ? random.pick(ODD_TEXTS)
        : random.pick(['/', '/api', '/readyz', '/version', '/api/v1/namespaces', '*', '/api/v1/pods?watch=1&timeoutSeconds=1']),
    ],
    ['authorization', random.once(4) ? random.pick(ODD_TEXTS) : 'Bearer admin-token'],
  ];
  const extra = Array.from(
    { length: random.skewed(8) },
    () =>
      [
        random.once(4) ? random.pick(ODD_TEXTS) : random.pick([...HEADERS, ':x', 'TE', 'te', 'Upper', 'content-length', 'connection']),
        random.pick(ODD_TEXTS),
      ] as const,
  );
  const fields = [...usual.filter(() => !random.once(12)), ...extra];
  const block = Buffer.concat((random.once(8) ? fields.toReversed() : fields).map(([name, value]) => field(name, value)));
  return random.once(6) ? damaged(block, random) : block;
}

const STREAMS = [1, 1, 1, 3, 5, 0, 2, 0x7fffffff, 0xffffffff] as const;

const FRAMES: readonly ((random: Random, stream: number) => Buffer)[] = [
  (random, stream) => frame(TYPE.headers, END_HEADERS | (random.once(3) ? 0 : END_STREAM), stream, headerBlock(random)),
  (random, stream) => frame(TYPE.headers, END_HEADERS | (random.once(3) ? 0 : END_STREAM), stream, headerBlock(random)),
  (random, stream) => frame(TYPE.headers, random.below(256), stream, headerBlock(random)),
  (random, stream) => frame(TYPE.continuation, random.once(2) ? END_HEADERS : 0, stream, random.once(2) ? Buffer.alloc(0) : headerBlock(random)),
  (random, stream) => frame(TYPE.data, random.once(2) ? END_STREAM : random.below(256), stream, random.bytes(random.skewed(2000))),
  (random, stream) => frame(TYPE.priority, 0, stream, random.bytes(random.once(4) ? random.skewed(12) : 5)),
  (random, stream) => frame(TYPE.reset, 0, stream, random.bytes(random.once(4) ? random.skewed(8) : 4)),
  (random) => frame(TYPE.settings, random.once(4) ? 1 : 0, random.once(8) ? 1 : 0, random.bytes(6 * random.skewed(20) + (random.once(4) ? 1 : 0))),
  (random, stream) => frame(TYPE.push, END_HEADERS, stream, random.bytes(random.skewed(40))),
  (random) => frame(TYPE.ping, random.below(2), random.once(8) ? 1 : 0, random.bytes(random.once(4) ? random.skewed(20) : 8)),
  (random) => frame(TYPE.goAway, 0, 0, random.bytes(8 + random.skewed(20))),
  (random, stream) => frame(TYPE.windowUpdate, 0, stream, random.once(3) ? Buffer.alloc(4) : Buffer.from([0x7f, 0xff, 0xff, 0xff])),
  (random, stream) => frame(10 + random.below(246), random.below(256), stream, random.bytes(random.skewed(40))),
  (random, stream) => frame(random.below(10), random.below(256), stream, random.bytes(random.skewed(40)), random.below(1 << 24)),
];

/** The same stream opened and reset many times; many settings; many pings: what has brought servers down. */
function flood(random: Random): Buffer {
  const times = random.skewed(400);
  const kinds: readonly ((at: number) => Buffer)[] = [
    (at) =>
      Buffer.concat([
        frame(TYPE.headers, END_HEADERS | END_STREAM, 2 * at + 1, headerBlock(random)),
        frame(TYPE.reset, 0, 2 * at + 1, Buffer.from([0, 0, 0, 8])),
      ]),
    () => frame(TYPE.settings, 0, 0, Buffer.alloc(0)),
    () => frame(TYPE.ping, 0, 0, Buffer.alloc(8)),
    (at) => (at === 0 ? frame(TYPE.headers, 0, 1, headerBlock(random)) : frame(TYPE.continuation, 0, 1, Buffer.alloc(0))),
    (at) => frame(TYPE.headers, END_HEADERS | END_STREAM, 2 * at + 1, headerBlock(random)),
    () => frame(TYPE.data, 0, 1, Buffer.alloc(0)),
  ];
  const kind = random.pick(kinds);
  return Buffer.concat(Array.from({ length: times }, (_, at) => kind(at)));
}

export function http2Input(random: Random): RawInput {
  const frames = Array.from({ length: 1 + random.skewed(12) }, () => random.pick(FRAMES)(random, random.pick(STREAMS)));
  const start = random.once(16) ? damaged(PREFACE, random) : PREFACE;
  const settings = random.once(8) ? Buffer.alloc(0) : frame(TYPE.settings, 0, 0, Buffer.alloc(0));
  const bytes = Buffer.concat([start, settings, ...(random.once(10) ? [flood(random)] : []), ...frames]);
  return { protocol: 'h2', pieces: cut(random.once(6) ? damaged(bytes, random) : bytes, random), torn: random.once(16) };
}
