/**
 * Roles by name and grants by subject, kept up to date on each write, so that a decision looks up what the requester has
 * and never goes through the bindings of others. It forks in O(1): everything lies in layered maps, and the scopes of a
 * fork are shared until one of the two writes.
 */
import type { Identity } from '../api/identity';
import type { KubeObject } from '../api/objects';
import type { Storage, StorageEvent, StorageIndex } from '../api/storage';
import { LayeredMap } from '../collections/layered-map';
import { BindingScope } from './binding-scope';
import { precedes, roleKey, type Grant } from './grant';
import { RBAC_GROUP, roleRefOf, rulesOf, subjectsOf, type PolicyRule } from './objects';
import { subjectKey } from './subject';

const namespaceOf = (object: KubeObject): string => object.metadata.namespace ?? '';
const nameOf = (object: KubeObject): string => object.metadata.name ?? '';

export class BindingIndex implements StorageIndex {
  readonly #roles: LayeredMap<readonly PolicyRule[]>;
  readonly #scopes: LayeredMap<BindingScope>;
  /** Stands for this index in the scopes that it may write into. */
  #owner: object = {};

  constructor(roles = new LayeredMap<readonly PolicyRule[]>(), scopes = new LayeredMap<BindingScope>()) {
    this.#roles = roles;
    this.#scopes = scopes;
  }

  static of(storage: Storage): BindingIndex {
    return storage.index('rbac-bindings', () => new BindingIndex());
  }

  /** The grants of a namespace; '' for those of ClusterRoleBindings. */
  scope(namespace: string): BindingScope | undefined {
    return this.#scopes.get(namespace);
  }

  /** Returns the rules of a role; `undefined` if the role does not exist. */
  rules(key: string): readonly PolicyRule[] | undefined {
    return this.#roles.get(key);
  }

  /** What a subject is granted: by ClusterRoleBindings first, then in the namespace, each binding once and in their order. */
  grantsOf(user: Identity, namespace: string): readonly Grant[] {
    return [...this.#grantsIn('', user), ...(namespace === '' ? [] : this.#grantsIn(namespace, user))];
  }

  onWrite({ type, resource, object, previous }: StorageEvent): void {
    if (resource.group !== RBAC_GROUP) return;
    const present = type === 'DELETED' ? undefined : object;
    if (resource.resource === 'roles' || resource.resource === 'clusterroles')
      this.#writeRole(resource.resource === 'roles' ? 'Role' : 'ClusterRole', object, present);
    else this.#writeBinding(previous, present);
  }

  fork(): BindingIndex {
    this.#owner = {};
    return new BindingIndex(this.#roles.fork(), this.#scopes.fork());
  }

  #grantsIn(namespace: string, user: Identity): readonly Grant[] {
    const scope = this.#scopes.get(namespace);
    if (scope === undefined) return [];
    const grants = [...scope.ofUser(user.name), ...user.groups.flatMap((group) => scope.ofGroup(group))];
    grants.sort((a, b) => (precedes(a, b) ? -1 : 1));
    return grants.filter(({ bindingName }, at) => bindingName !== grants[at - 1]?.bindingName);
  }

  #writeRole(kind: string, role: KubeObject, present: KubeObject | undefined): void {
    const key = roleKey(kind, namespaceOf(role), nameOf(role));
    if (present === undefined) this.#roles.delete(key);
    else this.#roles.set(key, rulesOf(present));
  }

  #writeBinding(previous: KubeObject | undefined, present: KubeObject | undefined): void {
    if (previous !== undefined) this.#removeBinding(previous);
    if (present !== undefined) this.#addBinding(present);
    else if (previous !== undefined) this.#ownScope(namespaceOf(previous)).places.leave(nameOf(previous));
  }

  #addBinding(binding: KubeObject): void {
    const namespace = namespaceOf(binding);
    const roleRef = roleRefOf(binding);
    const key = roleKey(roleRef.kind, namespace, roleRef.name);
    const scope = this.#ownScope(namespace);
    const place = scope.places.of(nameOf(binding));
    subjectsOf(binding).forEach((subject, position) => {
      const subjectIs = subjectKey(subject, namespace);
      if (subjectIs !== undefined) scope.add(subjectIs, { namespace, bindingName: nameOf(binding), roleRef, roleKey: key, subject, place, position });
    });
  }

  #removeBinding(binding: KubeObject): void {
    const namespace = namespaceOf(binding);
    for (const subject of subjectsOf(binding)) {
      const subjectIs = subjectKey(subject, namespace);
      if (subjectIs !== undefined) this.#ownScope(namespace).remove(subjectIs, nameOf(binding));
    }
  }

  #ownScope(namespace: string): BindingScope {
    const present = this.#scopes.get(namespace);
    if (present?.owner === this.#owner) return present;
    const own = present?.fork(this.#owner) ?? new BindingScope(this.#owner);
    this.#scopes.set(namespace, own);
    return own;
  }
}
