/** A role with the bindings and subjects it is given to. */
import type { KubeObject } from '../engine/api/objects';
import type { PolicyRule, Subject as RbacSubject } from '../engine/rbac/objects';
import type { Subject } from './subject';

/** That a binding names a subject. There are as many as subjects of bindings, so one is small. */
export interface BoundSubject extends Subject {
  readonly binding: KubeObject;
  readonly subject: RbacSubject;
}

/** A role with the bindings of the cluster or of a namespace that give it. */
export interface BoundRole {
  readonly kind: string;
  readonly name: string;
  /** `undefined` if there is none of that name, or none that such a binding can give. */
  readonly role: KubeObject | undefined;
  readonly rules: readonly PolicyRule[];
  readonly bindings: readonly KubeObject[];
  readonly boundSubjects: readonly BoundSubject[];
}
