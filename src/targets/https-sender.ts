/** Sends requests to an API server behind a real HTTPS socket, over HTTP/1.1, as a client that shares nothing with it. */
import { Agent, type Dispatcher } from 'undici';
import type { ApiResponse } from '../engine/api/http';
import type { Credentials } from './credentials';
import { canonicalHeaders, clientPair, type Sender } from './sender';
import type { TargetRequest } from './target';
import { wireRequest } from './wire-request';

export class HttpsSender implements Sender {
  /** One for each client certificate: a connection has one. */
  readonly #agents = new Map<string, Agent>();

  constructor(
    /** For example https://127.0.0.1:6443. */
    readonly origin: string,
    readonly authorityPem: string,
  ) {}

  async send(request: TargetRequest, credentials: Credentials): Promise<ApiResponse> {
    const { method, target, headers, body } = wireRequest(request, credentials);
    const response = await this.#agentOf(credentials).request({
      origin: this.origin,
      path: target,
      // The type lists the common ones; any token is sent.
      method: method as Dispatcher.HttpMethod,
      headers: Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value])),
      body: body ?? null,
    });
    return { status: response.statusCode, headers: canonicalHeaders(response.headers), body: await response.body.text() };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }

  #agentOf(credentials: Credentials): Agent {
    const pair = clientPair(credentials);
    const key = pair.cert ?? '';
    const known = this.#agents.get(key) ?? new Agent({ connect: { ca: this.authorityPem, ...pair } });
    this.#agents.set(key, known);
    return known;
  }
}
