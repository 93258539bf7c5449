/**
 * A policy allows a user, a group, or a user as a member of a group something. Both formats of a line become the same policy;
 * what a wildcard or a missing field means differs between them.
 * After k8s.io/kubernetes/pkg/apis/abac (types.go, v0/conversion.go, v1beta1/conversion.go).
 */
export interface Policy {
  /** '' names no user; a policy that names neither user nor group matches no one. */
  readonly user: string;
  readonly group: string;
  /** Allows get, list and watch only. */
  readonly readonly: boolean;
  /** '*' is any; '' matches only what has none. */
  readonly apiGroup: string;
  readonly resource: string;
  readonly namespace: string;
  /** '*' at the end stands for anything. */
  readonly nonResourcePath: string;
  /** Where it is in the file; decides nothing. */
  readonly line?: number;
}

/** The fields of a line; those that are not there are '' or false. */
export type PolicyFields = Readonly<Partial<Policy>>;

const ALL_AUTHENTICATED = 'system:authenticated';
const NOTHING: Policy = { user: '', group: '', readonly: false, apiGroup: '', resource: '', namespace: '', nonResourcePath: '' };

const withWildcardSubject = (policy: Policy): Policy =>
  policy.user === '*' || policy.group === '*' ? { ...policy, user: '', group: ALL_AUTHENTICATED } : policy;

/** abac.authorization.kubernetes.io/v1beta1, the fields of its spec. */
export const policyOfSpec = (spec: PolicyFields): Policy => withWildcardSubject({ ...NOTHING, ...spec });

/** The old format has no version: what it leaves out is allowed, to all authenticated users where it names neither user nor group. */
export function policyOfUnversioned({ user = '', group = '', readonly = false, resource = '', namespace = '' }: PolicyFields): Policy {
  return withWildcardSubject({
    user,
    group: user === '' && group === '' ? ALL_AUTHENTICATED : group,
    readonly,
    apiGroup: '*',
    resource: resource === '' ? '*' : resource,
    namespace: namespace === '' ? '*' : namespace,
    nonResourcePath: resource === '' && namespace === '' ? '*' : '',
  });
}
