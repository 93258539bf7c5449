/** The same server behind a real HTTPS socket, asked by a client that shares nothing with it. */
import { Agent, type Dispatcher } from 'undici';
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { Cluster } from './cluster';
import { openCluster } from './cluster-pool';
import { CredentialStore, sharedClientAuthority, type ClientAuthority, type Credentials } from './credentials';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import type { Requester, Target, TargetOptions, TargetRequest } from './target';
import { wireRequest } from './wire-request';

export async function openHttp(options: TargetOptions = {}): Promise<Target> {
  const cluster = await openCluster(options);
  return new HttpTarget(cluster, await listen(cluster), await sharedClientAuthority());
}

/** Header names as Go spells them, which is how the server sent them. */
const canonical = (name: string): string => name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase());

class HttpTarget implements Target, ChainExplainer {
  readonly can = { ownFlags: true, anyUser: true };
  readonly kubernetesVersion: string;
  readonly #cluster: Cluster;
  readonly #listener: Listener;
  readonly #credentials: CredentialStore;
  /** One for each client certificate: a connection has one. */
  readonly #agents = new Map<string, Agent>();

  constructor(cluster: Cluster, listener: Listener, clientAuthority: ClientAuthority) {
    this.#cluster = cluster;
    this.#listener = listener;
    this.kubernetesVersion = cluster.options.version.name;
    this.#credentials = new CredentialStore(cluster.options, clientAuthority, (request) => cluster.handle(request));
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
    return this.#cluster.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    return kubeconfigOf(this.#listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
    await this.#listener.close();
    this.#cluster.close();
  }

  #agentOf(credentials: Credentials): Agent {
    const pair = credentials.kind === 'certificate' ? { cert: credentials.keyPair.certificatePem, key: credentials.keyPair.keyPem } : {};
    const key = 'cert' in pair ? pair.cert : '';
    const known = this.#agents.get(key) ?? new Agent({ connect: { ca: this.#listener.authorityPem, ...pair } });
    this.#agents.set(key, known);
    return known;
  }
}
