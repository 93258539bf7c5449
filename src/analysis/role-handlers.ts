/** Who could give themselves a right: by binding a role that has it, or by writing it into a role that they have. */
import type { Attributes } from '../engine/api/attributes';
import { quote } from '../engine/golang/quote';
import { aggregationRuleOf, rulesOf, type RbacResource } from '../engine/registry/rbac/objects';
import { roleWriters } from './role-writers';
import { coverOf, type Holder, type Holders } from './holders';
import { rbacRight } from './rights';
import { stepsWithAll, type Step } from './step';

/** A kind of role, and the bindings that can give it where the request is. '' is outside of all namespaces. */
export interface Place {
  readonly kind: 'Role' | 'ClusterRole';
  readonly roles: RbacResource;
  readonly bindings: RbacResource;
  readonly namespace: string;
}

function placesFor({ namespace }: Attributes): readonly Place[] {
  const everywhere: Place = { kind: 'ClusterRole', roles: 'clusterroles', bindings: 'clusterrolebindings', namespace: '' };
  if (namespace === '') return [everywhere];
  const here = { bindings: 'rolebindings', namespace } as const;
  return [{ kind: 'ClusterRole', roles: 'clusterroles', ...here }, { kind: 'Role', roles: 'roles', ...here }, everywhere];
}

/** Of many objects only those matter by name that a rule names; one stands for all others. */
function representatives(names: readonly string[], holders: Holders): readonly string[] {
  const other = names.find((name) => !holders.bound.names.has(name));
  return [...names.filter((name) => holders.bound.names.has(name)), ...(other === undefined ? [] : [other])];
}

function rolesThatCover({ bound }: Holders, attributes: Attributes, { kind, namespace }: Place): readonly string[] {
  const roles = kind === 'Role' ? bound.roles(namespace) : [...bound.clusterRoles.values()];
  return roles.filter((role) => coverOf(rulesOf(role), attributes) !== undefined).map(({ metadata }) => metadata.name ?? '');
}

/** A binding that is there can be given another subject, but no other role. */
function writersOfBindings(holders: Holders, { kind, bindings, namespace }: Place, role: string): readonly Holder[] {
  const present = holders.bound.in(namespace).find((bound) => bound.kind === kind && bound.name === role)?.bindings ?? [];
  const names = representatives(
    present.map(({ metadata }) => metadata.name ?? ''),
    holders,
  );
  return [
    ...holders.of(rbacRight('create', bindings, namespace)),
    ...names.flatMap((name) => ['update', 'patch'].flatMap((verb) => holders.of(rbacRight(verb, bindings, namespace, name)))),
  ];
}

/** The right to bind is asked for where the binding is. */
function binders(holders: Holders, attributes: Attributes, place: Place): readonly Step[] {
  const { kind, roles, bindings, namespace } = place;
  const mayBindAny = holders.ofAnyName(rbacRight('bind', roles, namespace));
  if (mayBindAny.length === 0) return [];
  const mayBind = (role: string): readonly Holder[] => holders.of(rbacRight('bind', roles, namespace, role));
  const ofPresent = representatives(rolesThatCover(holders, attributes, place), holders).flatMap((role) =>
    stepsWithAll([mayBind(role), writersOfBindings(holders, place, role)], 'bind', `may bind the ${kind} ${quote(role)} to anybody`),
  );
  const home = kind === 'Role' ? namespace : '';
  const ofOwn = [
    holders.of(rbacRight('escalate', roles, home)),
    holders.of(rbacRight('create', roles, home)),
    mayBindAny,
    holders.of(rbacRight('create', bindings, namespace)),
  ];
  return [...ofPresent, ...stepsWithAll(ofOwn, 'escalate', `may create a ${kind} with any rule and bind it`)];
}

/** Who has a role may write into it, or into what the cluster adds to it. */
function escalators(holders: Holders, { kind, roles, namespace }: Place): readonly Step[] {
  const home = kind === 'Role' ? namespace : '';
  if (holders.ofAnyName(rbacRight('escalate', roles, home)).length === 0) return [];
  const bound = holders.bound.in(namespace).filter((role) => role.kind === kind);
  const mayEscalate = (name: string): readonly Holder[] => holders.of(rbacRight('escalate', roles, home, name));
  const mayChange = (name: string): readonly Holder[] => ['update', 'patch'].flatMap((verb) => holders.of(rbacRight(verb, roles, home, name)));
  const changers = roleWriters(
    bound,
    (name) => (holders.bound.names.has(name) ? name : ''),
    (name) => [mayEscalate(name), mayChange(name)],
    ['escalate', (name) => `may escalate the ${kind} ${quote(name)}, which they have`],
  );
  const adders = roleWriters(
    kind === 'Role' ? [] : bound.filter(({ role }) => role !== undefined && aggregationRuleOf(role) !== undefined),
    () => '',
    () => [mayEscalate(''), holders.of(rbacRight('create', roles, home))],
    ['aggregate', (name) => `may create a ${kind} with any rule that the cluster adds to the ${kind} ${quote(name)}, which they have`],
  );
  return [...changers, ...adders];
}

export const roleHandlers = (holders: Holders, attributes: Attributes): readonly Step[] =>
  placesFor(attributes).flatMap((place) => [...binders(holders, attributes, place), ...escalators(holders, place)]);
