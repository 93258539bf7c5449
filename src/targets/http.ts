/** The same server behind a real HTTPS socket, asked by a client that shares nothing with it. */
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import { openControlPlane } from './control-plane-pool';
import { CredentialStore, sharedClientAuthority, trustOf, type ClientAuthority } from './credentials';
import { HttpsSender } from './https-sender';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import { unableOnOwnEngine } from './own-engine';
import type { Requester, Target, TargetKind, TargetRequest } from './target';

export const http: TargetKind = {
  unable: unableOnOwnEngine,
  open: async (options) => {
    const controlPlane = await openControlPlane(options);
    return new HttpTarget(controlPlane, await listen(controlPlane, controlPlane.options.version), await sharedClientAuthority());
  },
};

class HttpTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly #controlPlane: ControlPlane;
  readonly #listener: Listener;
  readonly #credentials: CredentialStore;
  readonly #sender: HttpsSender;

  constructor(controlPlane: ControlPlane, listener: Listener, clientAuthority: ClientAuthority) {
    this.#controlPlane = controlPlane;
    this.#listener = listener;
    this.#sender = new HttpsSender(listener.url, listener.authorityPem);
    this.kubernetesVersion = controlPlane.options.version.name;
    this.#credentials = new CredentialStore(trustOf(controlPlane.options, clientAuthority), (request) => this.send(request));
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    return this.#sender.send(request, await this.#credentials.of(request.as));
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#controlPlane.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    return kubeconfigOf(this.#listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await this.#sender.close();
    await this.#listener.close();
    this.#controlPlane.close();
  }
}
