/**
 * A target is an API server that scenarios talk to. Every target answers the same requests with the same answers; how it
 * is reached, and how somebody proves who they are, is its own business.
 */
import type { ApiResponse } from '../engine/api/http';

/** Who sends a request: a user with groups, a ServiceAccount, the administrator, or nobody. */
export type Requester =
  | { readonly kind: 'user'; readonly name: string; readonly groups?: readonly string[] }
  | { readonly kind: 'serviceAccount'; readonly namespace: string; readonly name: string }
  /** Whoever holds this bearer token. */
  | { readonly kind: 'token'; readonly token: string }
  /** A member of system:masters, whom nothing refuses. */
  | { readonly kind: 'administrator' }
  | { readonly kind: 'anonymous' };

export interface TargetRequest {
  readonly as: Requester;
  readonly method: string;
  /** Path and query as sent, still percent-encoded. */
  readonly path: string;
  /** Names in any case. Without Accept, `application/json` is sent. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  /** A string or bytes are sent as they are; anything else as JSON. With a body and no Content-Type, `application/json` is sent. */
  readonly body?: unknown;
}

/** What a scenario may ask for beyond the wire; a scenario that needs more than a target can is not applicable there. */
export interface Capabilities {
  /** Each open gives a cluster of its own, with flags of its own. */
  readonly ownFlags: boolean;
  /** Any name and groups can be made to authenticate. */
  readonly anyUser: boolean;
}

export interface Target {
  /** For example '1.36'. */
  readonly kubernetesVersion: string;
  readonly can: Capabilities;
  /** The answer, whole. A watch must be bounded by `timeoutSeconds`; its answer has the stream as body. */
  send(request: TargetRequest): Promise<ApiResponse>;
  /** A kubeconfig with which programs such as kubectl act as `requester`; where nothing listens yet, this starts it. */
  kubeconfig(requester: Requester): Promise<string>;
  close(): Promise<void>;
}

/** How a scenario wants its server. Flags are kube-apiserver's, by their names without dashes. */
export interface TargetOptions {
  readonly kubernetesVersion?: string;
  readonly flags?: Readonly<Record<string, string>>;
  /** The controllers of kube-controller-manager that run: all of them unless named. */
  readonly controllers?: string;
}

/** Opens one target per scenario. */
export type OpenTarget = (options: TargetOptions) => Promise<Target>;
