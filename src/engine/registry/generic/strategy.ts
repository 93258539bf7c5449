import type { Call } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import type { Turns } from '../../golang/turns';
import type { FieldError } from '../../errors/field-error';
import type { RegistryContext } from './context';
import type { Version } from '../../versions';

/** What is made at once, or in turns where there may be much of it. */
export type InPieces<T> = T | Turns<T>;

const isInTurns = <T>(made: InPieces<T>): made is Turns<T> => typeof made === 'object' && made !== null && 'next' in made;

export function* inPieces<T>(made: InPieces<T>): Turns<T> {
  return isInTurns(made) ? yield* made : made;
}

/** Finds what is wrong with an object of a kind whose updates are checked like creations. */
export type Validate = (object: KubeObject, context: RegistryContext) => readonly FieldError[];

export interface StatusStrategy {
  /** `object` has the spec of `old` already. */
  readonly prepare?: (object: KubeObject, old: KubeObject, context: RegistryContext) => KubeObject;
  readonly validate?: (object: KubeObject, old: KubeObject, context: RegistryContext) => readonly FieldError[];
}

/**
 * What is particular about one resource; everything that is not named here the generic verbs do alike.
 * After k8s.io/apiserver/pkg/registry/rest RESTCreateStrategy and RESTUpdateStrategy.
 */
export interface Strategy {
  /** The texts of what is wrong with a name, or with the prefix a name is made of. Default: a DNS-1123 subdomain. */
  readonly validateName?: (name: string, prefix: boolean, version: Version) => readonly string[];
  /** A kind of another module than Kubernetes' own: its finalizers need no domain. */
  readonly foreign?: boolean;
  /** Runs before everything else, on the decoded and defaulted object: RBAC's escalation check. Throws StatusError. */
  readonly authorizeCreate?: (object: KubeObject, call: Call, context: RegistryContext) => void | Promise<void>;
  readonly authorizeUpdate?: (object: KubeObject, old: KubeObject, call: Call, context: RegistryContext) => void | Promise<void>;
  readonly prepareForCreate?: (object: KubeObject, call: Call, context: RegistryContext) => KubeObject;
  /** What needs the uid and the name that the server gives. */
  readonly completed?: (object: KubeObject, context: RegistryContext) => KubeObject;
  readonly prepareForUpdate?: (object: KubeObject, old: KubeObject, call: Call, context: RegistryContext) => KubeObject;
  /** Runs once the object is known to be valid, on what is about to be admitted and stored. Throws StatusError. */
  readonly allocate?: (object: KubeObject, old: KubeObject | undefined, call: Call, context: RegistryContext) => KubeObject;
  /** Runs once an object has been written, or removed (`undefined`), with what was there before. */
  readonly stored?: (object: KubeObject | undefined, old: KubeObject | undefined, context: RegistryContext) => void;
  /** Without the checks of metadata, which are generic. */
  readonly validate?: (object: KubeObject, context: RegistryContext, call: Call) => InPieces<readonly FieldError[]>;
  /** validate checks the metadata itself, in its place among the other checks. Default: they are checked before it. */
  readonly validatesMetadata?: boolean;
  readonly validateUpdate?: (object: KubeObject, old: KubeObject, context: RegistryContext) => InPieces<readonly FieldError[]>;
  /** validateUpdate checks the metadata itself, in its place among the other checks. Default: they are checked before it. */
  readonly validatesMetadataUpdate?: boolean;
  /** Runs once the object is known to be valid. What it finds refuses the object like what validation finds. */
  readonly lackingRights?: (object: KubeObject, old: KubeObject | undefined, call: Call, context: RegistryContext) => Promise<readonly FieldError[]>;
  /** PUT of an object that is not there creates it. Default: false. */
  readonly allowCreateOnUpdate?: boolean;
  /** The same, where versions differ. */
  readonly createsByPut?: (version: Version) => boolean;
  /** PUT without resourceVersion is taken. Default: true. */
  readonly allowUnconditionalUpdate?: boolean;
  /** PUT without resourceVersion is found wrong by validation. Default: see above. */
  readonly validatesRevision?: (version: Version) => boolean;
  /** All fields that a field selector may name, where they are others than metadata.name and metadata.namespace. */
  readonly selectableFields?: (version: Version, groupVersion: string) => readonly string[] | undefined;
  /** What is said of another field. Default: `field label not supported: x`. */
  readonly unsupportedField?: (field: string, version: Version) => string;
  /** The values of the selectable fields that are not in metadata. */
  readonly fields?: (object: KubeObject) => Readonly<Record<string, string>>;
  /** The seconds until an object that is deleted goes; 0: it is marked and goes at once. Default: it goes unmarked. */
  readonly gracePeriod?: (object: KubeObject, requested: number | undefined) => number;
  /** Dependents stay when the options do not say what becomes of them, for a client of that version. Default: they are deleted. */
  readonly orphansDependents?: (apiVersion: string) => boolean;
  /** Nothing is ever dependent on such an object. */
  readonly hasNoDependents?: boolean;
  /** Runs before the object that DELETE names is looked for. Throws StatusError. */
  readonly checkDelete?: (name: string) => void;
  /** DELETE answers with the deleted object instead of a Status. */
  readonly returnsDeletedObject?: (version: Version) => boolean;
  /** DELETE answers with a Status even while finalizers keep the object. Default: with the object that is kept. */
  readonly answersDeletionWithStatus?: (version: Version) => boolean;
  /** What a deletion makes of an object that is to stay for a while: a namespace. `undefined`: it goes like any other. */
  readonly terminating?: (object: KubeObject, finalizers: readonly string[]) => KubeObject | undefined;
  /** An object that waits for its deletion may go, beyond its metadata.finalizers. Default: yes. */
  readonly isFinalized?: (object: KubeObject) => boolean;
  /** The status is a field like any other: no subresource has it. */
  readonly hasPlainStatus?: boolean;
  /** What is particular about .../status, beside that everything but metadata and status stays. */
  readonly status?: StatusStrategy;
  /** Warning headers for an object that is created or updated. */
  readonly warnings?: (object: KubeObject, version: Version, old?: KubeObject) => readonly string[];
}
