/** The same server behind a real HTTPS socket, over HTTP/1.1 or HTTP/2, asked by a client that shares nothing with it. */
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import type { OpenedControlPlane } from './control-plane-pool';
import type { ClientAuthority } from './client-authority';
import { CredentialStore, trustOf } from './credentials';
import { Http2Sender } from './http2-sender';
import { HttpsSender } from './https-sender';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import { SimulatedNodes } from './nodes/simulated-nodes';
import type { Sender } from './sender';
import { ownEngine } from './own-engine';
import type { Requester, Target, TargetKind, TargetRequest } from './target';

const over = (openSender: (listener: Listener) => Sender): TargetKind =>
  ownEngine(async (opened, authority) => {
    const listener = await listen(opened.controlPlane, opened.controlPlane.options.version, authority);
    return new HttpTarget(opened, listener, authority, openSender(listener));
  });

export const http = over(({ url, authorityPem }) => new HttpsSender(url, authorityPem));
export const http2 = over(({ url, authorityPem }) => new Http2Sender(url, authorityPem));

class HttpTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly server: object;
  readonly #controlPlane: ControlPlane;
  readonly #listener: Listener;
  readonly #credentials: CredentialStore;
  readonly #sender: Sender;
  readonly nodes?: SimulatedNodes;

  constructor({ controlPlane, origin, clock }: OpenedControlPlane, listener: Listener, authority: ClientAuthority, sender: Sender) {
    this.#controlPlane = controlPlane;
    this.server = origin;
    this.#listener = listener;
    this.#sender = sender;
    this.kubernetesVersion = controlPlane.options.version.name;
    this.#credentials = new CredentialStore(trustOf(controlPlane.options, authority), (request) => this.send(request));
    if (clock !== undefined) this.nodes = new SimulatedNodes({ controlPlane, clock, credentials: (requester) => this.#credentials.of(requester) });
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    const response = await this.#sender.send(request, await this.#credentials.of(request.as));
    await this.nodes?.settled();
    return response;
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#controlPlane.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    return kubeconfigOf(this.#listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await this.#sender.close();
    await this.nodes?.close();
    await this.#listener.close();
    await this.#controlPlane.close();
  }
}
