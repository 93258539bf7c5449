/**
 * A connection of HTTP/2: many requests at once. What is answered is what HTTP/1.1 answers, with the headers that only HTTP/1 has left out.
 * Upstream: serverConn.serve of golang.org/x/net/http2/server.go
 */
import type { TLSSocket } from 'node:tls';
import type { ApiRequest, ApiResponse } from '../../api/http';
import type { Version } from '../../versions';
import { closesForAnonymous } from '../anonymous-closing';
import { gatewayTimeoutResponse } from '../gateway-timeout';
import type { Handle } from '../handle';
import { answering, isPanic, reportConnection } from '../last-resort';
import type { Peer } from '../peer';
import type { OpenStream } from '../stream-pump';
import { IDLE_MILLISECONDS, PREFACE_MILLISECONDS } from '../time-limits';
import { FrameReader, WrongPreface } from './frame-reader';
import { CODE, DEFAULT_WINDOW, SETTING, settingsFrame, windowUpdateFrame } from './frames';
import { DEFAULT_TABLE_SIZE } from './hpack-table';
import type { Http2Request } from './http2-request';
import { respond } from './http2-response';
import { Http2Session } from './http2-session';
import type { Http2Stream } from './http2-stream';
import { MAX_FRAME_SIZE, MAX_HEADER_LIST, STREAM_WINDOW, streamsOf } from './limits';
import { Output } from './output';
import { CutOff, type Frame } from './parse-frame';

/** firstSettingsTimeout. */
const SETTINGS_MILLISECONDS = 2000;
/** goAwayTimeout: how long the peer has to read why the connection ends. */
const GOAWAY_MILLISECONDS = 1000;

export class Http2Connection {
  readonly #socket: TLSSocket;
  readonly #peer: Peer;
  readonly #handle: Handle;
  readonly #version: Version;
  readonly #maxStreams: number;
  readonly #output: Output;
  readonly #session: Http2Session;
  readonly #reader: FrameReader;
  readonly #open = new Set<OpenStream>();
  /** One at a time: until the preface, until the first settings, while nothing goes on, after GOAWAY. */
  #timer: NodeJS.Timeout | undefined;
  #hasFrames = false;
  #isReading = true;
  #isEnding = false;
  #isClosed = false;

  constructor(socket: TLSSocket, peer: Peer, handle: Handle, version: Version, maxStreams: number) {
    this.#socket = socket;
    this.#peer = peer;
    this.#handle = handle;
    this.#version = version;
    this.#maxStreams = streamsOf(maxStreams, version);
    this.#output = new Output(socket);
    this.#reader = new FrameReader(MAX_FRAME_SIZE, version, () => this.#begin());
    this.#session = new Http2Session({
      version,
      maxStreams: this.#maxStreams,
      output: this.#output,
      handle: (stream, request) => this.#serve(stream, request),
      onBusy: () => clearTimeout(this.#timer),
      onIdle: () => this.#rest(),
      onGoAway: (code) => this.#end(code),
    });
  }

  serve(): Promise<void> {
    const socket = this.#socket;
    this.#output.control(
      settingsFrame([
        [SETTING.maxFrameSize, MAX_FRAME_SIZE],
        [SETTING.maxConcurrentStreams, this.#maxStreams],
        [SETTING.maxHeaderListSize, MAX_HEADER_LIST],
        ...(this.#version.has('http2TableAnnounced') ? [[SETTING.headerTableSize, DEFAULT_TABLE_SIZE] as const] : []),
        [SETTING.initialWindowSize, STREAM_WINDOW],
        ...(this.#version.has('http2PrioritiesGone') ? [[SETTING.noRfc7540Priorities, 1] as const] : []),
      ]),
    );
    this.#within(PREFACE_MILLISECONDS, () => this.#close());
    socket.on('data', (piece: Buffer) => this.#read(piece));
    // A peer that has ended its side takes nothing more.
    socket.once('end', () => this.#close());
    return new Promise((resolve) => {
      socket.once('close', () => {
        this.#close();
        resolve();
      });
    });
  }

  /** After the answers under way. */
  end(): void {
    this.#isEnding = true;
    for (const stream of this.#open) stream.end();
    this.#session.goAway(CODE.no);
    if (this.#session.isIdle) this.#rest();
  }

  #read(piece: Buffer): void {
    if (!this.#isReading) return;
    try {
      this.#reader.add(
        piece,
        (frame) => this.#take(frame),
        (error) => this.#fail(error),
      );
    } catch (error) {
      this.#fail(error);
    }
  }

  #begin(): void {
    this.#output.control(windowUpdateFrame(0, STREAM_WINDOW * this.#maxStreams - DEFAULT_WINDOW));
    this.#within(SETTINGS_MILLISECONDS, () => this.#close());
  }

  /** Reports whether more can be read. */
  #take(frame: Frame): boolean {
    if (!this.#hasFrames) {
      this.#hasFrames = true;
      this.#rest();
    }
    this.#session.take(frame);
    return this.#isReading;
  }

  /** Reports whether more can be read nevertheless. */
  #fail(error: unknown): boolean {
    if (error instanceof WrongPreface || error instanceof CutOff) this.#close();
    else this.#session.fail(error);
    return this.#isReading;
  }

  #end(code: number): void {
    if (code !== CODE.no) this.#isReading = false;
    if (code !== CODE.no || this.#session.isIdle) this.#rest();
  }

  /** Nothing goes on: the connection ends in time, soon where its peer knows that it will. */
  #rest(): void {
    if (this.#isClosed) return;
    if (!this.#session.hasGoneAway) this.#within(IDLE_MILLISECONDS, () => this.#session.goAway(CODE.no));
    else if (this.#isEnding) setImmediate(() => this.#close());
    else this.#within(GOAWAY_MILLISECONDS, () => this.#close());
  }

  #within(milliseconds: number, then: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(then, milliseconds).unref();
  }

  #close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#isReading = false;
    clearTimeout(this.#timer);
    this.#session.close();
    this.#output.close();
    const socket = this.#socket;
    socket.end(() => socket.destroy());
    this.#timer = setTimeout(() => socket.destroy(), GOAWAY_MILLISECONDS).unref();
  }

  async #serve(stream: Http2Stream, request: Http2Request): Promise<void> {
    try {
      const headOnly = request.method === 'HEAD';
      const response = await this.#answer(stream, request);
      if (stream.isClosed) return;
      if (closesForAnonymous(response, this.#version) || isPanic(response)) this.#session.goAway(CODE.no);
      await respond(stream, response, { headOnly, opened: (open) => this.#track(open) });
    } catch (error) {
      reportConnection(error);
      stream.reset(CODE.internal);
    }
  }

  async #answer(stream: Http2Stream, { method, target, headers, refusal }: Http2Request): Promise<ApiResponse> {
    if (refusal !== undefined) return refusal;
    if (method === 'OPTIONS' && target === '*') return OPTIONS;
    const { body } = stream;
    const request: ApiRequest = { method, target, headers, ...(body && { incoming: body }), ...this.#peer, inParts: true };
    const response = await answering(this.#handle, request);
    return body?.isLate === true ? gatewayTimeoutResponse(this.#version) : response;
  }

  #track(open: OpenStream): void {
    this.#open.add(open);
    void open.done.finally(() => this.#open.delete(open));
    if (this.#isEnding) open.end();
  }
}

/** globalOptionsHandler of net/http. */
const OPTIONS: ApiResponse = { status: 200, headers: {}, body: '' };
