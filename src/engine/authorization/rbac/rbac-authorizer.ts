/**
 * Role-based access control: a request is allowed by a rule of a role that a binding gives to the requester.
 * ClusterRoleBindings count everywhere, RoleBindings in their namespace. RBAC never denies: what no rule allows it has no
 * opinion on. A missing role is reported only if nothing allows.
 * After k8s.io/kubernetes/plugin/pkg/auth/authorizer/rbac/rbac.go and pkg/registry/rbac/validation/rule.go.
 */
import type { Attributes } from '../../api/attributes';
import { namespaceOf } from '../../apimachinery/attributes';
import type { SubjectRules, Verdict } from '../../api/authorizer';
import type { Explainer, Explanation } from '../../api/explainer';
import type { Identity } from '../../api/identity';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import { BindingIndex } from '../../rbac/binding-index';
import { describeGrant, precedes, type Grant } from '../../rbac/grant';
import { RBAC_GROUP, type PolicyRule } from '../../rbac/objects';
import { aggregate } from '../../errors/field-error';
import type { Mode } from '../mode';
import { evidenceOf } from './evidence';
import { nearMisses } from './near-misses';
import { combinedResource, ruleMatches } from '../../rbac/rule-matches';

const NO_OPINION: Verdict = { decision: 'NoOpinion', reason: '' };

/** Informers name the kind in the singular; the registry would name the resource. */
function whyUnresolved({ roleRef: { kind, name } }: Grant): string {
  if (kind !== 'Role' && kind !== 'ClusterRole') return `unsupported role reference kind: ${quote(kind)}`;
  return `${kind.toLowerCase()}.${RBAC_GROUP} ${quote(name)} not found`;
}

/** Most requests are allowed and hardly anybody reads why, so the text is made when it is read. */
class AllowedByGrant implements Verdict {
  readonly decision = 'Allow';
  readonly #grant: Grant;

  constructor(grant: Grant) {
    this.#grant = grant;
  }

  get reason(): string {
    return `RBAC: allowed by ${describeGrant(this.#grant)}`;
  }
}

/** Looks for the grant that allows a request: of those of the user and of each group, the one whose binding comes first. */
class GrantSearch {
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

export class RbacAuthorizer implements Mode, Explainer {
  readonly name = 'RBAC';
  readonly #storage: Storage;
  readonly #index: BindingIndex;

  constructor(storage: Storage) {
    this.#storage = storage;
    this.#index = BindingIndex.of(storage);
  }

  authorize(attributes: Attributes): Verdict {
    const search = new GrantSearch(this.#index, attributes);
    const grant = search.first();
    if (grant !== undefined) return new AllowedByGrant(grant);
    if (!search.unresolved) return NO_OPINION;
    return { decision: 'NoOpinion', reason: `RBAC: ${aggregate(this.#unresolved(attributes.user, namespaceOf(attributes)))}` };
  }

  explain(attributes: Attributes): Explanation {
    const { decision, reason } = this.authorize(attributes);
    const said = { authorizer: this.name, decision, reason };
    const grant = new GrantSearch(this.#index, attributes).first();
    if (grant === undefined)
      return { ...said, cause: 'no rule of a binding of the requester covers this', nearMisses: nearMisses(this.#storage, this.#index, attributes) };
    const rules = this.#index.rules(grant.roleKey) ?? [];
    const position = rules.findIndex((rule) => ruleMatches(rule, attributes, combinedResource(attributes)));
    return { ...said, cause: `rule ${position + 1} of the role covers this`, allowedBy: evidenceOf(grant, rules[position], position), nearMisses: [] };
  }

  rulesFor(user: Identity, namespace: string): SubjectRules {
    const rules = this.#index.grantsOf(user, namespace).flatMap(({ roleKey }) => this.#index.rules(roleKey) ?? []);
    return {
      resourceRules: rules
        .filter(({ resources = [] }) => resources.length > 0)
        .map(({ verbs, apiGroups, resources, resourceNames }) => ({
          verbs,
          ...(apiGroups && { apiGroups }),
          ...(resources && { resources }),
          ...(resourceNames && { resourceNames }),
        })),
      nonResourceRules: rules
        .filter(({ nonResourceURLs = [] }) => nonResourceURLs.length > 0)
        .map(({ verbs, nonResourceURLs }) => ({ verbs, ...(nonResourceURLs && { nonResourceURLs }) })),
      incomplete: false,
      errors: this.#unresolved(user, namespace),
    };
  }

  #unresolved(user: Identity, namespace: string): readonly string[] {
    return this.#index
      .grantsOf(user, namespace)
      .filter(({ roleKey }) => this.#index.rules(roleKey) === undefined)
      .map(whyUnresolved);
  }
}
