/** The API server in this process, called directly. Nothing listens until a kubeconfig is asked for. */
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { Cluster } from './cluster';
import { openCluster } from './cluster-pool';
import { CredentialStore, sharedClientAuthority, type ClientAuthority } from './credentials';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import type { Requester, Target, TargetOptions, TargetRequest } from './target';
import { wholeResponse } from './whole-response';
import { wireRequest } from './wire-request';

export async function openEmbedded(options: TargetOptions = {}): Promise<Target> {
  return new EmbeddedTarget(await openCluster(options), await sharedClientAuthority());
}

class EmbeddedTarget implements Target, ChainExplainer {
  readonly can = { ownFlags: true, anyUser: true };
  readonly kubernetesVersion: string;
  readonly #cluster: Cluster;
  readonly #credentials: CredentialStore;
  #listener: Promise<Listener> | undefined;

  constructor(cluster: Cluster, clientAuthority: ClientAuthority) {
    this.#cluster = cluster;
    this.kubernetesVersion = cluster.options.version.name;
    this.#credentials = new CredentialStore(cluster.options, clientAuthority, (request) => cluster.handle(request));
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    return wholeResponse(await this.#cluster.handle(wireRequest(request, await this.#credentials.of(request.as))));
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#cluster.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    const listener = await (this.#listener ??= listen(this.#cluster));
    return kubeconfigOf(listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    this.#cluster.close();
    await (await this.#listener)?.close();
  }
}
