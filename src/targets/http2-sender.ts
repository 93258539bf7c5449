/** Sends requests over HTTP/2, each on a stream of its own. A session that the server closes (GOAWAY) ends with its streams; the next request opens another. */
import { connect, type ClientHttp2Session, type IncomingHttpHeaders, type IncomingHttpStatusHeader } from 'node:http2';
import { buffer } from 'node:stream/consumers';
import type { ApiRequest, ApiResponse } from '../engine/api/http';
import type { Credentials } from './credentials';
import { canonicalHeaders, clientPair, type Sender } from './sender';
import { NotApplicable } from './cluster/not-applicable';
import type { TargetRequest } from './target';
import { wireRequest } from './wire-request';

/** What HTTP/2 says by pseudo-headers or by its frames. */
const NOT_SENT = new Set(['host', 'connection', 'keep-alive', 'transfer-encoding', 'proxy-connection']);
/** Node's client gives one value to these. */
const SINGLE = new Set(['authorization', 'content-type', 'user-agent', 'origin']);

/** The headers of a request over HTTP/2. Throws NotApplicable for what that protocol, or the client, has no way to send. */
function headersOf(headers: ApiRequest['headers']): Record<string, string | string[]> {
  const entries = Object.entries(headers).filter(([name]) => !NOT_SENT.has(name));
  for (const [name, given] of entries) {
    const values = [given].flat();
    if (name === 'upgrade') throw new NotApplicable('HTTP/2 has no upgrade of a connection');
    if (values.length > 1 && SINGLE.has(name)) throw new NotApplicable(`the client sends one ${name} header over HTTP/2`);
    // testdata/wire-http2 has cases of it.
    if (values.some((value) => value !== value.trim())) throw new NotApplicable(`the client leaves out ${name}, whose value begins or ends with white space`);
  }
  return Object.fromEntries(entries.map(([name, given]) => [name, typeof given === 'string' ? given : [...given]]));
}

export class Http2Sender implements Sender {
  /** One for each client certificate: a connection has one. */
  readonly #sessions = new Map<string, ClientHttp2Session>();

  constructor(
    readonly origin: string,
    readonly authorityPem: string,
  ) {}

  async send(request: TargetRequest, credentials: Credentials): Promise<ApiResponse> {
    const { method, target, headers, body } = wireRequest(request, credentials);
    const stream = this.#sessionOf(credentials).request({ ...headersOf(headers), ':method': method, ':path': target }, { endStream: body === undefined });
    const answer = new Promise<IncomingHttpHeaders & IncomingHttpStatusHeader>((resolve, reject) => {
      stream.once('response', resolve).once('error', reject);
      stream.once('close', () => reject(new Error(`the stream was closed without an answer (code ${stream.rstCode ?? 0})`)));
    });
    if (body !== undefined) stream.end(body);
    const { ':status': status = 0, ...given } = await answer;
    return { status, headers: canonicalHeaders(given), body: (await buffer(stream)).toString() };
  }

  async close(): Promise<void> {
    for (const session of this.#sessions.values()) session.destroy();
    return Promise.resolve();
  }

  #sessionOf(credentials: Credentials): ClientHttp2Session {
    const pair = clientPair(credentials);
    const key = pair.cert ?? '';
    const known = this.#sessions.get(key);
    if (known !== undefined && !known.closed && !known.destroyed) return known;
    const session = connect(this.origin, { ca: this.authorityPem, ...pair });
    // Each stream reports it to who waits for it.
    session.on('error', () => undefined);
    this.#sessions.set(key, session);
    return session;
  }
}
