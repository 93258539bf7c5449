/** The bytes of one frame -> what it says, or what is wrong with it. Upstream: the parsers of golang.org/x/net/http2/frame.go */
import type { Version } from '../../versions';
import { CODE, ConnectionError, FLAG, MAX_WINDOW, SETTING, StreamError, TYPE, type Setting } from './frames';

export interface RawFrame {
  readonly type: number;
  readonly flags: number;
  readonly stream: number;
  readonly payload: Buffer;
}

interface OfStream {
  readonly stream: number;
}

export interface DataFrame extends OfStream {
  readonly kind: 'data';
  readonly data: Buffer;
  /** With padding, all of which counts for windows. */
  readonly length: number;
  readonly endStream: boolean;
}

export interface HeadersFrame extends OfStream {
  readonly kind: 'headers';
  readonly fragment: Buffer;
  readonly endStream: boolean;
  readonly endHeaders: boolean;
  readonly dependency?: number;
}

export type Frame =
  | DataFrame
  | HeadersFrame
  | (OfStream & { readonly kind: 'continuation'; readonly fragment: Buffer; readonly endHeaders: boolean })
  | (OfStream & { readonly kind: 'priority'; readonly dependency: number })
  | (OfStream & { readonly kind: 'settings'; readonly isAck: boolean; readonly settings: readonly Setting[] })
  | (OfStream & { readonly kind: 'ping'; readonly isAck: boolean; readonly data: Buffer })
  | (OfStream & { readonly kind: 'window update'; readonly increment: number })
  | (OfStream & { readonly kind: 'reset' | 'push promise' | 'go away' | 'unknown' });

/** Go reads a frame that is too short for its own padding as it reads a connection that has ended. */
export class CutOff extends Error {}

export function parseFrame(raw: RawFrame, version: Version): Frame {
  const { type, stream, payload } = raw;
  switch (type) {
    case TYPE.data:
      return data(raw);
    case TYPE.headers:
      return headers(raw, version);
    case TYPE.continuation:
      onStream(raw);
      return { kind: 'continuation', stream, fragment: payload, endHeaders: has(raw, FLAG.endHeaders) };
    case TYPE.priority:
      onStream(raw);
      ofLength(raw, 5);
      return { kind: 'priority', stream, dependency: withoutFirstBit(payload.readUInt32BE()) };
    case TYPE.reset:
      ofLength(raw, 4);
      onStream(raw);
      return { kind: 'reset', stream };
    case TYPE.settings:
      return settings(raw);
    case TYPE.pushPromise:
      return pushPromise(raw);
    case TYPE.ping:
      ofLength(raw, 8);
      onConnection(raw);
      return { kind: 'ping', stream, isAck: has(raw, FLAG.ack), data: payload };
    case TYPE.goAway:
      onConnection(raw);
      if (payload.length < 8) throw new ConnectionError(CODE.frameSize);
      return { kind: 'go away', stream };
    case TYPE.windowUpdate:
      return windowUpdate(raw);
    default:
      return { kind: 'unknown', stream };
  }
}

const has = ({ flags }: RawFrame, flag: number): boolean => (flags & flag) !== 0;
const withoutFirstBit = (value: number): number => value & MAX_WINDOW;

function onStream({ stream }: RawFrame): void {
  if (stream === 0) throw new ConnectionError(CODE.protocol);
}

function onConnection({ stream }: RawFrame): void {
  if (stream !== 0) throw new ConnectionError(CODE.protocol);
}

function ofLength({ payload }: RawFrame, length: number): void {
  if (payload.length !== length) throw new ConnectionError(CODE.frameSize);
}

/** The length of the padding, and what follows it. */
function padding(raw: RawFrame): readonly [padded: number, rest: Buffer] {
  const { payload } = raw;
  if (!has(raw, FLAG.padded)) return [0, payload];
  const [padded] = payload;
  if (padded === undefined) throw new CutOff();
  return [padded, payload.subarray(1)];
}

function data(raw: RawFrame): DataFrame {
  onStream(raw);
  const [padded, rest] = padding(raw);
  if (padded > rest.length) throw new ConnectionError(CODE.protocol);
  const { payload, stream } = raw;
  return { kind: 'data', stream, data: rest.subarray(0, rest.length - padded), length: payload.length, endStream: has(raw, FLAG.endStream) };
}

function headers(raw: RawFrame, version: Version): HeadersFrame {
  onStream(raw);
  const { stream } = raw;
  const [padded, rest] = padding(raw);
  const hasPriority = has(raw, FLAG.priority);
  if (hasPriority && rest.length < 5) throw new CutOff();
  const block = hasPriority ? rest.subarray(5) : rest;
  if (padded > block.length || (padded === block.length && !version.has('http2EmptyHeaders'))) throw new StreamError(stream, CODE.protocol);
  return {
    kind: 'headers',
    stream,
    fragment: block.subarray(0, block.length - padded),
    endStream: has(raw, FLAG.endStream),
    endHeaders: has(raw, FLAG.endHeaders),
    ...(hasPriority && { dependency: withoutFirstBit(rest.readUInt32BE()) }),
  };
}

function settings(raw: RawFrame): Frame {
  const { payload, stream } = raw;
  const isAck = has(raw, FLAG.ack);
  if (isAck && payload.length > 0) throw new ConnectionError(CODE.frameSize);
  onConnection(raw);
  if (payload.length % 6 !== 0) throw new ConnectionError(CODE.frameSize);
  const given = Array.from({ length: payload.length / 6 }, (_, at): Setting => [payload.readUInt16BE(6 * at), payload.readUInt32BE(6 * at + 2)]);
  const window = given.find(([name]) => name === SETTING.initialWindowSize);
  if (window !== undefined && window[1] > MAX_WINDOW) throw new ConnectionError(CODE.flowControl);
  return { kind: 'settings', stream, isAck, settings: given };
}

function pushPromise(raw: RawFrame): Frame {
  onStream(raw);
  const [padded, rest] = padding(raw);
  if (rest.length < 4) throw new CutOff();
  if (padded > rest.length - 4) throw new ConnectionError(CODE.protocol);
  return { kind: 'push promise', stream: raw.stream };
}

function windowUpdate(raw: RawFrame): Frame {
  ofLength(raw, 4);
  const { payload, stream } = raw;
  const increment = withoutFirstBit(payload.readUInt32BE());
  if (increment > 0) return { kind: 'window update', stream, increment };
  throw stream === 0 ? new ConnectionError(CODE.protocol) : new StreamError(stream, CODE.protocol);
}
