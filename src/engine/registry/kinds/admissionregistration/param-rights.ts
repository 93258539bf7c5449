/**
 * Who writes a policy with parameters has to be able to read all objects of their kind, and who writes a binding those that it names:
 * what a policy says of a request shows what is in them.
 * After authz.go of k8s.io/kubernetes/pkg/registry/admissionregistration/{validating,mutating}admissionpolicy{,binding}.
 */
import type { Identity } from '../../../api/identity';
import type { KubeObject } from '../../../api/objects';
import { resourceAttributes } from '../../../apimachinery/attributes';
import { parseGroupVersion } from '../../../apimachinery/group-version';
import { forbiddenField } from '../../../errors/field-error';
import { printValue } from '../../../golang/printf';
import type { RegistryContext } from '../../generic/context';
import { mappingsOf } from '../../generic/rest-mapper';
import type { Strategy } from '../../generic/strategy';

interface ParamKind {
  readonly apiVersion?: string;
  readonly kind?: string;
}
interface ParamRef {
  readonly name?: string;
  readonly namespace?: string;
}
type LackingRights = NonNullable<Strategy['lackingRights']>;

/** What has to be readable: everything, where it is not known what the parameters are. */
interface Wanted {
  readonly apiGroup: string;
  readonly apiVersion: string;
  readonly resource: string;
  /** Why it is not known. */
  readonly unknown?: string;
}
const EVERYTHING: Wanted = { apiGroup: '*', apiVersion: '*', resource: '*' };

const isFree = ({ groups }: Identity): boolean => groups.includes('system:masters');

/** A user as Go prints a *user.DefaultInfo. */
const shown = ({ name, uid, groups, extra }: Identity): string => `&{${name} ${uid} ${printValue(groups)} ${printValue(extra)}}`;

function wantedOf({ apiVersion = '', kind = '' }: ParamKind, { options, storage }: RegistryContext): Wanted {
  const { group, version } = parseGroupVersion(apiVersion);
  const known = { apiGroup: group, apiVersion: version };
  try {
    const [mapping] = mappingsOf({ apiVersion, kind, name: '', uid: '' }, options, storage);
    return { ...known, resource: mapping?.resource ?? '*' };
  } catch {
    return { ...known, resource: '*', unknown: `unable to resolve paramKind &{${apiVersion} ${kind}}` };
  }
}

const specOf = <T>(object: KubeObject | undefined): Partial<T> => (object?.['spec'] ?? {}) as Partial<T>;

export const paramKindRights: LackingRights = async (policy, old, { user }, context) => {
  const { paramKind } = specOf<{ readonly paramKind: ParamKind }>(policy);
  const { paramKind: before } = specOf<{ readonly paramKind: ParamKind }>(old);
  if (paramKind === undefined || isFree(user)) return [];
  if (before?.apiVersion === paramKind.apiVersion && before?.kind === paramKind.kind) return [];
  const { apiGroup, apiVersion, resource } = wantedOf(paramKind, context);
  const asked = { user, verb: 'get', name: '*', namespace: '*', apiGroup, apiVersion, resource };
  const { decision, error } = await context.authorizer.authorize(resourceAttributes(asked));
  if (error !== undefined) return [forbiddenField('spec.paramKind', error.message)];
  const { kind = '', apiVersion: written = '' } = paramKind;
  const why = `user ${shown(user)} must have "get" permission on all objects of the referenced paramKind (kind=${kind}, apiVersion=${written})`;
  return decision === 'Allow' ? [] : [forbiddenField('spec.paramKind', why)];
};

function wantedByPolicy(resource: string, policyName: string, context: RegistryContext): Wanted {
  const policy = context.storage.get({ group: 'admissionregistration.k8s.io', resource }, '', policyName);
  if (policy === undefined) return { ...EVERYTHING, unknown: `unable to get policy ${policyName}` };
  const { paramKind } = specOf<{ readonly paramKind: ParamKind }>(policy);
  return paramKind === undefined ? EVERYTHING : wantedOf(paramKind, context);
}

/** `policies`: the resource of the policies that are bound. */
export const paramRefRights =
  (policies: 'validatingadmissionpolicies' | 'mutatingadmissionpolicies'): LackingRights =>
  async (binding, _old, { user }, context) => {
    const { policyName = '', paramRef } = specOf<{ readonly policyName: string; readonly paramRef: ParamRef }>(binding);
    if (paramRef === undefined || isFree(user)) return [];
    const { name = '', namespace = '' } = paramRef;
    const verb = name === '' ? 'list' : 'get';
    const { unknown, ...wanted } = wantedByPolicy(policies, policyName, context);
    const { decision, error } = await context.authorizer.authorize(resourceAttributes({ user, verb, name, namespace, ...wanted }));
    const isMutating = policies === 'mutatingadmissionpolicies';
    const lacking = (why: string): Awaited<ReturnType<LackingRights>> => [forbiddenField('spec.paramRef', why)];
    if (error !== undefined) return lacking(`${isMutating ? '' : 'failed to authorize request: '}${error.message}`);
    if (decision === 'Allow') return [];
    const minimum = `to determine minimum required permissions and user ${shown(user)} does not have "${verb}" permission for all groups, versions and resources`;
    if (unknown !== undefined) return lacking(`${unknown} ${minimum}`);
    // Upstream has the two in the other order for MutatingAdmissionPolicyBinding.
    const [who, what] = isMutating ? [verb, shown(user)] : [shown(user), verb];
    return lacking(`user ${who} does not have "${what}" permission on the object referenced by paramRef`);
  };
