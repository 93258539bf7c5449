/**
 * The default roles and bindings of a server whose feature gates are not those of its version. Upstream adds roles, bindings, rules and parts of
 * rules for a gate; the catalogue has each of them as it is with all gates, and which of them a part needs.
 * After k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/bootstrappolicy.
 */
import type { KubeObject } from '../../api/objects';
import { catalogOf, type BootstrapObject, type RoleGates } from '../../catalog/catalog';
import { own } from '../../golang/map';
import { versionOf, type Version } from '../../versions';

interface Rule {
  readonly resources?: readonly string[];
  readonly nonResourceURLs?: readonly string[];
}

const keyOf = ({ resource, object: { metadata } }: BootstrapObject): string => `${resource}/${metadata.namespace ?? ''}/${metadata.name ?? ''}`;

const gatesIn = ({ gates = [], rules = {} }: RoleGates): readonly string[] => [
  ...gates,
  ...Object.values(rules).flatMap((parts) => Object.values(parts).flat()),
];

/** The version with the gates that its default roles depend on, where they are not as by default: the same for servers with the same roles. */
export function rolesKey({ name, isEnabled }: Version): string {
  const gates = [...new Set(Object.values(catalogOf(name).roleGates).flatMap(gatesIn))].sort();
  const byDefault = versionOf(name);
  const other = gates.filter((gate) => isEnabled(gate) !== byDefault.isEnabled(gate));
  return [name, ...other.map((gate) => `${gate}=${isEnabled(gate)}`)].join(' ');
}

/** The opposite of `rolesKey`. */
export function versionOfKey(key: string): Version {
  const [name = '', ...gates] = key.split(' ');
  return versionOf(
    name,
    Object.fromEntries(
      gates.map((gate) => {
        const [feature = '', value] = gate.split('=');
        return [feature, value === 'true'];
      }),
    ),
  );
}

/** A rule without the resources and paths that are not there; undefined: nor is the rule. */
function ruleOf(rule: Rule, parts: Readonly<Record<string, readonly string[]>>, isThere: (gates: readonly string[] | undefined) => boolean): Rule | undefined {
  if (!isThere(own(parts, '*'))) return undefined;
  const left = (names: readonly string[]): readonly string[] => names.filter((part) => isThere(own(parts, part)));
  const { resources, nonResourceURLs } = rule;
  return { ...rule, ...(resources && { resources: left(resources) }), ...(nonResourceURLs && { nonResourceURLs: left(nonResourceURLs) }) };
}

function withRules(object: KubeObject, rules: NonNullable<RoleGates['rules']>, isThere: (gates: readonly string[] | undefined) => boolean): KubeObject {
  const all = (object as KubeObject & { readonly rules: readonly Rule[] }).rules;
  return { ...object, rules: all.flatMap((rule, at) => ruleOf(rule, own(rules, String(at)) ?? {}, isThere) ?? []) } as KubeObject;
}

/** `byDefault` are the objects of a server without gates. */
export function gatedObjects(byDefault: readonly BootstrapObject[], version: Version): readonly BootstrapObject[] {
  const { gatedRoles, roleGates } = catalogOf(version.name);
  const isThere = (gates: readonly string[] = []): boolean => gates.every((gate) => version.isEnabled(gate) === true);
  const whole = new Map([...byDefault, ...gatedRoles].map((entry) => [keyOf(entry), entry]));
  return [...whole].flatMap(([key, entry]) => {
    const { gates, rules } = own(roleGates, key) ?? {};
    if (!isThere(gates)) return [];
    return [rules === undefined ? entry : { ...entry, object: withRules(entry.object, rules, isThere) }];
  });
}
