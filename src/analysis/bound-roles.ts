/**
 * Roles with the bindings and subjects they are given to. There are few roles beside subjects, so whatever is asked is asked of
 * each role once. What has been gathered of a storage is good until something is written.
 */
import type { KubeObject } from '../engine/api/objects';
import type { Storage } from '../engine/api/storage';
import { rbacResource, roleRefOf, rulesOf, subjectsOf, type PolicyRule } from '../engine/rbac/objects';
import { subjectKey } from '../engine/rbac/subject';
import type { BoundRole, BoundSubject } from './bound-role';
import { alikeAmong, bySubjectName, type AlikeRoles } from './alike-roles';
import { likeness, type Likeness } from './likeness';
import { canEscalate } from './rights';

/** The roles that the bindings of one place give, and in which of them a name is. */
interface Gathering {
  readonly roles: readonly BoundRole[];
  readonly alike: readonly AlikeRoles[];
  readonly bySubject: ReadonlyMap<string, readonly BoundRole[]>;
}

interface Gathered extends BoundRole {
  readonly bindings: KubeObject[];
  readonly boundSubjects: BoundSubject[];
}

type RolesByName = ReadonlyMap<string, KubeObject>;

const byName = (roles: readonly KubeObject[]): RolesByName => new Map(roles.map((role) => [role.metadata.name ?? '', role]));

const NO_RULES: readonly PolicyRule[] = [];

function withoutBindings(kind: string, name: string, roles: RolesByName, shared: SharedRules): Gathered {
  const role = kind === 'Role' || kind === 'ClusterRole' ? roles.get(name) : undefined;
  const rules = role === undefined ? NO_RULES : shared.of(role);
  return { kind, name, role, rules, bindings: [], boundSubjects: [] };
}

/** Rules that say the same are the same: what is asked of them is asked once, however many roles have them. */
class SharedRules {
  readonly #byText = new Map<string, readonly PolicyRule[]>();
  readonly #byRole = new Map<KubeObject, readonly PolicyRule[]>();

  of(role: KubeObject): readonly PolicyRule[] {
    const known = this.#byRole.get(role);
    if (known !== undefined) return known;
    const rules = rulesOf(role);
    const text = JSON.stringify(rules);
    const shared = this.#byText.get(text) ?? rules;
    this.#byText.set(text, shared);
    this.#byRole.set(role, shared);
    return shared;
  }
}

function give({ bindings, boundSubjects }: Gathered, binding: KubeObject): void {
  bindings.push(binding);
  for (const subject of subjectsOf(binding)) {
    const who = subjectKey(subject, binding.metadata.namespace ?? '');
    if (who !== undefined) boundSubjects.push({ kind: who.kind, name: who.name, binding, subject });
  }
}

/** The last that were asked for of each storage, and when that was. */
const latest = new WeakMap<Storage, { readonly revision: number; readonly roles: BoundRoles }>();

export class BoundRoles {
  readonly #storage: Storage;
  readonly #rules = new SharedRules();
  readonly #bound = new Map<string, Gathering>();
  #clusterRoles: RolesByName | undefined;
  #names: ReadonlySet<string> | undefined;
  #likenessOf: Likeness | undefined;
  #namespaces: ReadonlySet<string> | undefined;

  static of(storage: Storage): BoundRoles {
    const known = latest.get(storage);
    if (known?.revision === storage.revision) return known.roles;
    const roles = new BoundRoles(storage);
    latest.set(storage, { revision: storage.revision, roles });
    return roles;
  }

  private constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** All there are, bound or not. */
  get clusterRoles(): RolesByName {
    this.#clusterRoles ??= byName(this.#storage.list(rbacResource('clusterroles')));
    return this.#clusterRoles;
  }

  /** All there are, bound or not, of a namespace. */
  roles(namespace: string): readonly KubeObject[] {
    return this.#storage.list(rbacResource('roles'), namespace);
  }

  /** Those with bindings. */
  get namespaces(): ReadonlySet<string> {
    this.#namespaces ??= new Set(this.#storage.list(rbacResource('rolebindings')).map(({ metadata }) => metadata.namespace ?? ''));
    return this.#namespaces;
  }

  /** Those that the bindings of one namespace give, or with '' those of the whole cluster. */
  in(namespace: string): readonly BoundRole[] {
    return this.#gathered(namespace).roles;
  }

  /** The same by their rules. */
  alikeIn(namespace: string): readonly AlikeRoles[] {
    return this.#gathered(namespace).alike;
  }

  /** Those of them that a user or group of the name has. */
  naming(namespace: string, name: string): readonly BoundRole[] {
    return this.#gathered(namespace).bySubject.get(name) ?? [];
  }

  /** The names that rules which give power are limited to. Any other name has the rights of no name. */
  get names(): ReadonlySet<string> {
    this.#names ??= this.#collectNames();
    return this.#names;
  }

  get likenessOf(): Likeness {
    this.#likenessOf ??= likeness(this.#storage, this.names);
    return this.#likenessOf;
  }

  /** Before anybody asks. */
  gatherAll(): void {
    for (const namespace of ['', ...this.namespaces]) this.#gathered(namespace);
  }

  #gathered(namespace: string): Gathering {
    const known = this.#bound.get(namespace);
    if (known !== undefined) return known;
    const roles = this.#gather(namespace);
    const gathered = { roles, alike: alikeAmong(roles, this.likenessOf), bySubject: bySubjectName(roles) };
    this.#bound.set(namespace, gathered);
    return gathered;
  }

  #gather(namespace: string): readonly BoundRole[] {
    // A ClusterRoleBinding cannot give a Role.
    const ownRoles = byName(namespace === '' ? [] : this.roles(namespace));
    const [clusterRoles, roles] = [new Map<string, Gathered>(), new Map<string, Gathered>()];
    for (const binding of this.#storage.list(rbacResource(namespace === '' ? 'clusterrolebindings' : 'rolebindings'), namespace)) {
      const { kind, name } = roleRefOf(binding);
      const bound = kind === 'Role' ? roles : clusterRoles;
      let role = bound.get(name);
      if (role === undefined) {
        role = withoutBindings(kind, name, kind === 'Role' ? ownRoles : this.clusterRoles, this.#rules);
        bound.set(name, role);
      }
      give(role, binding);
    }
    return [...clusterRoles.values(), ...roles.values()];
  }

  #collectNames(): ReadonlySet<string> {
    const names = new Set<string>();
    for (const roles of [this.clusterRoles.values(), this.#storage.list(rbacResource('roles'))])
      for (const role of roles)
        for (const rule of rulesOf(role)) if (rule.resourceNames !== undefined && canEscalate(rule)) for (const name of rule.resourceNames) names.add(name);
    return names;
  }
}
