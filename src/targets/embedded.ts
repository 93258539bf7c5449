/** The API server in this process, called directly. Nothing listens until a kubeconfig is asked for. */
import type { AdmissionNote } from '../engine/api/admission-note';
import type { Attributes } from '../engine/api/attributes';
import type { ChainExplainer, Explanation } from '../engine/api/explainer';
import type { ApiResponse } from '../engine/api/http';
import type { ControlPlane } from './control-plane';
import type { OpenedControlPlane } from './control-plane-pool';
import type { ClientAuthority } from './client-authority';
import { CredentialStore, trustOf } from './credentials';
import { kubeconfigOf } from './kubeconfig';
import { listen, type Listener } from './listener';
import { SimulatedNodes } from './nodes/simulated-nodes';
import { ownEngine } from './own-engine';
import type { Requester, Target, TargetRequest } from './target';
import { wholeResponse } from './whole-response';
import { wireRequest } from './wire-request';

export const embedded = ownEngine((opened, authority) => new EmbeddedTarget(opened, authority));

class EmbeddedTarget implements Target, ChainExplainer {
  readonly kubernetesVersion: string;
  readonly server: object;
  readonly #controlPlane: ControlPlane;
  readonly #authority: ClientAuthority;
  readonly #credentials: CredentialStore;
  readonly nodes?: SimulatedNodes;
  #listener: Promise<Listener> | undefined;

  constructor({ controlPlane, origin, clock }: OpenedControlPlane, authority: ClientAuthority) {
    this.#controlPlane = controlPlane;
    this.#authority = authority;
    this.server = origin;
    this.kubernetesVersion = controlPlane.options.version.name;
    this.#credentials = new CredentialStore(trustOf(controlPlane.options, authority), (request) => this.send(request));
    if (clock !== undefined) this.nodes = new SimulatedNodes({ controlPlane, clock, credentials: (requester) => this.#credentials.of(requester) });
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    const response = await this.#send(request);
    await this.nodes?.settled();
    return response;
  }

  async #send(request: TargetRequest): Promise<ApiResponse> {
    const sent = wireRequest(request, await this.#credentials.of(request.as));
    if (request.explainsAdmission !== true) return wholeResponse(await this.#controlPlane.handle(sent));
    const admission: AdmissionNote[] = [];
    return { ...(await wholeResponse(await this.#controlPlane.handle({ ...sent, admission }))), admission };
  }

  explain(attributes: Attributes): Promise<readonly Explanation[]> {
    return this.#controlPlane.explain(attributes);
  }

  async kubeconfig(requester: Requester): Promise<string> {
    const listener = await (this.#listener ??= listen(this.#controlPlane, this.#controlPlane.options.version, this.#authority));
    return kubeconfigOf(listener, await this.#credentials.of(requester));
  }

  async close(): Promise<void> {
    await (await this.#listener)?.close();
    await this.nodes?.close();
    await this.#controlPlane.close();
  }
}
