/**
 * Who holds a right: the subjects of all bindings whose role covers it. The question is asked of each role once, however
 * many bindings it has, so that 100,000 bindings cost one look each.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import type { KubeObject } from '../engine/api/objects';
import type { Storage } from '../engine/api/storage';
import { groundsOf } from '../engine/authorization/rbac/grounds';
import { combinedResource, ruleMatches } from '../engine/authorization/rbac/rule-matches';
import { rbacResource, roleRefOf, rulesOf, subjectsOf, type PolicyRule, type Subject } from '../engine/registry/rbac/objects';
import { subjectKey } from '../engine/registry/rbac/subject';
import type { Who } from './who';

/** There are as many as bindings, so one is small; what is shown of it is made when it is shown. */
export interface Holder extends Who {
  readonly binding: KubeObject;
  readonly subject: Subject;
  readonly rule: PolicyRule;
  readonly position: number;
}

export function groundsOfHolder({ binding, subject, rule, position }: Holder): Grounds {
  const { namespace = '', name = '' } = binding.metadata;
  return groundsOf({ namespace, bindingName: name, roleRef: roleRefOf(binding), subject }, rule, position);
}

/** A role with the bindings of a cluster or of a namespace that give it. */
export interface BoundRole {
  readonly kind: string;
  readonly name: string;
  readonly rules: readonly PolicyRule[];
  readonly bindings: KubeObject[];
}

function eachSubject(binding: KubeObject, rule: PolicyRule, position: number, visit: (holder: Holder) => void): void {
  const { namespace = '' } = binding.metadata;
  for (const subject of subjectsOf(binding)) {
    const who = subjectKey(subject, namespace);
    if (who !== undefined) visit({ kind: who.kind, name: who.name, binding, subject, rule, position });
  }
}

function anyConcerns(rules: readonly PolicyRule[], concerns: (rule: PolicyRule) => boolean): boolean {
  for (const rule of rules) if (concerns(rule)) return true;
  return false;
}

/** The last that were asked for of each storage, and when that was. */
const latest = new WeakMap<Storage, { readonly revision: number; readonly holders: Holders }>();

export class Holders {
  readonly #storage: Storage;
  readonly #concerns: ((rule: PolicyRule) => boolean) | undefined;
  readonly #everything: Holders;
  readonly #scopes = new Map<string, readonly BoundRole[]>();
  #names: ReadonlySet<string> | undefined;

  /** Those of the policy as it is now. What has been gathered of it is good until something is written. */
  static of(storage: Storage): Holders {
    const known = latest.get(storage);
    if (known?.revision === storage.revision) return known.holders;
    const holders = new Holders(storage);
    latest.set(storage, { revision: storage.revision, holders });
    return holders;
  }

  private constructor(storage: Storage, everything?: Holders, concerns?: (rule: PolicyRule) => boolean) {
    this.#storage = storage;
    this.#everything = everything ?? this;
    this.#concerns = concerns;
  }

  /** Only what roles give that have a rule that concerns: few of many, so that many questions cost little. */
  concerning(concerns: (rule: PolicyRule) => boolean): Holders {
    return new Holders(this.#storage, this, concerns);
  }

  /** Those of ClusterRoleBindings first, role by role. A subject is there once for each binding that gives it the right. */
  each(attributes: Attributes, visit: (holder: Holder) => void): void {
    const combined = combinedResource(attributes);
    this.#where(attributes, (rule) => ruleMatches(rule, attributes, combined), visit);
  }

  of(attributes: Attributes): readonly Holder[] {
    const holders: Holder[] = [];
    this.each(attributes, (holder) => void holders.push(holder));
    return holders;
  }

  /** Who holds the right on something, whatever its name. */
  ofAnyName(attributes: Attributes): readonly Holder[] {
    const combined = combinedResource(attributes);
    const holders: Holder[] = [];
    this.#where(
      attributes,
      (rule) => ruleMatches({ ...rule, resourceNames: [] }, attributes, combined),
      (holder) => void holders.push(holder),
    );
    return holders;
  }

  /** The roles that the bindings of one namespace give, or with '' those of the whole cluster, whatever is in them. */
  boundAt(namespace: string): readonly BoundRole[] {
    return this.#everything.#rolesIn(namespace);
  }

  /** The names that rules are limited to. Any other name has the rights of no name. */
  get names(): ReadonlySet<string> {
    this.#names ??= this.#collectNames();
    return this.#names;
  }

  #where({ namespace }: Attributes, covers: (rule: PolicyRule) => boolean, visit: (holder: Holder) => void): void {
    for (const scope of namespace === '' ? [''] : ['', namespace])
      for (const { rules, bindings } of this.#rolesIn(scope)) {
        const position = rules.findIndex(covers);
        const rule = rules[position];
        if (rule !== undefined) for (const binding of bindings) eachSubject(binding, rule, position, visit);
      }
  }

  #collectNames(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const resource of ['clusterroles', 'roles'] as const)
      for (const role of this.#storage.list(rbacResource(resource)))
        for (const rule of rulesOf(role))
          if (rule.resourceNames !== undefined && this.#concerns?.(rule) !== false) for (const name of rule.resourceNames) names.add(name);
    return names;
  }

  #rolesIn(namespace: string): readonly BoundRole[] {
    const known = this.#scopes.get(namespace);
    if (known !== undefined) return known;
    const concerns = this.#concerns;
    const roles = concerns === undefined ? this.#gather(namespace) : this.#everything.#rolesIn(namespace).filter(({ rules }) => anyConcerns(rules, concerns));
    this.#scopes.set(namespace, roles);
    return roles;
  }

  #gather(namespace: string): readonly BoundRole[] {
    const resource = rbacResource(namespace === '' ? 'clusterrolebindings' : 'rolebindings');
    const [roles, clusterRoles] = [new Map<string, BoundRole>(), new Map<string, BoundRole>()];
    for (const binding of this.#storage.list(resource, namespace)) {
      const { kind, name } = roleRefOf(binding);
      const byName = kind === 'Role' ? roles : clusterRoles;
      const known = byName.get(name);
      if (known !== undefined) known.bindings.push(binding);
      else byName.set(name, { kind, name, rules: this.#rulesOf(kind, namespace, name), bindings: [binding] });
    }
    return [...clusterRoles.values(), ...roles.values()];
  }

  /** A ClusterRoleBinding cannot give a Role. */
  #rulesOf(kind: string, namespace: string, name: string): readonly PolicyRule[] {
    const isRole = kind === 'Role' && namespace !== '';
    if (!isRole && kind !== 'ClusterRole') return [];
    const role = this.#storage.get(rbacResource(isRole ? 'roles' : 'clusterroles'), isRole ? namespace : '', name);
    return role === undefined ? [] : rulesOf(role);
  }
}
