/**
 * A connection of HTTP/1: requests are answered one after the other, and the next one is read when the peer has taken the
 * answer to the one before. Upstream: conn.serve of net/http/server.go
 */
import type { TLSSocket } from 'node:tls';
import type { ApiRequest, ApiResponse } from '../api/http';
import { httpDate } from '../golang/http-date';
import type { Version } from '../versions';
import { anonymousClosing } from './anonymous-closing';
import { ByteReader, TimedOut } from './byte-reader';
import { gatewayTimeout } from './gateway-timeout';
import type { Handle } from './handle';
import { answering, isPanic, reportConnection } from './last-resort';
import { MalformedRequest } from './malformed-request';
import type { Peer } from './peer';
import { RequestBody } from './request-body';
import { factsOf, type HeadFacts } from './head-facts';
import { readHead, type RequestHead } from './request-head';
import { targetOf } from './request-line';
import { writeResponse, writeStream, type Framing } from './response-writer';
import type { OpenStream } from './stream-pump';
import { IDLE_MILLISECONDS } from './time-limits';
import { serveWebSocket } from './websocket';

/** rstAvoidanceDelay of net/http. */
const LINGER_MILLISECONDS = 500;
const CONTINUE = 'HTTP/1.1 100 Continue\r\n\r\n';
/** Go serves connections that send an empty line after the body of a POST. */
const PEEKED = 4;
/** What is read of the body of OPTIONS *. */
const OPTIONS_BODY = 4096;

async function emptyLines(reader: ByteReader): Promise<number> {
  return /^[\r\n]*/.exec((await reader.peek(PEEKED)).toString('latin1', 0, PEEKED))?.[0].length ?? 0;
}

export class Http1Connection {
  readonly #socket: TLSSocket;
  readonly #peer: Peer;
  readonly #handle: Handle;
  readonly #version: Version;
  #ending = false;
  #busy = false;
  /** Of the last request. */
  #facts: HeadFacts | undefined;
  #stream: OpenStream | undefined;

  constructor(socket: TLSSocket, peer: Peer, handle: Handle, version: Version) {
    this.#socket = socket;
    this.#peer = peer;
    this.#handle = handle;
    this.#version = version;
  }

  async serve(): Promise<void> {
    const socket = this.#socket;
    // A peer that has ended its side of a watch takes nothing more of it.
    const reader = new ByteReader(socket, () => this.#stream?.end());
    try {
      for (let before: RequestHead | undefined; ;) {
        const head = await this.#nextHead(reader, before);
        if (head === undefined) break;
        this.#busy = true;
        const again = await this.#answer(head, reader);
        this.#busy = false;
        if (!again || this.#ending || socket.destroyed) break;
        before = head;
      }
    } catch (error) {
      if (error instanceof MalformedRequest) socket.write(error.bytes);
      else if (!(error instanceof TimedOut)) reportConnection(error);
    }
    // The peer may still be sending: closing at once would lose the answer.
    reader.discard();
    socket.end(() => setTimeout(() => socket.destroy(), LINGER_MILLISECONDS).unref());
  }

  /** After the answer under way. */
  end(): void {
    this.#ending = true;
    this.#stream?.end();
    if (!this.#busy) this.#socket.destroy();
  }

  async #nextHead(reader: ByteReader, before: RequestHead | undefined): Promise<RequestHead | undefined> {
    if (before !== undefined) {
      const there = reader.within(IDLE_MILLISECONDS, () => reader.has(PEEKED));
      if (there !== true && !(await there)) return undefined;
      if (before.method === 'POST') reader.skip(await emptyLines(reader));
    }
    return readHead(reader, this.#version, before);
  }

  /** Reports whether the connection may go on. */
  async #answer(head: RequestHead, reader: ByteReader): Promise<boolean> {
    const facts = factsOf(head, this.#version, this.#facts);
    this.#facts = facts;
    const { length, expectation, protocol, headers } = facts;
    if (expectation === 'unknown') {
      this.#socket.write(`${protocol} 417 Expectation Failed\r\nConnection: close\r\nDate: ${httpDate()}\r\nContent-Length: 0\r\n\r\n`);
      return false;
    }
    const body = new RequestBody(reader, length, this.#version, () => expectation === 'continue' && this.#socket.write(CONTINUE));
    const mayGoOn = (): boolean | Promise<boolean> =>
      facts.persistence === 'goes on' && !this.#ending && (body.isFinished || (expectation !== 'continue' && body.drop()));
    if (head.method === 'OPTIONS' && head.target === '*') {
      await body.read(OPTIONS_BODY);
      const goesOn = await mayGoOn();
      const connection = goesOn === (protocol === 'HTTP/1.0') ? `Connection: ${goesOn ? 'keep-alive' : 'close'}\r\n` : '';
      this.#socket.write(`${protocol} 200 OK\r\nContent-Length: 0\r\nDate: ${httpDate()}\r\n${connection}\r\n`);
      return goesOn;
    }
    const { peerCertificates, remoteAddress } = this.#peer;
    const request: ApiRequest = {
      method: head.method,
      target: targetOf(head),
      headers,
      incoming: body,
      peerCertificates,
      remoteAddress,
      inParts: true,
      mayTakeOver: true,
    };
    const given = await answering(this.#handle, request);
    if (body.missing === 'late' || (body.missing === 'cut off' && this.#version.has('lostBodyIsTimeout'))) {
      this.#socket.write(gatewayTimeout(this.#version, length === 'chunked'));
      return false;
    }
    const response = head.protocol.major === 2 ? anonymousClosing(given, this.#version) : given;
    if (response.takeOver !== undefined) {
      await response.takeOver({ socket: this.#socket, head: reader.release() });
      return false;
    }
    if (response.isWebSocket === true) {
      await serveWebSocket(this.#socket, reader, response, (stream) => (this.#stream = stream));
      return false;
    }
    const goesOn = !isPanic(response) && response.headers['Connection'] === undefined && mayGoOn();
    const keepAlive = goesOn instanceof Promise ? await goesOn : goesOn;
    return this.#write(response, { headOnly: head.method === 'HEAD', keepAlive, protocol });
  }

  #write(response: ApiResponse, framing: Framing): boolean | Promise<boolean> {
    return response.stream === undefined ? writeResponse(this.#socket, response, framing) : this.#writeStream(response, framing);
  }

  async #writeStream(response: ApiResponse, framing: Framing): Promise<boolean> {
    this.#stream = writeStream(this.#socket, response, framing);
    if (this.#ending) this.#stream.end();
    await this.#stream.done;
    this.#stream = undefined;
    return framing.keepAlive && framing.protocol === 'HTTP/1.1';
  }
}
