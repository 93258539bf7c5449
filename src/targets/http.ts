/** The same server behind a real HTTPS socket, asked by a client that shares nothing with it. */
import { Agent, type Dispatcher } from 'undici';
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import { openControlPlane } from './control-plane-pool';
import { CredentialStore, sharedClientAuthority, type ClientAuthority, type Credentials } from './credentials';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import { unableOnOwnEngine } from './own-engine';
import type { Requester, Target, TargetKind, TargetRequest } from './target';
import { wireRequest } from './wire-request';

export const http: TargetKind = {
  unable: unableOnOwnEngine,
  open: async (options) => {
    const controlPlane = await openControlPlane(options);
    return new HttpTarget(controlPlane, await listen(controlPlane), await sharedClientAuthority());
  },
};

/** Header names as Go spells them, which is how the server sent them. */
const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

class HttpTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly #controlPlane: ControlPlane;
  readonly #listener: Listener;
  readonly #credentials: CredentialStore;
  /** One for each client certificate: a connection has one. */
  readonly #agents = new Map<string, Agent>();

  constructor(controlPlane: ControlPlane, listener: Listener, clientAuthority: ClientAuthority) {
    this.#controlPlane = controlPlane;
    this.#listener = listener;
    this.kubernetesVersion = controlPlane.options.version.name;
    this.#credentials = new CredentialStore(controlPlane.options, clientAuthority, (request) => controlPlane.handle(request));
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    const credentials = await this.#credentials.of(request.as);
    const { method, target, headers, body } = wireRequest(request, credentials);
    const response = await this.#agentOf(credentials).request({
      origin: this.#listener.url,
      path: target,
      // The type lists the common ones; any token is sent.
      method: method as Dispatcher.HttpMethod,
      headers: Object.entries(headers).flatMap(([name, values]) => [values].flat().flatMap((value) => [name, value])),
      body: body ?? null,
    });
    const given = Object.entries(response.headers).flatMap(([name, value]) => (value === undefined ? [] : [[canonical(name), value] as const]));
    return { status: response.statusCode, headers: Object.fromEntries(given), body: await response.body.text() };
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#controlPlane.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    return kubeconfigOf(this.#listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
    await this.#listener.close();
    this.#controlPlane.close();
  }

  #agentOf(credentials: Credentials): Agent {
    const pair = credentials.kind === 'certificate' ? { cert: credentials.keyPair.certificatePem, key: credentials.keyPair.keyPem } : {};
    const key = 'cert' in pair ? pair.cert : '';
    const known = this.#agents.get(key) ?? new Agent({ connect: { ca: this.#listener.authorityPem, ...pair } });
    this.#agents.set(key, known);
    return known;
  }
}
