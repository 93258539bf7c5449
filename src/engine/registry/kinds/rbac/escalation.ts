/**
 * A user cannot hand out more than they have. Who writes a role has to hold all its rules, or the right to `escalate` it; who
 * writes a binding has to hold all the rules of its role, or the right to `bind` it. This comes before validation.
 * After k8s.io/kubernetes/pkg/registry/rbac/escalation_check.go, validation/rule.go and each policybased/storage.go.
 */
import { resourceAttributes } from '../../../apimachinery/attributes';
import type { ResourceAttributes } from '../../../api/attributes';
import type { Identity } from '../../../api/identity';
import type { KubeObject } from '../../../api/objects';
import type { Call } from '../../../api/registry';
import { quote, quoteSlice } from '../../../golang/quote';
import { aggregate } from '../../../errors/field-error';
import { badRequest, forbidden, notFound, plainError, type StatusError } from '../../../errors/status-error';
import type { RegistryContext } from '../../generic/context';
import { nameIsPathSegment } from '../../../apimachinery/names';
import { BindingIndex } from '../../../rbac/binding-index';
import { roleKey } from '../../../rbac/grant';
import { aggregationRuleOf, rbacResource, roleRefOf, rulesOf, type PolicyRule, type RbacResource, type RoleRef } from '../../../rbac/objects';
import { printAtoms } from '../../../rbac/policy-compact';
import { notCovered } from '../../../rbac/policy-covers';
import { table } from '../../../golang/map';

const FULL_AUTHORITY: readonly PolicyRule[] = [
  { verbs: ['*'], apiGroups: ['*'], resources: ['*'] },
  { verbs: ['*'], nonResourceURLs: ['*'] },
];
const ROLE_RESOURCES = table<RbacResource>({ Role: 'roles', ClusterRole: 'clusterroles' });

const mayEscalate = (user: Identity): boolean => user.groups.includes('system:masters');

async function allows(
  context: RegistryContext,
  asked: Pick<ResourceAttributes, 'user' | 'verb' | 'apiGroup' | 'resource' | 'name' | 'namespace'>,
): Promise<boolean> {
  const { decision } = await context.authorizer.authorize(resourceAttributes(asked));
  return decision === 'Allow';
}

const mayEscalateRole = ({ user, info }: Call, context: RegistryContext): Promise<boolean> =>
  allows(context, { user, verb: 'escalate', apiGroup: info.apiGroup, resource: info.resource, name: info.name, namespace: info.namespace });

async function mayBind({ user, info }: Call, context: RegistryContext, { apiGroup, kind, name }: RoleRef): Promise<boolean> {
  const resource = ROLE_RESOURCES[kind];
  return resource !== undefined && (await allows(context, { user, verb: 'bind', apiGroup, resource, name, namespace: info.namespace }));
}

/** The rules of the role that a binding names. Throws 400 and 404. */
function boundRules(roleRef: RoleRef, call: Call, context: RegistryContext): readonly PolicyRule[] {
  const { kind, name } = roleRef;
  const { namespace } = call.info;
  if (kind === 'Role' && namespace === '') throw badRequest('Namespace parameter required.');
  const complaints = nameIsPathSegment(name, false, context.options.version);
  if (ROLE_RESOURCES[kind] !== undefined && name === '') throw badRequest('Name parameter required.');
  if (ROLE_RESOURCES[kind] !== undefined && complaints.length > 0) throw badRequest(`Name parameter invalid: ${quote(name)}: ${complaints.join(';')}`);
  const rules = BindingIndex.of(context.storage).rules(roleKey(kind, namespace, name));
  if (rules === undefined) throw unresolved(roleRef, call, context);
  return rules;
}

/** Since roles are looked up as part of the request, a missing one is reported with the name of the resource of the request. */
function unresolved({ kind, name }: RoleRef, call: Call, context: RegistryContext): StatusError {
  const resource = ROLE_RESOURCES[kind];
  if (resource === undefined) return plainError(`unsupported role reference kind: ${quote(kind)}`);
  if (context.options.version.has('rolesLookedUpInRequest')) return notFound({ group: call.info.apiGroup, resource: call.info.resource }, name);
  return notFound(rbacResource(resource), name);
}

/** Why the user may not hand out the rules; `undefined` if they may. */
function escalationOf(rules: readonly PolicyRule[], call: Call, context: RegistryContext): string | undefined {
  const { user, info } = call;
  const index = BindingIndex.of(context.storage);
  const grants = index.grantsOf(user, info.namespace);
  const owned = grants.flatMap(({ roleKey: key }) => index.rules(key) ?? []);
  const missing = notCovered(owned, rules);
  if (missing.length === 0) return undefined;
  const errors = grants.filter(({ roleKey: key }) => index.rules(key) === undefined).map(({ roleRef }) => unresolved(roleRef, call, context).message);
  const text = `user ${quote(user.name)} (groups=${quoteSlice(user.groups)}) is attempting to grant RBAC permissions not currently held:\n${printAtoms(missing)}`;
  return errors.length === 0 ? text : `${text}; resolution errors: [${aggregate(errors)}]`;
}

function refuseEscalation(
  resource: RbacResource,
  object: KubeObject,
  rules: readonly PolicyRule[],
  call: Call,
  context: RegistryContext,
  message?: string,
): void {
  const escalation = escalationOf(rules, call, context);
  if (escalation !== undefined) throw forbidden(rbacResource(resource), object.metadata.name ?? '', message ?? escalation);
}

const aggregates = (role: KubeObject | undefined): boolean => role !== undefined && (aggregationRuleOf(role)?.clusterRoleSelectors ?? []).length > 0;

/** An aggregated role can gather any rules, so only who holds all rules may make or change one. */
export async function authorizeRole(
  resource: 'roles' | 'clusterroles',
  role: KubeObject,
  old: KubeObject | undefined,
  call: Call,
  context: RegistryContext,
): Promise<void> {
  if (mayEscalate(call.user) || (await mayEscalateRole(call, context))) return;
  refuseEscalation(resource, role, rulesOf(role), call, context);
  if (resource === 'roles' || (!aggregates(role) && !aggregates(old))) return;
  refuseEscalation(resource, role, FULL_AUTHORITY, call, context, 'must have cluster-admin privileges to use the aggregationRule');
}

export async function authorizeBinding(
  resource: 'rolebindings' | 'clusterrolebindings',
  binding: KubeObject,
  call: Call,
  context: RegistryContext,
): Promise<void> {
  const roleRef = roleRefOf(binding);
  if (mayEscalate(call.user) || (await mayBind(call, context, roleRef))) return;
  refuseEscalation(resource, binding, boundRules(roleRef, call, context), call, context);
}
