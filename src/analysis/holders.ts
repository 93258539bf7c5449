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

/** Who a request has to come from: a user of that name, a ServiceAccount being one too, or somebody in that group. */
export interface Who {
  readonly kind: 'User' | 'Group';
  readonly name: string;
}
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
export const whoOf = ({ kind, name }: Who): Who => ({ kind, name });
export const keyOfWho = ({ kind, name }: Who): string => `${kind}/${name}`;

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;

/** The groups that whoever has the name is in. */
export function impliedGroups({ kind, name }: Who): readonly Who[] {
  const [, namespace] = kind === 'User' ? (SERVICE_ACCOUNT.exec(name) ?? []) : [];
  const accounts = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  const everybody = name === 'system:unauthenticated' || name === 'system:anonymous' ? [] : ['system:authenticated'];
  return [...accounts, ...everybody].map((group) => ({ kind: 'Group', name: group }));
}

/** The holders that make `who` one of them. */
export function holdersAmong(holders: readonly Holder[], who: Who): readonly Holder[] {
  const keys = new Set([who, ...impliedGroups(who)].map(keyOfWho));
  return holders.filter((holder) => keys.has(keyOfWho(holder)));
}

function addSubjects(holders: Holder[], binding: KubeObject, rule: PolicyRule, position: number): void {
  const { namespace = '' } = binding.metadata;
  for (const subject of subjectsOf(binding)) {
    const who = subjectKey(subject, namespace);
    if (who !== undefined) holders.push({ kind: who.kind, name: who.name, binding, subject, rule, position });
  }
}

/** The bindings of a cluster or of a namespace, by the role that they give. */
interface BoundRole {
  readonly rules: readonly PolicyRule[];
  readonly bindings: KubeObject[];
}

export class Holders {
  readonly #storage: Storage;
  readonly #concerns: (rule: PolicyRule) => boolean;
  readonly #everything: Holders | undefined;
  readonly #scopes = new Map<string, readonly BoundRole[]>();
  #names: ReadonlySet<string> | undefined;

  constructor(storage: Storage, everything?: Holders, concerns: (rule: PolicyRule) => boolean = () => true) {
    this.#storage = storage;
    this.#everything = everything;
    this.#concerns = concerns;
  }

  /** Only what roles give that have a rule that concerns: few of many, so that many questions cost little. */
  concerning(concerns: (rule: PolicyRule) => boolean): Holders {
    return new Holders(this.#storage, this, concerns);
  }

  /** Those of ClusterRoleBindings first, role by role. A subject is there once for each binding that gives it the right. */
  of(attributes: Attributes): readonly Holder[] {
    const { namespace } = attributes;
    const combined = combinedResource(attributes);
    const holders: Holder[] = [];
    for (const scope of namespace === '' ? [''] : ['', namespace])
      for (const { rules, bindings } of this.#rolesIn(scope)) {
        const position = rules.findIndex((candidate) => ruleMatches(candidate, attributes, combined));
        const rule = rules[position];
        if (rule !== undefined) for (const binding of bindings) addSubjects(holders, binding, rule, position);
      }
    return holders;
  }

  /** The names that rules are limited to. Any other name has the rights of no name. */
  get names(): ReadonlySet<string> {
    this.#names ??= this.#collectNames();
    return this.#names;
  }

  #collectNames(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const resource of ['clusterroles', 'roles'] as const)
      for (const role of this.#storage.list(rbacResource(resource)))
        for (const { resourceNames = [] } of rulesOf(role)) for (const name of resourceNames) names.add(name);
    return names;
  }

  #rolesIn(namespace: string): readonly BoundRole[] {
    const known = this.#scopes.get(namespace);
    if (known !== undefined) return known;
    const roles = (this.#everything === undefined ? this.#gather(namespace) : this.#everything.#rolesIn(namespace)).filter(({ rules }) =>
      rules.some(this.#concerns),
    );
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
      else byName.set(name, { rules: this.#rulesOf(kind, namespace, name), bindings: [binding] });
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
