/** The API server in this process, called directly. Nothing listens until a kubeconfig is asked for. */
import type { AdmissionNote } from '../engine/api/admission';
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import { openControlPlane } from './control-plane-pool';
import { CredentialStore, sharedClientAuthority, trustOf, type ClientAuthority } from './credentials';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import { unsupportedByOwnEngine } from './own-engine';
import type { Requester, Target, TargetKind, TargetRequest } from './target';
import { wholeResponse } from './whole-response';
import { wireRequest } from './wire-request';

export const embedded: TargetKind = {
  unsupportedReason: unsupportedByOwnEngine,
  open: async (options) => new EmbeddedTarget(await openControlPlane(options), await sharedClientAuthority()),
};

class EmbeddedTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly #controlPlane: ControlPlane;
  readonly #credentials: CredentialStore;
  #listener: Promise<Listener> | undefined;

  constructor(controlPlane: ControlPlane, clientAuthority: ClientAuthority) {
    this.#controlPlane = controlPlane;
    this.kubernetesVersion = controlPlane.options.version.name;
    this.#credentials = new CredentialStore(trustOf(controlPlane.options, clientAuthority), (request) => this.send(request));
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    const sent = wireRequest(request, await this.#credentials.of(request.as));
    if (request.explainsAdmission !== true) return wholeResponse(await this.#controlPlane.handle(sent));
    const admission: AdmissionNote[] = [];
    return { ...(await wholeResponse(await this.#controlPlane.handle({ ...sent, admission }))), admission };
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#controlPlane.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    const listener = await (this.#listener ??= listen(this.#controlPlane, this.#controlPlane.options.version));
    return kubeconfigOf(listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await (await this.#listener)?.close();
    await this.#controlPlane.close();
  }
}
