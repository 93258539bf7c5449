/** A recorded handshake of a WebSocket with the frames after it, and what bytes say of them. */
export interface WebsocketCase {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly protocol: string;
  readonly headers: readonly string[];
  /** What the client sends after the handshake, in hexadecimal digits. */
  readonly send: string;
  readonly answer: WebsocketAnswer;
}
interface Frame {
  readonly opcode: number;
  readonly payload: string;
}
export interface WebsocketAnswer {
  readonly head: readonly string[];
  readonly body?: string;
  readonly frames?: readonly Frame[];
  readonly closes: boolean;
}

const TEXT = 0x81;
const PONG = 0x8a;

/** The payload of a text is the type of its event; a pong may come before or after an event. */
function framesOf(bytes: Buffer): readonly Frame[] {
  const frames: Frame[] = [];
  for (let at = 0; at < bytes.length;) {
    const [opcode, short] = [bytes.readUInt8(at), bytes.readUInt8(at + 1)];
    const start = at + (short === 126 ? 4 : 2);
    const end = start + (short === 126 ? bytes.readUInt16BE(at + 2) : short);
    const payload = bytes.subarray(start, end);
    frames.push({ opcode, payload: opcode === TEXT ? (JSON.parse(payload.toString()) as { readonly type: string }).type : payload.toString('hex') });
    at = end;
  }
  return frames.sort((a, b) => Number(b.opcode === PONG) - Number(a.opcode === PONG));
}

/** All that came back until the server ended the connection. */
export function answerOf(bytes: Buffer, hasFrames: boolean): WebsocketAnswer {
  const end = bytes.indexOf('\r\n\r\n');
  const rest = bytes.subarray(end + 4);
  return { head: bytes.toString('latin1', 0, end).split('\r\n'), ...(hasFrames ? { frames: framesOf(rest) } : { body: rest.toString() }), closes: true };
}
