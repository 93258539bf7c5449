/** Who could give themselves a right: by binding a role that has it, or by writing it into a role that they have. */
import type { Attributes } from '../engine/api/attributes';
import { combinedResource, ruleMatches } from '../engine/authorization/rbac/rule-matches';
import { rbacResource, roleRefOf, rulesOf, subjectsOf, type RbacResource, type RoleRef } from '../engine/registry/rbac/objects';
import { subjectKey } from '../engine/registry/rbac/subject';
import { holdersAmong, type Holders, keyOfWho, whoOf, type Holder, type Who } from './holders';
import type { Policy } from './policy';
import { rbacRight } from './rights';
import { withBoth, type Step } from './step';

interface RolePlace {
  readonly resource: RbacResource;
  readonly namespace: string;
}

/** Where roles lie that can count for the request: a Role counts in its namespace only. */
const placesFor = ({ namespace }: Attributes): readonly RolePlace[] => [
  { resource: 'clusterroles', namespace: '' },
  ...(namespace === '' ? [] : [{ resource: 'roles', namespace } as const]),
];

function rolesThatCover(policy: Policy, attributes: Attributes, { resource, namespace }: RolePlace): readonly string[] {
  const combined = combinedResource(attributes);
  const roles = policy.storage.list(rbacResource(resource), ...(namespace === '' ? [] : [namespace]));
  return roles.filter((role) => rulesOf(role).some((rule) => ruleMatches(rule, attributes, combined))).map(({ metadata }) => metadata.name ?? '');
}

/** Who has both rights, with the holders of each. */
function bothOf(first: readonly Holder[], second: readonly Holder[]): readonly (readonly [Who, readonly Holder[]])[] {
  const everyone = new Map([...first, ...second].map((holder) => [keyOfWho(holder), whoOf(holder)]));
  return [...everyone.values()].flatMap((who) => {
    const [one, other] = [holdersAmong(first, who)[0], holdersAmong(second, who)[0]];
    return one === undefined || other === undefined ? [] : [[who, withBoth(one, other)] as const];
  });
}

/** A binding of a ClusterRole counts in the namespace of the request, or everywhere. */
function writersOfBindings(holders: Holders, { resource }: RolePlace, namespace: string): readonly Holder[] {
  const verbs = ['create', 'update', 'patch'];
  const inNamespace = namespace === '' ? [] : verbs.flatMap((verb) => holders.of(rbacRight(verb, 'rolebindings', namespace)));
  const everywhere = resource === 'roles' ? [] : verbs.flatMap((verb) => holders.of(rbacRight(verb, 'clusterrolebindings')));
  return [...inNamespace, ...everywhere];
}

function binders(policy: Policy, holders: Holders, attributes: Attributes, place: RolePlace): readonly Step[] {
  const writers = writersOfBindings(holders, place, attributes.namespace);
  if (writers.length === 0) return [];
  // Of the roles only those matter that a rule names; one stands for all others.
  const [first, ...others] = rolesThatCover(policy, attributes, place);
  const named = others.filter((name) => holders.names.has(name));
  return [...(first === undefined ? [] : [first]), ...named].flatMap((name) =>
    // A RoleBinding may bind a ClusterRole: the right to bind is asked for in the namespace of the binding.
    bothOf(holders.of(rbacRight('bind', place.resource, attributes.namespace, name)), writers).map(([who, by]) => ({
      who,
      means: 'bind' as const,
      sentence: `may bind the ${place.resource === 'roles' ? 'Role' : 'ClusterRole'} "${name}" to anybody`,
      holders: by,
    })),
  );
}

/** Only a role that they are bound to helps them at once. Few may escalate, so everybody's bindings are looked at for those few only. */
function escalators(policy: Policy, holders: Holders, attributes: Attributes, place: RolePlace, isNew: (who: Who) => boolean): readonly Step[] {
  const { resource, namespace } = place;
  const kind = resource === 'roles' ? 'Role' : 'ClusterRole';
  const names = ['', ...holders.names];
  const mayEscalate = names.flatMap((name) => holders.of(rbacRight('escalate', resource, namespace, name))).filter(isNew);
  if (mayEscalate.length === 0) return [];
  return bindingsOf(policy, attributes.namespace, kind, isNew).flatMap(([bound, roleRef]) => {
    if (holdersAmong(mayEscalate, bound).length === 0) return [];
    const [one] = holdersAmong(holders.of(rbacRight('escalate', resource, namespace, roleRef.name)), bound);
    const [other] = holdersAmong(
      ['update', 'patch'].flatMap((verb) => holders.of(rbacRight(verb, resource, namespace, roleRef.name))),
      bound,
    );
    if (one === undefined || other === undefined) return [];
    return [{ who: bound, means: 'escalate' as const, sentence: `may escalate the ${kind} "${roleRef.name}", which they have`, holders: withBoth(one, other) }];
  });
}

function bindingsOf({ storage }: Policy, namespace: string, kind: string, isNew: (who: Who) => boolean): readonly (readonly [Who, RoleRef])[] {
  const found: (readonly [Who, RoleRef])[] = [];
  for (const resource of namespace === '' ? (['clusterrolebindings'] as const) : (['clusterrolebindings', 'rolebindings'] as const))
    for (const binding of storage.list(rbacResource(resource), resource === 'rolebindings' ? namespace : '')) {
      const roleRef = roleRefOf(binding);
      if (roleRef.kind !== kind) continue;
      for (const subject of subjectsOf(binding)) {
        const who = subjectKey(subject, binding.metadata.namespace ?? '');
        if (who !== undefined && isNew(who)) found.push([who, roleRef]);
      }
    }
  return found;
}

/** `isNew` tells who is not allowed anyway. */
export const roleHandlers = (policy: Policy, holders: Holders, attributes: Attributes, isNew: (who: Who) => boolean): readonly Step[] =>
  placesFor(attributes).flatMap((place) => [...binders(policy, holders, attributes, place), ...escalators(policy, holders, attributes, place, isNew)]);
