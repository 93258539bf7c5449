/** The frames of HTTP/2 as bytes. Upstream: RFC 9113, sections 4 and 6; golang.org/x/net/http2/frame.go */
export const TYPE = { data: 0, headers: 1, priority: 2, reset: 3, settings: 4, pushPromise: 5, ping: 6, goAway: 7, windowUpdate: 8, continuation: 9 } as const;
export const FLAG = { ack: 0x1, endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const;
export const SETTING = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
  maxHeaderListSize: 6,
  enableConnectProtocol: 8,
  noRfc7540Priorities: 9,
} as const;
export const CODE = {
  no: 0x0,
  protocol: 0x1,
  internal: 0x2,
  flowControl: 0x3,
  streamClosed: 0x5,
  frameSize: 0x6,
  refusedStream: 0x7,
  compression: 0x9,
  enhanceYourCalm: 0xb,
} as const;

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
export const HEAD_BYTES = 9;
export const MAX_WINDOW = 2 ** 31 - 1;
/** Of a connection, and of streams unless settings say otherwise. */
export const DEFAULT_WINDOW = 65_535;
export const DEFAULT_FRAME_SIZE = 16_384;

/** The connection ends with a GOAWAY of this code. */
export class ConnectionError extends Error {
  constructor(
    readonly code: number,
    /** The stream of the frame, where the frame itself could be read. */
    readonly stream = 0,
  ) {
    super(`connection error: ${code}`);
  }
}

/** The stream ends with a RST_STREAM of this code. */
export class StreamError extends Error {
  constructor(
    readonly stream: number,
    readonly code: number,
  ) {
    super(`stream error: ${stream} ${code}`);
  }
}

export function frameHead(type: number, flags: number, stream: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(HEAD_BYTES);
  head.writeUIntBE(length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return head;
}

const frame = (type: number, flags: number, stream: number, payload: Uint8Array): Buffer =>
  Buffer.concat([frameHead(type, flags, stream, payload.length), payload]);

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.allocUnsafe(4 * values.length);
  values.forEach((value, at) => bytes.writeUInt32BE(value, 4 * at));
  return bytes;
}

export type Setting = readonly [name: number, value: number];

export function settingsFrame(settings: readonly Setting[]): Buffer {
  const payload = Buffer.allocUnsafe(6 * settings.length);
  settings.forEach(([name, value], at) => payload.writeUInt32BE(value, payload.writeUInt16BE(name, 6 * at)));
  return frame(TYPE.settings, 0, 0, payload);
}

export const settingsAck = (): Buffer => frameHead(TYPE.settings, FLAG.ack, 0, 0);
export const pingAck = (data: Uint8Array): Buffer => frame(TYPE.ping, FLAG.ack, 0, data);
export const goAwayFrame = (lastStream: number, code: number): Buffer => frame(TYPE.goAway, 0, 0, words(lastStream, code));
export const resetFrame = (stream: number, code: number): Buffer => frame(TYPE.reset, 0, stream, words(code));
export const windowUpdateFrame = (stream: number, increment: number): Buffer => frame(TYPE.windowUpdate, 0, stream, words(increment));

/** A block of headers in as many frames as it takes. */
export function headersFrames(stream: number, block: Buffer, endStream: boolean): readonly Buffer[] {
  const frames: Buffer[] = [];
  for (let from = 0; from === 0 || from < block.length; from += DEFAULT_FRAME_SIZE) {
    const part = block.subarray(from, from + DEFAULT_FRAME_SIZE);
    const flags = (from + DEFAULT_FRAME_SIZE >= block.length ? FLAG.endHeaders : 0) | (from === 0 && endStream ? FLAG.endStream : 0);
    frames.push(frameHead(from === 0 ? TYPE.headers : TYPE.continuation, flags, stream, part.length), part);
  }
  return frames;
}
