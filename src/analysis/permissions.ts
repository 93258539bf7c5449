/**
 * All that a user may do in a namespace, as `kubectl auth can-i --list` prints it: the rules of a SelfSubjectRulesReview, taken apart and put
 * together again by resource. Upstream: k8s.io/kubectl/pkg/cmd/auth/cani.go and pkg/util/rbac.
 */
import type { Identity } from '../engine/api/identity';
import { RbacAuthorizer } from '../engine/authorization/rbac/rbac-authorizer';
import { compareBytes } from '../engine/golang/bytes';
import type { Policy } from './policy';

export interface Permission {
  readonly resource: string;
  readonly apiGroup: string;
  readonly resourceNames: readonly string[];
  readonly nonResourceURLs: readonly string[];
  readonly verbs: readonly string[];
}

export interface Permissions {
  readonly permissions: readonly Permission[];
  /** Why some may be missing. */
  readonly incomplete?: string;
}

/** As Go prints a rule: what the list is sorted by. */
const printed = ({ verbs, apiGroup, resource, resourceNames, nonResourceURLs }: Permission): string => {
  const [groups, resources] = resource === '' ? ['', ''] : [apiGroup, resource];
  return `&PolicyRule{Verbs:[${verbs.join(' ')}],APIGroups:[${groups}],Resources:[${resources}],ResourceNames:[${resourceNames.join(' ')}],NonResourceURLs:[${nonResourceURLs.join(' ')}],}`;
};

export function permissionsOf({ storage }: Policy, user: Identity, namespace: string): Permissions {
  const { resourceRules, nonResourceRules, errors } = new RbacAuthorizer(storage).rulesFor(user, namespace);
  const byResource = new Map<string, Permission>();
  for (const { verbs, apiGroups = [], resources = [], resourceNames = [] } of resourceRules)
    for (const apiGroup of apiGroups)
      for (const resource of resources)
        for (const verb of verbs)
          for (const name of resourceNames.length === 0 ? [undefined] : resourceNames) {
            const key = JSON.stringify([apiGroup, resource, name ?? null]);
            const before = byResource.get(key);
            const known = before?.verbs ?? [];
            byResource.set(key, {
              resource,
              apiGroup,
              resourceNames: name === undefined ? [] : [name],
              nonResourceURLs: [],
              verbs: known.includes(verb) ? known : [...known, verb],
            });
          }
  const paths = nonResourceRules.flatMap(({ verbs, nonResourceURLs = [] }) =>
    nonResourceURLs.flatMap((url) =>
      verbs.map((verb): Permission => ({ resource: '', apiGroup: '', resourceNames: [], nonResourceURLs: [url], verbs: [verb] })),
    ),
  );
  const permissions = [...paths, ...byResource.values()]
    .map((permission) => ({ permission, key: printed(permission) }))
    .sort((a, b) => compareBytes(a.key, b.key))
    .map(({ permission }) => permission);
  return { permissions, ...(errors.length > 0 && { incomplete: errors.join('; ') }) };
}

const list = (values: readonly string[]): string => `[${values.join(' ')}]`;

/** `deployments.apps/scale`. */
export function describeResource({ resource, apiGroup }: Pick<Permission, 'resource' | 'apiGroup'>): string {
  const [name = '', ...subresource] = resource.split('/');
  return [`${name}${apiGroup === '' || resource === '' ? '' : `.${apiGroup}`}`, ...(subresource.length === 0 ? [] : [subresource.join('/')])].join('/');
}

export const permissionRows = ({ permissions }: Permissions): readonly (readonly string[])[] =>
  permissions.map((permission) => [describeResource(permission), list(permission.nonResourceURLs), list(permission.resourceNames), list(permission.verbs)]);

export const PERMISSION_COLUMNS = ['Resources', 'Non-Resource URLs', 'Resource Names', 'Verbs'] as const;
