/**
 * What each frame does to a connection, and which of its errors ends the stream or the connection.
 * Upstream: processFrame and processFrameFromReader of golang.org/x/net/http2/server.go
 */
import { CODE, ConnectionError, DEFAULT_FRAME_SIZE, goAwayFrame, pingAck, SETTING, settingsAck, StreamError } from './frames';
import { HeaderBlocks } from './header-block';
import { checkDependency, Http2Streams, type StreamsOptions } from './http2-streams';
import { MAX_HEADER_LIST } from './limits';
import type { Frame, HeadersFrame } from './parse-frame';

/** So many settings may be in one frame. */
const MAX_SETTINGS = 100;

export interface SessionOptions extends StreamsOptions {
  /** Called when the peer learns that the connection will end, and when it will end sooner. */
  readonly onGoAway: (code: number) => void;
}

export class Http2Session {
  readonly #options: SessionOptions;
  readonly #streams: Http2Streams;
  readonly #blocks: HeaderBlocks;
  /** The HEADERS that begin the block which is under way. */
  #block: HeadersFrame | undefined;
  #hasSettings = false;
  /** Settings of this side that the peer has not acknowledged. */
  #unacknowledged = 1;
  #goneAway: number | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#streams = new Http2Streams(options);
    this.#blocks = new HeaderBlocks(MAX_HEADER_LIST, options.version);
  }

  get isIdle(): boolean {
    return this.#streams.size === 0;
  }

  get hasGoneAway(): boolean {
    return this.#goneAway !== undefined;
  }

  /** After an error nothing else is sent. */
  goAway(code: number): void {
    const { output, onGoAway } = this.#options;
    const before = this.#goneAway;
    if (before === code || (before !== undefined && before !== CODE.no)) return;
    if (before === undefined) output.control(goAwayFrame(this.#streams.last, code));
    this.#goneAway = code;
    if (code !== CODE.no) output.close();
    onGoAway(code);
  }

  /** Ends all streams, as their connection has ended. */
  close(): void {
    for (const stream of this.#streams.all()) stream.close('client disconnected');
  }

  /** Does what a frame asks for. */
  take(frame: Frame): void {
    try {
      const whole = this.#wholeOf(frame);
      if (whole !== undefined) this.#do(whole);
    } catch (error) {
      // GOAWAY counts the stream of a frame that could be read.
      if (error instanceof ConnectionError && this.#options.version.has('http2LastStreamCounted'))
        this.#streams.last = Math.max(this.#streams.last, frame.stream);
      throw error;
    }
  }

  /** Answers what is wrong with a frame. */
  fail(error: unknown): void {
    if (error instanceof StreamError) this.#streams.reset(error);
    else if (error instanceof ConnectionError) this.goAway(error.code);
    else throw error;
  }

  /** The frame whose turn it is: HEADERS when the last of its fragments is there. */
  #wholeOf(frame: Frame): Frame | undefined {
    if (frame.kind !== 'headers' && frame.kind !== 'continuation') return frame;
    if (frame.kind === 'headers') {
      this.#block = frame;
      this.#blocks.begin(frame.stream);
    }
    const block = this.#block;
    // What goes on is not even a block.
    if (block === undefined) return frame;
    this.#blocks.add(frame.fragment);
    if (!frame.endHeaders) return undefined;
    this.#block = undefined;
    return block;
  }

  #do(frame: Frame): void {
    const list = frame.kind === 'headers' ? this.#blocks.end() : undefined;
    if (!this.#hasSettings && frame.kind !== 'settings') throw new ConnectionError(CODE.protocol);
    this.#hasSettings = true;
    if (this.#goneAway !== undefined && (this.#goneAway !== CODE.no || frame.stream > this.#streams.last)) {
      if (frame.kind === 'data') this.#streams.ignore(frame);
      return;
    }
    switch (frame.kind) {
      case 'headers':
        if (list !== undefined) this.#streams.headers(frame, list, this.#unacknowledged === 0 ? CODE.protocol : CODE.refusedStream);
        return;
      case 'data':
        this.#streams.data(frame);
        return;
      case 'settings':
        this.#settings(frame);
        return;
      case 'ping':
        if (!frame.isAck) this.#options.output.control(pingAck(frame.data));
        return;
      case 'window update':
        this.#windowUpdate(frame.stream, frame.increment);
        return;
      case 'reset':
        this.#streams.checkNotIdle(frame.stream);
        this.#streams.get(frame.stream)?.close('stream closed');
        return;
      case 'priority':
        checkDependency(frame.stream, frame.dependency);
        return;
      case 'go away':
        this.goAway(CODE.no);
        return;
      case 'push promise':
        throw new ConnectionError(CODE.protocol);
      case 'continuation':
      case 'unknown':
    }
  }

  #settings({ isAck, settings }: Extract<Frame, { readonly kind: 'settings' }>): void {
    if (isAck) {
      this.#unacknowledged -= 1;
      if (this.#unacknowledged < 0) throw new ConnectionError(CODE.protocol);
      return;
    }
    if (settings.length > MAX_SETTINGS || new Set(settings.map(([name]) => name)).size < settings.length) throw new ConnectionError(CODE.protocol);
    for (const [name, value] of settings) this.#setting(name, value);
    this.#options.output.control(settingsAck());
  }

  #setting(name: number, value: number): void {
    const isFlag = name === SETTING.enablePush || (name === SETTING.enableConnectProtocol && this.#options.version.has('http2ExtendedConnect'));
    if (isFlag && value > 1) throw new ConnectionError(CODE.protocol);
    if (name === SETTING.maxFrameSize && (value < DEFAULT_FRAME_SIZE || value >= 1 << 24)) throw new ConnectionError(CODE.protocol);
    if (name === SETTING.headerTableSize) this.#streams.encoder.resize(value);
    else if (name === SETTING.maxFrameSize) this.#streams.frameSize = value;
    else if (name === SETTING.initialWindowSize) this.#initialWindow(value);
  }

  #initialWindow(value: number): void {
    const growth = value - this.#streams.initialWindow;
    this.#streams.initialWindow = value;
    for (const stream of this.#streams.all()) {
      if (!stream.sendWindow.grow(growth)) throw new ConnectionError(CODE.flowControl);
      stream.resume();
    }
  }

  #windowUpdate(id: number, increment: number): void {
    if (id === 0) {
      const wasShut = this.#streams.sendWindow.left <= 0;
      if (!this.#streams.sendWindow.grow(increment)) throw new ConnectionError(CODE.flowControl);
      if (wasShut) for (const stream of this.#streams.all()) stream.resume();
      return;
    }
    this.#streams.checkNotIdle(id);
    const stream = this.#streams.get(id);
    if (stream?.sendWindow.grow(increment) === false) throw new StreamError(id, CODE.flowControl);
    stream?.resume();
  }
}
