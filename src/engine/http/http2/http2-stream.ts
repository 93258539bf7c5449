/**
 * One request of a connection and its answer. What is sent waits here until the windows and the peer have room for it.
 * Upstream: stream and responseWriterState of golang.org/x/net/http2/server.go
 */
import { SLICE_BYTES } from '../accepted';
import { CODE, FLAG, frameHead, headersFrames, resetFrame, TYPE } from './frames';
import type { HpackEncoder } from './hpack-encoder';
import type { Field } from './hpack-table';
import type { Http2Body } from './http2-body';
import type { Output, Sending } from './output';
import type { ReceiveWindow, SendWindow } from './windows';

/** What the streams of a connection share. */
export interface StreamConnection {
  readonly output: Output;
  readonly encoder: HpackEncoder;
  readonly sendWindow: SendWindow;
  readonly frameSize: number;
  /** Called once. */
  closed(stream: Http2Stream): void;
}

type Piece =
  | { readonly fields: readonly Field[]; readonly endStream: boolean }
  /** `taken` is called when all of it is on its way, or never will be. */
  | { readonly data: Uint8Array; readonly endStream: boolean; readonly taken: () => void };

export class Http2Stream implements Sending {
  readonly id: number;
  readonly sendWindow: SendWindow;
  readonly receiveWindow: ReceiveWindow;
  readonly #connection: StreamConnection;
  readonly #pieces: Piece[] = [];
  /** What was sent of the first piece. */
  #sent = 0;
  #onClose: () => void = () => undefined;
  body: Http2Body | undefined;
  /** The length that the request says its body has. */
  declared: number | undefined;
  received = 0;
  hasTrailers = false;
  /** The peer has ended its side. */
  isRemoteClosed = false;
  isClosed = false;

  constructor(id: number, connection: StreamConnection, sendWindow: SendWindow, receiveWindow: ReceiveWindow) {
    this.id = id;
    this.#connection = connection;
    this.sendWindow = sendWindow;
    this.receiveWindow = receiveWindow;
  }

  set onClose(close: () => void) {
    this.#onClose = close;
  }

  head(fields: readonly Field[], endStream: boolean): void {
    this.#add({ fields, endStream });
  }

  data(data: Uint8Array, endStream: boolean, taken: () => void = () => undefined): void {
    if (this.isClosed) taken();
    else this.#add({ data, endStream, taken });
  }

  /** Goes on where a window has grown. */
  resume(): void {
    if (this.#pieces.length > 0) this.#connection.output.await(this);
  }

  /** Ends it with a RST_STREAM, whatever is still to be sent. */
  reset(code: number): void {
    if (this.isClosed) return;
    this.#connection.output.control(resetFrame(this.id, code));
    this.close('stream closed');
  }

  /** The peer, or the connection, has ended it. */
  close(why: string): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.#connection.output.forget(this);
    this.body?.end(why);
    for (const piece of this.#pieces.splice(0)) if ('taken' in piece) piece.taken();
    this.#connection.closed(this);
    this.#onClose();
  }

  sendNext(out: Output): boolean {
    const piece = this.#pieces[0];
    if (piece === undefined) return false;
    const isWhole = 'fields' in piece ? this.#sendHead(out, piece.fields, piece.endStream) : this.#sendData(out, piece.data, piece.endStream);
    if (!isWhole) return this.#hasWindow();
    this.#pieces.shift();
    this.#sent = 0;
    if (piece.endStream) this.#end(out);
    if ('taken' in piece) piece.taken();
    return this.#pieces.length > 0;
  }

  #add(piece: Piece): void {
    if (this.isClosed) return;
    this.#pieces.push(piece);
    this.#connection.output.await(this);
  }

  #hasWindow(): boolean {
    return this.sendWindow.left > 0 && this.#connection.sendWindow.left > 0;
  }

  #sendHead(out: Output, fields: readonly Field[], endStream: boolean): boolean {
    for (const bytes of headersFrames(this.id, this.#connection.encoder.encode(fields), endStream)) out.put(bytes);
    return true;
  }

  /** One frame. Reports whether it was the last of the piece. */
  #sendData(out: Output, data: Uint8Array, endStream: boolean): boolean {
    const { frameSize, sendWindow } = this.#connection;
    const left = data.length - this.#sent;
    const length = Math.min(left, frameSize, SLICE_BYTES, Math.max(0, sendWindow.left), Math.max(0, this.sendWindow.left));
    if (length === 0 && left > 0) return false;
    const isLast = length === left;
    out.put(frameHead(TYPE.data, isLast && endStream ? FLAG.endStream : 0, this.id, length));
    if (length > 0) out.put(data.subarray(this.#sent, this.#sent + length));
    this.#sent += length;
    sendWindow.take(length);
    this.sendWindow.take(length);
    return isLast;
  }

  /** What is left of a body that is not read is not wanted. */
  #end(out: Output): void {
    if (!this.isRemoteClosed) out.put(resetFrame(this.id, CODE.no));
    this.close('stream closed');
  }
}
