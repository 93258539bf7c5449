/** That a binding gives a role to one of its subjects. */
import { quote } from '../golang/quote';
import type { RoleRef, Subject } from './objects';
import { describeSubject } from './subject';

export interface Grant {
  /** '' for a ClusterRoleBinding. */
  readonly namespace: string;
  readonly bindingName: string;
  readonly roleRef: RoleRef;
  /** Where the index keeps the role. */
  readonly roleKey: string;
  readonly subject: Subject;
  /** The place of the binding among those of its scope. */
  readonly place: number;
  /** The position of the subject in the binding. */
  readonly position: number;
}

/** By place of the binding, then in the order of its subjects: the first of them that applies is the one that counts. */
export const precedes = (a: Grant, b: Grant): boolean => a.place < b.place || (a.place === b.place && a.position < b.position);

/** Role and ClusterRole are the kinds there are; another kind has no key that any role has. */
export const roleKey = (kind: string, namespace: string, name: string): string => (kind === 'Role' ? `Role/${namespace}/${name}` : `${kind}//${name}`);

/** After the describers of k8s.io/kubernetes/pkg/registry/rbac/validation/rule.go. */
export function describeGrant({ namespace, bindingName, roleRef, subject }: Grant): string {
  const binding = namespace === '' ? `ClusterRoleBinding ${quote(bindingName)}` : `RoleBinding ${quote(`${bindingName}/${namespace}`)}`;
  return `${binding} of ${roleRef.kind} ${quote(roleRef.name)} to ${describeSubject(subject, namespace)}`;
}
