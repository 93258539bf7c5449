import type { GroupResource, GroupVersionKind, JsonObject, KubeObject } from './objects';
import type { AdmissionNote } from './admission-note';
import type { RequestAudit } from './audit';
import type { Identity } from './identity';

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT';

/** What an admission plugin sees: admission.Attributes of k8s.io/apiserver. Absent strings are ''. */
export interface AdmissionAttributes {
  readonly operation: Operation;
  readonly kind: GroupVersionKind;
  readonly resource: GroupResource & { readonly version: string };
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  /** Absent on DELETE. A mutating plugin returns the object that takes its place. */
  readonly object?: KubeObject;
  readonly oldObject?: KubeObject;
  readonly user: Identity;
  readonly dryRun: boolean;
  /** Warning headers collected so far; a plugin may add a text. */
  readonly warnings: string[];
  /** The audit log's view of the request; a plugin may add annotations. */
  readonly audit: RequestAudit;
  /** CreateOptions, UpdateOptions or DeleteOptions as given. */
  readonly options?: JsonObject;
  /** Where the chain notes what its plugins do; present when the client, in this process, asks for it. */
  readonly notes?: AdmissionNote[];
  /** What a plugin says about itself in its note, beside the refusal: which policy, which webhook and why. Present with notes. */
  readonly details?: string[];
}

/**
 * The mutating plugins run again where one that looks at the object of a client (a webhook, a policy) changed it after others had
 * seen it: ReinvocationContext of k8s.io/apiserver/pkg/admission.
 */
export interface Reinvocation {
  /** Whether this is the second run. */
  readonly isReinvoke: boolean;
  /** Asks for a second run. */
  require(): void;
  /** What a plugin keeps for the second run, made when it is first asked for. */
  kept<T extends object>(plugin: string, make: () => T): T;
}

export interface MutationAttributes extends AdmissionAttributes {
  readonly reinvocation: Reinvocation;
}

/** The chain as the registry asks it. Refusals are thrown as StatusError. */
export interface Admission {
  /** Runs the mutating plugins in order; returns the object as they left it. */
  admit(attributes: AdmissionAttributes): KubeObject | undefined | Promise<KubeObject | undefined>;
  validate(attributes: AdmissionAttributes): void | Promise<void>;
  /** What /metrics has of it, in the text format of Prometheus. */
  metrics(): string;
}

/** One plugin, one file under admission/. */
export interface AdmissionPlugin {
  readonly name: string;
  handles(operation: Operation): boolean;
  admit?(attributes: MutationAttributes): KubeObject | undefined | Promise<KubeObject | undefined>;
  validate?(attributes: AdmissionAttributes): void | Promise<void>;
}
