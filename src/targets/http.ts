/** The same server behind a real HTTPS socket, over HTTP/1.1 or HTTP/2, asked by a client that shares nothing with it. */
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import { openControlPlane } from './control-plane-pool';
import { CredentialStore, sharedClientAuthority, trustOf, type ClientAuthority } from './credentials';
import { Http2Sender } from './http2-sender';
import { HttpsSender } from './https-sender';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import type { Sender } from './sender';
import { unsupportedByOwnEngine } from './own-engine';
import type { Requester, Target, TargetKind, TargetRequest } from './target';

const over = (openSender: (listener: Listener) => Sender): TargetKind => ({
  unsupportedReason: unsupportedByOwnEngine,
  open: async (options) => {
    const controlPlane = await openControlPlane(options);
    const listener = await listen(controlPlane, controlPlane.options.version);
    return new HttpTarget(controlPlane, listener, await sharedClientAuthority(), openSender(listener));
  },
});

export const http = over(({ url, authorityPem }) => new HttpsSender(url, authorityPem));
export const http2 = over(({ url, authorityPem }) => new Http2Sender(url, authorityPem));

class HttpTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly #controlPlane: ControlPlane;
  readonly #listener: Listener;
  readonly #credentials: CredentialStore;
  readonly #sender: Sender;

  constructor(controlPlane: ControlPlane, listener: Listener, clientAuthority: ClientAuthority, sender: Sender) {
    this.#controlPlane = controlPlane;
    this.#listener = listener;
    this.#sender = sender;
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
    await this.#controlPlane.close();
  }
}
