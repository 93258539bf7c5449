/**
 * The streams of a connection: requests begin, their bodies come, handlers answer them, so many at a time.
 * Upstream: processHeaders, processData and scheduleHandler of golang.org/x/net/http2/server.go
 */
import type { Version } from '../../versions';
import { CODE, ConnectionError, DEFAULT_FRAME_SIZE, DEFAULT_WINDOW, resetFrame, StreamError, windowUpdateFrame } from './frames';
import type { HeaderList } from './header-block';
import { HpackEncoder } from './hpack-encoder';
import { Http2Body } from './http2-body';
import { requestOf, type Http2Request } from './http2-request';
import { Http2Stream, type StreamConnection } from './http2-stream';
import { STREAM_WINDOW } from './limits';
import type { Output } from './output';
import type { DataFrame, HeadersFrame } from './parse-frame';
import { ReceiveWindow, SendWindow } from './windows';

/** Requests whose streams were reset may wait for handlers that are still at work: so many for each stream that a client may have. */
const UNSTARTED_PER_STREAM = 4;
const CONTINUE = [':status', '100'] as const;

export interface StreamsOptions {
  readonly version: Version;
  readonly maxStreams: number;
  readonly output: Output;
  readonly handle: (stream: Http2Stream, request: Http2Request) => Promise<void>;
  /** Called when a stream begins. */
  readonly onBusy: () => void;
  /** Called when the last stream has ended. */
  readonly onIdle: () => void;
}

export class Http2Streams implements StreamConnection {
  readonly output: Output;
  readonly encoder = new HpackEncoder();
  readonly sendWindow = new SendWindow(DEFAULT_WINDOW);
  readonly #receiveWindow: ReceiveWindow;
  readonly #options: StreamsOptions;
  readonly #streams = new Map<number, Http2Stream>();
  #handlers = 0;
  #unstarted: (readonly [Http2Stream, Http2Request])[] = [];
  /** The highest number of a stream that the peer began. */
  last = 0;
  initialWindow = DEFAULT_WINDOW;
  /** What the peer takes. */
  frameSize = DEFAULT_FRAME_SIZE;

  constructor(options: StreamsOptions) {
    this.#options = options;
    this.output = options.output;
    this.#receiveWindow = new ReceiveWindow(STREAM_WINDOW * options.maxStreams, this.#updatesAtOnce);
  }

  get size(): number {
    return this.#streams.size;
  }

  get(id: number): Http2Stream | undefined {
    return this.#streams.get(id);
  }

  all(): Iterable<Http2Stream> {
    return this.#streams.values();
  }

  closed(stream: Http2Stream): void {
    this.#streams.delete(stream.id);
    this.#return(stream.body?.drop() ?? 0);
    if (this.#streams.size === 0) this.#options.onIdle();
  }

  reset({ stream: id, code }: StreamError): void {
    const stream = this.#streams.get(id);
    if (stream === undefined) this.output.control(resetFrame(id, code));
    else stream.reset(code);
  }

  checkNotIdle(id: number): void {
    if (id > this.last || id % 2 === 0) throw new ConnectionError(CODE.protocol);
  }

  /** `refusal` is the code for a stream that is one too many. */
  headers({ stream: id, dependency, endStream }: HeadersFrame, list: HeaderList, refusal: number): void {
    if (id % 2 !== 1) throw new ConnectionError(CODE.protocol);
    const known = this.#streams.get(id);
    if (known !== undefined) {
      trailers(known, list, endStream);
      return;
    }
    if (id <= this.last) throw new ConnectionError(CODE.protocol);
    this.last = id;
    if (this.#streams.size >= this.#options.maxStreams) throw new StreamError(id, refusal);
    const stream = new Http2Stream(id, this, new SendWindow(this.initialWindow), new ReceiveWindow(STREAM_WINDOW, this.#updatesAtOnce));
    this.#streams.set(id, stream);
    this.#options.onBusy();
    stream.isRemoteClosed = endStream;
    checkDependency(id, dependency);
    const request = requestOf(id, list, this.#options.version);
    const onFirstRead = (): void => {
      if (request.expectsContinue) stream.head([CONTINUE], false);
    };
    stream.body = new Http2Body(onFirstRead, (length) => {
      this.#return(length);
      this.#returnOf(stream, length);
    });
    if (endStream) stream.body.end();
    else stream.declared = declaredLength(request.contentLength);
    this.#start(stream, request);
  }

  data(frame: DataFrame): void {
    const { stream: id, data, length, endStream } = frame;
    this.checkNotIdle(id);
    const stream = this.#streams.get(id);
    if (stream?.body === undefined || stream.isRemoteClosed || stream.hasTrailers) {
      this.ignore(frame);
      throw new StreamError(id, CODE.streamClosed);
    }
    if (stream.declared !== undefined && stream.received + data.length > stream.declared) {
      if (!this.#updatesAtOnce) this.ignore(frame);
      throw new StreamError(id, CODE.protocol);
    }
    if (!this.#receiveWindow.has(length) || !stream.receiveWindow.has(length)) throw new StreamError(id, CODE.flowControl);
    this.#receiveWindow.take(length);
    stream.receiveWindow.take(length);
    stream.received += data.length;
    if (!stream.body.add(data)) {
      this.#return(length);
      return;
    }
    this.#return(length - data.length);
    this.#returnOf(stream, length - data.length);
    if (endStream) endBody(stream);
  }

  /** What nothing reads does not narrow the window of the connection. */
  ignore({ stream, length }: DataFrame): void {
    if (!this.#receiveWindow.has(length)) throw new StreamError(stream, CODE.flowControl);
    this.#receiveWindow.take(length);
    this.#return(length);
  }

  /** Before Go 1.20 every byte that was read has opened the window at once. */
  get #updatesAtOnce(): boolean {
    return !this.#options.version.has('http2WindowsInSteps');
  }

  #return(length: number): void {
    const update = length > 0 ? this.#receiveWindow.giveBack(length) : 0;
    if (update > 0) this.output.control(windowUpdateFrame(0, update));
  }

  #returnOf(stream: Http2Stream, length: number): void {
    const update = length > 0 && !stream.isClosed && !stream.isRemoteClosed ? stream.receiveWindow.giveBack(length) : 0;
    if (update > 0) this.output.control(windowUpdateFrame(stream.id, update));
  }

  #start(stream: Http2Stream, request: Http2Request): void {
    const { handle, maxStreams } = this.#options;
    if (this.#handlers >= maxStreams) {
      if (this.#unstarted.length > UNSTARTED_PER_STREAM * maxStreams) throw new ConnectionError(CODE.enhanceYourCalm);
      this.#unstarted.push([stream, request]);
      return;
    }
    this.#handlers += 1;
    void handle(stream, request).finally(() => {
      this.#handlers -= 1;
      this.#startNext();
    });
  }

  #startNext(): void {
    for (;;) {
      const [next] = this.#unstarted;
      if (next === undefined) return;
      const [stream, request] = next;
      if (!stream.isClosed && this.#handlers >= this.#options.maxStreams) return;
      this.#unstarted.shift();
      if (!stream.isClosed) this.#start(stream, request);
    }
  }
}

export function checkDependency(stream: number, dependency: number | undefined): void {
  if (stream === dependency) throw new StreamError(stream, CODE.protocol);
}

/** Reads a number; any other text counts as 0. */
function declaredLength(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d+$/.test(text) ? Number(text) : 0;
  return value < 2 ** 63 ? value : 0;
}

function endBody(stream: Http2Stream): void {
  const { declared, received } = stream;
  stream.isRemoteClosed = true;
  stream.body?.end(declared !== undefined && declared !== received ? `request declared a Content-Length of ${declared} but only wrote ${received} bytes` : '');
}

/** They are read and dropped: nothing asks for them. */
function trailers(stream: Http2Stream, { pseudo }: HeaderList, endStream: boolean): void {
  if (stream.isRemoteClosed) throw new StreamError(stream.id, CODE.streamClosed);
  if (stream.hasTrailers) throw new ConnectionError(CODE.protocol);
  stream.hasTrailers = true;
  if (!endStream || pseudo.size > 0) throw new StreamError(stream.id, CODE.protocol);
  endBody(stream);
}
