import type { GroupResource, GroupVersionKind, JsonObject, KubeObject } from './objects';
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
}

/** The chain as the registry asks it. Refusals are thrown as StatusError. */
export interface Admission {
  /** Runs the mutating plugins in order; returns the object as they left it. */
  admit(attributes: AdmissionAttributes): KubeObject | undefined | Promise<KubeObject | undefined>;
  validate(attributes: AdmissionAttributes): void | Promise<void>;
}

/** One plugin, one file under admission/. */
export interface AdmissionPlugin {
  readonly name: string;
  handles(operation: Operation): boolean;
  admit?(attributes: AdmissionAttributes): KubeObject | undefined | Promise<KubeObject | undefined>;
  validate?(attributes: AdmissionAttributes): void | Promise<void>;
}
