/** The grants of one namespace, or those of the whole cluster, by user and by group. Lists are in the order of bindings. */
import { LayeredMap } from '../collections/layered-map';
import { BindingPlaces } from './binding-places';
import { precedes, type Grant } from './grant';
import type { SubjectKey } from './subject';

const NONE: readonly Grant[] = [];

/** Most bindings of a subject are added at the end. */
function inserted(grants: readonly Grant[], grant: Grant): readonly Grant[] {
  let at = grants.length;
  for (let before = grants[at - 1]; before !== undefined && precedes(grant, before); before = grants[at - 1]) at -= 1;
  return grants.toSpliced(at, 0, grant);
}

export class BindingScope {
  readonly #users: LayeredMap<readonly Grant[]>;
  readonly #groups: LayeredMap<readonly Grant[]>;

  /** Only its owner writes into a scope; another index forks it first. */
  constructor(
    readonly owner: object,
    users = new LayeredMap<readonly Grant[]>(),
    groups = new LayeredMap<readonly Grant[]>(),
    readonly places = new BindingPlaces(),
  ) {
    this.#users = users;
    this.#groups = groups;
  }

  ofUser(name: string): readonly Grant[] {
    return this.#users.get(name) ?? NONE;
  }

  ofGroup(name: string): readonly Grant[] {
    return this.#groups.get(name) ?? NONE;
  }

  add({ kind, name }: SubjectKey, grant: Grant): void {
    const grants = kind === 'User' ? this.#users : this.#groups;
    grants.set(name, inserted(grants.get(name) ?? NONE, grant));
  }

  remove({ kind, name }: SubjectKey, bindingName: string): void {
    const grants = kind === 'User' ? this.#users : this.#groups;
    const left = (grants.get(name) ?? NONE).filter((grant) => grant.bindingName !== bindingName);
    if (left.length === 0) grants.delete(name);
    else grants.set(name, left);
  }

  fork(owner: object): BindingScope {
    return new BindingScope(owner, this.#users.fork(), this.#groups.fork(), this.places.fork());
  }
}
