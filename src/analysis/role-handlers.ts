/** Who could give themselves a right: by binding a role that has it, or by writing it into a role that they have. */
import type { Attributes } from '../engine/api/attributes';
import { namespaceOf } from '../engine/apimachinery/attributes';
import { quote } from '../engine/golang/quote';
import { aggregationRuleOf, roleRefOf, rulesOf, type RbacResource } from '../engine/rbac/objects';
import { roleWriters, type Writing } from './role-writers';
import { anyOf, coverOf, NO_HOLDER, type Demand, type Holder, type Holders } from './holders';
import { changersOf, makings } from './makings';
import { rbacRight } from './rights';
import { stepsWithAll, type Step } from './step';
import type { BoundRole } from './bound-role';

/** A kind of role, and the bindings that can give it where the request is. '' is outside of all namespaces. */
export interface Place {
  readonly kind: 'Role' | 'ClusterRole';
  readonly roles: RbacResource;
  readonly bindings: RbacResource;
  readonly namespace: string;
}

const homeOf = ({ kind, namespace }: Place): string => (kind === 'Role' ? namespace : '');

function placesFor(attributes: Attributes): readonly Place[] {
  const namespace = namespaceOf(attributes);
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

const namesIn = ({ bound }: Holders, { kind, namespace }: Place, attributes?: Attributes): readonly string[] =>
  (kind === 'Role' ? bound.roles(namespace) : [...bound.clusterRoles.values()])
    .filter((role) => attributes === undefined || coverOf(rulesOf(role), attributes) !== undefined)
    .map(({ metadata }) => metadata.name ?? '');

/** The ways to write a binding of the role. One that is there can be given another subject, but no other role. */
function writingsOfBindings(holders: Holders, { kind, bindings, namespace }: Place, role: string): readonly (readonly Demand[])[] {
  const present = holders.bound.in(namespace).find((bound) => bound.kind === kind && bound.name === role)?.bindings ?? [];
  const names = representatives(
    present.map(({ metadata }) => metadata.name ?? ''),
    holders,
  );
  const changed = names.map((name) => changersOf(holders, bindings, namespace, name));
  const [made, ...madeByName] = makings(holders, bindings, namespace);
  const byPost = made?.name === '' ? made.demands : [];
  const byName = [...(made === undefined || made.name === '' ? [] : [made]), ...madeByName];
  return [[anyOf([...byPost, ...changed])], ...byName.map(({ demands }) => demands)];
}

/** The right to bind is asked for where the binding is. */
function binders(holders: Holders, attributes: Attributes, place: Place): readonly Step[] {
  const { kind, roles, bindings, namespace } = place;
  const mayBindAny = holders.ofAnyName(rbacRight('bind', roles, namespace));
  if (mayBindAny.holders.length === 0) return [];
  const mayBind = (role: string): Demand => holders.of(rbacRight('bind', roles, namespace, role));
  const ofPresent = representatives(namesIn(holders, place, attributes), holders).flatMap((role) =>
    writingsOfBindings(holders, place, role).flatMap((written) =>
      stepsWithAll([mayBind(role), ...written], { technique: 'bind', message: `may bind the ${kind} ${quote(role)} to anybody` }),
    ),
  );
  const home = homeOf(place);
  const ofOwn = makings(holders, roles, home).flatMap(({ name, demands }) =>
    makings(holders, bindings, namespace).flatMap((binding) =>
      stepsWithAll([holders.of(rbacRight('escalate', roles, home, name)), ...demands, name === '' ? mayBindAny : mayBind(name), ...binding.demands], {
        technique: 'escalate',
        message: `may create a ${kind} with any rule and bind it`,
      }),
    ),
  );
  return [...ofPresent, ...ofOwn];
}

/** The rights that the role itself does not give: it is gone for a moment. */
function withoutRole({ holders, local, requests }: Demand, kind: string, name: string): Demand {
  const isOther = ({ binding }: Holder): boolean => {
    const roleRef = roleRefOf(binding);
    return roleRef.kind !== kind || roleRef.name !== name;
  };
  return { requests, holders: holders.filter(isOther), local: local.filter(isOther), grants: undefined, localGrants: undefined };
}

const isAggregated = ({ role }: BoundRole): boolean => role !== undefined && (aggregationRuleOf(role)?.clusterRoleSelectors ?? []).length > 0;

/** Who has a role may write into it, make it if it is not there, make it anew, or write into what the cluster adds to it. */
function escalators(holders: Holders, place: Place): readonly Step[] {
  const { kind, roles, namespace } = place;
  const home = homeOf(place);
  if (holders.ofAnyName(rbacRight('escalate', roles, home)).holders.length === 0) return [];
  const where = { bound: holders.bound, namespace };
  const bound = where.bound.in(namespace).filter((role) => role.kind === kind);
  const [there, missing] = [bound.filter(({ role }) => role !== undefined), bound.filter(({ role }) => role === undefined)];
  const mayEscalate = (name: string): Demand => holders.of(rbacRight('escalate', roles, home, name));
  const itself = (name: string): string => name;
  const changing: Writing = {
    technique: 'escalate',
    message: (name) => `may escalate the ${kind} ${quote(name)}, which they have`,
    alike: (name) => (holders.bound.names.has(name) ? name : ''),
    demandsOn: (name) => [mayEscalate(name), changersOf(holders, roles, home, name)],
  };
  /** By POST, or by the name of the role. */
  const makingOf = (byName: boolean, demandsOn: (name: string) => readonly Demand[], message: Writing['message']): Writing => ({
    technique: 'escalate',
    message,
    alike: itself,
    demandsOn(role) {
      const made = makings(holders, roles, home, byName ? [role] : []).find(({ name }) => (name === role) === byName);
      return made === undefined ? [NO_HOLDER] : [mayEscalate(byName ? role : ''), ...made.demands, ...demandsOn(role)];
    },
  });
  const creation = (name: string): string => `may create the ${kind} ${quote(name)}, which a binding gives them, with any rule`;
  const again = (name: string): string => `may delete the ${kind} ${quote(name)}, which they have, and create it with any rule`;
  const mayDelete = (name: string): Demand =>
    anyOf([holders.of(rbacRight('delete', roles, home, name)), holders.of(rbacRight('deletecollection', roles, home))]);
  const canMake = holders.ofAnyName(rbacRight('create', roles, home)).holders.length > 0;
  const canDelete = ['delete', 'deletecollection'].some((verb) => holders.ofAnyName(rbacRight(verb, roles, home)).holders.length > 0);
  const anew = (byName: boolean): Writing => {
    const writing = makingOf(byName, (name) => [mayDelete(name)], again);
    return { ...writing, demandsOn: (name) => writing.demandsOn(name).map((demand) => withoutRole(demand, kind, name)) };
  };
  return [
    ...roleWriters(where, there, changing),
    ...(canMake
      ? [false, true].flatMap((byName) =>
          roleWriters(
            where,
            missing,
            makingOf(byName, () => [], creation),
          ),
        )
      : []),
    ...(canMake && canDelete ? [false, true].flatMap((byName) => roleWriters(where, there, anew(byName))) : []),
    ...(kind === 'Role' ? [] : adders(holders, where, roles, bound.filter(isAggregated))),
  ];
}

/** The cluster adds every ClusterRole with the right labels to a role: a new one, or one that is there and gets them. */
function adders(holders: Holders, where: Parameters<typeof roleWriters>[0], roles: RbacResource, aggregated: readonly BoundRole[]): readonly Step[] {
  if (aggregated.length === 0) return [];
  const mayEscalate = (name: string): Demand => holders.of(rbacRight('escalate', roles, '', name));
  const writing = (message: string, demands: readonly Demand[]): Writing => ({
    technique: 'aggregate',
    message: (name) => `${message} that the cluster adds to the ClusterRole ${quote(name)}, which they have`,
    alike: () => '',
    demandsOn: () => demands,
  });
  const made = makings(holders, roles, '').map(({ name, demands }) => writing('may create a ClusterRole with any rule', [mayEscalate(name), ...demands]));
  const changed = representatives([...holders.bound.clusterRoles.keys()], holders).map((name) =>
    writing(`may write any rule and label into the ClusterRole ${quote(name)}, so`, [mayEscalate(name), changersOf(holders, roles, '', name)]),
  );
  return [...made, ...changed].flatMap((one) => roleWriters(where, aggregated, one));
}

export const roleHandlers = (holders: Holders, attributes: Attributes): readonly Step[] =>
  placesFor(attributes).flatMap((place) => [...binders(holders, attributes, place), ...escalators(holders, place)]);
