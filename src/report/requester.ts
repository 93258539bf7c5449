/** Who sends a request, in words and as the subject of an access review. */
import type { Requester } from '../targets/target';

export interface Subject {
  readonly user: string;
  readonly groups: readonly string[];
}

/** undefined: only the server knows who holds a token. */
export function subjectOf(requester: Requester): Subject | undefined {
  if (requester.kind === 'user') return { user: requester.name, groups: [...(requester.groups ?? []), 'system:authenticated'] };
  if (requester.kind === 'administrator') return { user: 'admin', groups: ['system:masters', 'system:authenticated'] };
  if (requester.kind === 'anonymous') return { user: 'system:anonymous', groups: ['system:unauthenticated'] };
  if (requester.kind === 'token') return undefined;
  const { namespace, name } = requester;
  return {
    user: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
  };
}

/** For example `jane (groups developers, auditors)`. */
export function describeRequester(requester: Requester): string {
  if (requester.kind === 'administrator') return 'the administrator';
  if (requester.kind === 'anonymous') return 'an anonymous client';
  if (requester.kind === 'token') return 'the bearer of a token';
  if (requester.kind === 'serviceAccount') return `system:serviceaccount:${requester.namespace}:${requester.name}`;
  const groups = requester.groups ?? [];
  if (groups.length === 0) return requester.name;
  return `${requester.name} (${groups.length === 1 ? 'group' : 'groups'} ${groups.join(', ')})`;
}
