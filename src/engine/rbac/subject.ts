/**
 * Whom a subject of a binding means. A ServiceAccount is the user of its name, so there are only users and groups to look
 * for. After appliesToUser and describeSubject of k8s.io/kubernetes/pkg/registry/rbac/validation/rule.go.
 */
import { userNameOf } from '../apimachinery/service-account-names';
import { quote } from '../golang/quote';
import type { Subject } from './objects';

export interface SubjectKey {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}

/** A ServiceAccount without namespace is one of the binding's; a ClusterRoleBinding has none to lend. */
function serviceAccountKey(subject: Subject, bindingNamespace: string): SubjectKey | undefined {
  const namespace = subject.namespace || bindingNamespace;
  return namespace === '' ? undefined : { kind: 'User', name: userNameOf({ namespace, name: subject.name }) };
}

/** Returns `undefined` for a subject that matches no user. */
export function subjectKey(subject: Subject, bindingNamespace: string): SubjectKey | undefined {
  switch (subject.kind) {
    case 'User':
    case 'Group':
      return { kind: subject.kind, name: subject.name };
    case 'ServiceAccount':
      return serviceAccountKey(subject, bindingNamespace);
    default:
      return undefined;
  }
}

/** The name of a ServiceAccount comes before its namespace. */
export function describeSubject({ kind, name, namespace }: Subject, bindingNamespace: string): string {
  return `${kind} ${quote(kind === 'ServiceAccount' ? `${name}/${namespace || bindingNamespace}` : name)}`;
}
