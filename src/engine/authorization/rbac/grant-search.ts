/** Looks for the grant that allows a request: of those of the user and of each group, the one whose binding comes first. */
import type { Attributes } from '../../api/attributes';
import { namespaceOf } from '../../apimachinery/attributes';
import type { BindingIndex } from '../../rbac/binding-index';
import { precedes, type Grant } from '../../rbac/grant';
import type { PolicyRule } from '../../rbac/objects';
import { combinedResource, ruleMatches } from '../../rbac/rule-matches';

export class GrantSearch {
  /** A role that a grant names is not there. */
  unresolved = false;
  readonly #index: BindingIndex;
  readonly #attributes: Attributes;
  readonly #combined: string;

  constructor(index: BindingIndex, attributes: Attributes) {
    this.#index = index;
    this.#attributes = attributes;
    this.#combined = combinedResource(attributes);
  }

  /** ClusterRoleBindings come first. */
  first(): Grant | undefined {
    const namespace = namespaceOf(this.#attributes);
    return this.#firstIn('') ?? (namespace === '' ? undefined : this.#firstIn(namespace));
  }

  #firstIn(namespace: string): Grant | undefined {
    const scope = this.#index.scope(namespace);
    if (scope === undefined) return undefined;
    const { user } = this.#attributes;
    let found = this.#firstOf(scope.ofUser(user.name), undefined);
    for (const group of user.groups) found = this.#firstOf(scope.ofGroup(group), found);
    return found;
  }

  /** Only a grant before the one that was found can take its place. */
  #firstOf(grants: readonly Grant[], found: Grant | undefined): Grant | undefined {
    for (const grant of grants) {
      if (found !== undefined && !precedes(grant, found)) return found;
      const rules = this.#index.rules(grant.roleKey);
      if (rules === undefined) this.unresolved = true;
      else if (this.#anyMatches(rules)) return grant;
    }
    return found;
  }

  #anyMatches(rules: readonly PolicyRule[]): boolean {
    for (const rule of rules) if (ruleMatches(rule, this.#attributes, this.#combined)) return true;
    return false;
  }
}
