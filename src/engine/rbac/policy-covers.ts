/**
 * Reports whether the rules of a user cover other rules: every verb on every resource (and name) and every path that those allow has
 * to be allowed by one of the user's rules.
 * After k8s.io/component-helpers/auth/rbac/validation/policy_comparator.go.
 */
import { trimRight } from '../golang/trim';
import type { PolicyRule } from './objects';

const has = (list: readonly string[] = [], wanted: string): boolean => list.includes('*') || list.includes(wanted);

/** One rule for each verb on each thing, as small as rules get. */
export function atomsOf({ verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] }: PolicyRule): readonly PolicyRule[] {
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  const onResources = apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      verbs.flatMap((verb) =>
        names.map((name) => ({ apiGroups: [group], resources: [resource], verbs: [verb], ...(name !== undefined && { resourceNames: [name] }) })),
      ),
    ),
  );
  const onPaths = nonResourceURLs.flatMap((path) => verbs.map((verb) => ({ nonResourceURLs: [path], verbs: [verb] })));
  return [...onResources, ...onPaths];
}

function coversResource(owned: readonly string[] = [], resource: string): boolean {
  if (has(owned, resource)) return true;
  const slash = resource.indexOf('/');
  return slash >= 0 && owned.includes(`*${resource.slice(slash)}`);
}

const coversPath = (owned: string, path: string): boolean => owned === path || (owned.endsWith('*') && path.startsWith(trimRight(owned, '*')));

function coversAtom(owner: PolicyRule, atom: PolicyRule): boolean {
  const [names = [], ownNames = []] = [atom.resourceNames, owner.resourceNames];
  return (
    atom.verbs.every((verb) => has(owner.verbs, verb)) &&
    (atom.apiGroups ?? []).every((group) => has(owner.apiGroups, group)) &&
    (atom.resources ?? []).every((resource) => coversResource(owner.resources, resource)) &&
    (ownNames.length === 0 || (names.length > 0 && names.every((name) => ownNames.includes(name)))) &&
    (atom.nonResourceURLs ?? []).every((path) => (owner.nonResourceURLs ?? []).some((owned) => coversPath(owned, path)))
  );
}

/** The atoms of `wanted` that no rule of `owned` covers. */
export function notCovered(owned: readonly PolicyRule[], wanted: readonly PolicyRule[]): readonly PolicyRule[] {
  return wanted.flatMap(atomsOf).filter((atom) => !owned.some((owner) => coversAtom(owner, atom)));
}
