/**
 * A target is an API server that scenarios talk to. Every target answers the same requests with the same answers; how it
 * is reached, and how a requester authenticates, is its own business.
 */
import type { ApiResponse } from '../engine/api/http';
import type { Nodes } from './nodes/nodes';
import type { ServerFolder } from './server-folder';

/** Who sends a request: a user with groups, a ServiceAccount, the administrator, or an anonymous client. */
export type Requester =
  | { readonly kind: 'user'; readonly name: string; readonly groups?: readonly string[] }
  | { readonly kind: 'serviceAccount'; readonly namespace: string; readonly name: string }
  /** The bearer of this token. */
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
  /** Asks for `admission` of the answer, which only a target has whose server is in this process. */
  readonly explainsAdmission?: boolean;
}

export interface Target {
  /** For example '1.36'. */
  readonly kubernetesVersion: string;
  /** Identifies the API server: the same for targets whose server was started once, with the same flags and files. */
  readonly server: object;
  /** The answer, whole. A watch must be bounded by `timeoutSeconds`; its answer has the stream as body. */
  send(request: TargetRequest): Promise<ApiResponse>;
  /** A kubeconfig with which programs such as kubectl act as `requester`; where nothing listens yet, this starts it. */
  kubeconfig(requester: Requester): Promise<string>;
  /** Where the target was opened with them. */
  readonly nodes?: Nodes;
  close(): Promise<void>;
}

/** How a scenario wants its server. Flags are kube-apiserver's, by their names without dashes. */
export interface TargetOptions {
  readonly kubernetesVersion?: string;
  readonly flags?: Readonly<Record<string, string>>;
  /** The files that flags name as `$DIR/...`. */
  readonly folder?: ServerFolder;
  /** The controllers of kube-controller-manager that run: those that access control needs unless named. */
  readonly controllers?: string;
  /** Whether a scheduler runs as well. */
  readonly scheduler?: boolean;
  /** Whether kubelets run nodes, with all controllers and the scheduler around them. */
  readonly nodes?: boolean;
}

/** What a scenario needs before anything is asked. A target that cannot give it does not run the scenario. */
export interface Requirements extends TargetOptions {
  /** Programs such as kubectl talk to the server by a kubeconfig. */
  readonly kubectl?: boolean;
  /** Containers of pods really run. */
  readonly pods?: boolean;
  /** The API server calls a program on this machine that an object names. */
  readonly callsBack?: boolean;
  /** The scenario is about the API server of src/engine, not about Kubernetes. */
  readonly ownEngine?: boolean;
}

/** Which cluster, as the command line says it. */
export interface ClusterChoice {
  /** A file; without it, as kubectl finds it. */
  readonly kubeconfig?: string;
  readonly context?: string;
  /** The name of a context that does not look as if it was there for trying things out. */
  readonly allowContext?: string;
}

/** A kind of API server that scenarios can run on: one for each name in targets.ts. */
export interface TargetKind {
  /** Whether a write may have its effect a moment after it is answered, as plugins of real servers hear of it by informers. */
  readonly isEventual?: true;
  /** For servers that are there already: which version of Kubernetes it is. Throws an Error when nothing can run there. */
  ownVersion?(choice: ClusterChoice): Promise<string>;
  /** Begins a session. Nothing is written, and no API server starts yet. Throws an Error when nothing can run there. */
  connect(choice: ClusterChoice): Promise<TargetSession>;
}

/** What the scenarios of one run share: it opens their API servers, and closes everything that it opened. */
export interface TargetSession {
  /** PEM of the CA that signs the client certificates of users. */
  readonly clientCa: string;
  /**
   * Why scenarios with these needs cannot run here, as a sentence for reports; undefined when they can. Asked before anything is
   * opened, and again when a scenario says that it needs more.
   */
  unsupportedReason(requirements: Requirements): string | undefined | Promise<string | undefined>;
  /** Opens one target for a scenario. */
  open(options: TargetOptions): Promise<Target>;
  /** Ends what outlives scenarios, when the last of them has run or the run is interrupted. */
  close(): Promise<void>;
}
