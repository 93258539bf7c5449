/**
 * A connection of HTTP/2: many requests at once. What is answered is what HTTP/1.1 answers, with the headers that only HTTP/1 has
 * left out. Upstream: golang.org/x/net/http2/server.go, with the limits of k8s.io/apiserver/pkg/server/secure_serving.go
 */
import { constants, performServerHandshake, type IncomingHttpHeaders, type ServerHttp2Session, type ServerHttp2Stream } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { ApiRequest, ApiResponse } from '../api/http';
import { bare } from '../golang/map';
import { parseRequestUrl } from '../golang/url';
import type { Version } from '../versions';
import { accepted } from './accepted';
import { closesForAnonymous } from './anonymous-closing';
import type { Handle } from './handle';
import { Http2Body } from './http2-body';
import { answering, isPanic, reportConnection } from './last-resort';
import type { Peer } from './peer';
import { pumpStream, type OpenStream } from './stream-pump';
import { IDLE_MILLISECONDS, PREFACE_MILLISECONDS } from './time-limits';

/** http2MaxStreamsPerConnection of the versions; 0 stands for it. */
const streamsOf = (given: number, version: Version): number => (given > 0 ? given : version.has('http2StreamsLimited') ? 100 : 250);
/** resourceBody99Percentile. */
const WINDOW = 256 * 1024;
/** What unread bodies of one connection may hold. */
const CONNECTION_WINDOW = 1024 * 1024;
/** DefaultMaxHeaderBytes and the slack of net/http for ten fields. */
const MAX_HEADER_LIST = (1 << 20) + 320;
const MAX_HEADER_PAIRS = 32_768;
/** What a handler of Go holds back before it gives up knowing the length. */
const BUFFERED = 4096;
/** What belongs to a connection of HTTP/1. */
const HTTP1_HEADERS = new Set(['connection', 'content-length', 'date', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'upgrade']);

export class Http2Connection {
  readonly #socket: TLSSocket;
  readonly #peer: Peer;
  readonly #handle: Handle;
  readonly #version: Version;
  readonly #maxStreams: number;
  readonly #open = new Set<OpenStream>();
  #session: ServerHttp2Session | undefined;

  constructor(socket: TLSSocket, peer: Peer, handle: Handle, version: Version, maxStreams: number) {
    this.#socket = socket;
    this.#peer = peer;
    this.#handle = handle;
    this.#version = version;
    this.#maxStreams = streamsOf(maxStreams, version);
  }

  serve(): Promise<void> {
    const session = performServerHandshake(this.#socket, {
      settings: { maxConcurrentStreams: this.#maxStreams, initialWindowSize: WINDOW, maxFrameSize: WINDOW, maxHeaderListSize: MAX_HEADER_LIST },
      maxHeaderListPairs: MAX_HEADER_PAIRS,
      maxSessionInvalidFrames: 100,
      maxOutstandingPings: 10,
    });
    this.#session = session;
    const preface = setTimeout(() => session.destroy(), PREFACE_MILLISECONDS).unref();
    session.once('remoteSettings', () => clearTimeout(preface));
    session.once('connect', () => session.setLocalWindowSize(CONNECTION_WINDOW));
    session.setTimeout(IDLE_MILLISECONDS, () => {
      if (this.#open.size === 0) session.close();
    });
    session.on('error', () => undefined);
    // The types leave out what comes last: names and values as they came.
    session.on('stream', (...given: readonly unknown[]) => {
      const [stream, headers, , raw] = given as readonly [ServerHttp2Stream, IncomingHttpHeaders, number, readonly string[]];
      stream.on('error', () => undefined);
      void this.#answer(stream, headers, raw).catch((error: unknown) => {
        reportConnection(error);
        stream.close(constants.NGHTTP2_INTERNAL_ERROR);
      });
    });
    return new Promise((resolve) => {
      session.once('close', () => {
        clearTimeout(preface);
        resolve();
      });
    });
  }

  /** After the answers under way. */
  end(): void {
    for (const stream of this.#open) stream.end();
    this.#session?.close();
  }

  async #answer(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, raw: readonly string[]): Promise<void> {
    const request = this.#requestOf(stream, headers, raw);
    if (request === undefined) {
      stream.close(constants.NGHTTP2_PROTOCOL_ERROR);
      return;
    }
    const isOptions = request.method === 'OPTIONS' && request.target === '*';
    const response = isOptions ? OPTIONS : await answering(this.#handle, request);
    if (stream.destroyed || stream.closed) return;
    if (closesForAnonymous(response, this.#version) || isPanic(response)) this.#session?.close();
    await this.#write(stream, response, request.method === 'HEAD');
  }

  #requestOf(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, raw: readonly string[]): ApiRequest | undefined {
    const { ':method': method = '', ':path': path, ':authority': authority } = headers;
    const target = path ?? `http://${authority ?? ''}`;
    try {
      parseRequestUrl(target);
    } catch {
      return undefined;
    }
    if (path !== undefined && path !== '*' && !path.startsWith('/')) return undefined;
    const given = bare<string | readonly string[]>();
    for (let at = 0; at + 1 < raw.length; at += 2) {
      const [name = '', value = ''] = raw.slice(at, at + 2);
      if (name.startsWith(':')) continue;
      const before = given[name];
      given[name] = before === undefined ? value : name === 'cookie' ? `${[before].flat().join('; ')}; ${value}` : [before, value].flat();
    }
    if (authority !== undefined) given['host'] = authority;
    return { method, target, headers: given, incoming: new Http2Body(stream, given['expect']), ...this.#peer, inParts: true };
  }

  async #write(stream: ServerHttp2Stream, response: ApiResponse, headOnly: boolean): Promise<void> {
    const bodiless = headOnly || response.status === 204 || response.status === 304;
    const body = Buffer.from(response.body);
    const short = response.parts === undefined && response.stream === undefined;
    const length = headOnly ? Number(response.headers['Content-Length'] ?? body.length) : body.length;
    const announced = short && length <= BUFFERED && response.status !== 204 && response.status !== 304 ? { 'content-length': String(length) } : {};
    const date = { date: new Date().toUTCString() };
    stream.respond({ ':status': response.status, ...withoutHttp1(response.headers), ...announced, ...date }, { endStream: bodiless });
    if (!bodiless) {
      if (response.stream !== undefined) await this.#pump(stream, response.stream);
      else if (response.parts === undefined) await accepted(stream, body);
      else for await (const part of response.parts) await accepted(stream, part);
      stream.end();
    }
    // What is left of a body that is not read is not wanted.
    if (!stream.readableEnded) stream.once('finish', () => stream.close(constants.NGHTTP2_NO_ERROR));
  }

  async #pump(stream: ServerHttp2Stream, source: NonNullable<ApiResponse['stream']>): Promise<void> {
    const open = pumpStream(stream, source, { frame: (part) => [part] });
    this.#open.add(open);
    await open.done;
    this.#open.delete(open);
  }
}

function withoutHttp1(headers: ApiResponse['headers']): Record<string, string | readonly string[]> {
  const kept = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  return Object.fromEntries(kept.filter(([name]) => !HTTP1_HEADERS.has(name)));
}

/** globalOptionsHandler of net/http. */
const OPTIONS: ApiResponse = { status: 200, headers: {}, body: '' };
