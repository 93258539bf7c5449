/**
 * Who holds a right: the subjects of all bindings whose role covers it. The question is asked of each role once, however
 * many bindings it has.
 */
import type { Attributes } from '../engine/api/attributes';
import type { Grounds } from '../engine/api/explainer';
import { groundsOf } from '../engine/authorization/rbac/grounds';
import { combinedResource, ruleMatches, ruleMatchesAnyName } from '../engine/authorization/rbac/rule-matches';
import { roleRefOf, type PolicyRule } from '../engine/registry/rbac/objects';
import type { BoundRole, BoundRoles, Given } from './bound-roles';

/** The first rule of a role that covers a request. */
export interface Cover {
  readonly rule: PolicyRule;
  readonly position: number;
}

export interface Holder extends Given, Cover {}

/** A request, or one on whatever name. */
export interface Asked {
  readonly attributes: Attributes;
  readonly ofAnyName: boolean;
}

/** A right that a step takes: who holds it, and the requests of which one is sent for it. */
export interface Demand {
  readonly holders: readonly Holder[];
  readonly requests: readonly Asked[];
}

/** Verbs that are only asked for while another request is handled. */
const CHECKED: ReadonlySet<string> = new Set(['bind', 'escalate', 'approve', 'sign', 'impersonate']);
const isRequest = ({ verb }: Attributes): boolean => !CHECKED.has(verb) && !verb.startsWith('impersonate');

/** A right that can be held in several ways. */
export const anyOf = (demands: readonly Demand[]): Demand => ({
  holders: demands.flatMap(({ holders }) => holders),
  requests: demands.flatMap(({ requests }) => requests),
});

export const holderOf = ({ kind, name, binding, subject }: Given, { rule, position }: Cover): Holder => ({ kind, name, binding, subject, rule, position });

export function groundsOfHolder({ binding, subject, rule, position }: Holder): Grounds {
  const { namespace = '', name = '' } = binding.metadata;
  return groundsOf({ namespace, bindingName: name, roleRef: roleRefOf(binding), subject }, rule, position);
}

/** Where bindings count for a request: everywhere, and in its namespace. */
const placesOf = ({ namespace }: Attributes): readonly string[] => (namespace === '' ? [''] : ['', namespace]);

export function coverOf(rules: readonly PolicyRule[], attributes: Attributes, matches = ruleMatches): Cover | undefined {
  const combined = combinedResource(attributes);
  const position = rules.findIndex((rule) => matches(rule, attributes, combined));
  const rule = rules[position];
  return rule && { rule, position };
}

/** Who is allowed: those of ClusterRoleBindings first, role by role. A subject is there once for each binding that gives it the right. */
export function eachAllowed(bound: BoundRoles, attributes: Attributes, visit: (given: Given, cover: Cover) => void): void {
  for (const place of placesOf(attributes))
    for (const { rules, given } of bound.in(place)) {
      const cover = coverOf(rules, attributes);
      if (cover !== undefined) for (const one of given) visit(one, cover);
    }
}

/**
 * Who holds the rights by which those who are not allowed could get there. Few roles give such rights, so that many questions
 * cost little; and whoever has one that covers the request itself is there already.
 */
export class Holders {
  readonly bound: BoundRoles;
  readonly #request: Attributes;
  readonly #matters: (role: BoundRole) => boolean;
  readonly #roles = new Map<string, readonly BoundRole[]>();
  readonly #answers = new Map<string, readonly Holder[]>();

  constructor(bound: BoundRoles, request: Attributes, matters: (role: BoundRole) => boolean = ({ givesPower }) => givesPower) {
    this.bound = bound;
    this.#request = request;
    this.#matters = matters;
  }

  of(attributes: Attributes): Demand {
    return { holders: this.#where(attributes, ruleMatches), requests: isRequest(attributes) ? [{ attributes, ofAnyName: false }] : [] };
  }

  /** Who holds the right on something, whatever its name. */
  ofAnyName(attributes: Attributes): Demand {
    return { holders: this.#where(attributes, ruleMatchesAnyName), requests: isRequest(attributes) ? [{ attributes, ofAnyName: true }] : [] };
  }

  ofAsked({ attributes, ofAnyName }: Asked): Demand {
    return ofAnyName ? this.ofAnyName(attributes) : this.of(attributes);
  }

  /** The namespaces with bindings of roles that matter; bindings of the whole cluster count in every namespace. */
  get namespaces(): readonly string[] {
    return [...this.bound.namespaces].filter((namespace) => this.#rolesIn(namespace).length > 0);
  }

  /** The names to which rules limit the right. */
  namesOf(attributes: Attributes): readonly string[] {
    const combined = combinedResource(attributes);
    const rules = placesOf(attributes).flatMap((place) => this.#rolesIn(place).flatMap((role) => role.rules));
    return [
      ...new Set(rules.flatMap((rule) => (rule.resourceNames !== undefined && ruleMatchesAnyName(rule, attributes, combined) ? rule.resourceNames : []))),
    ];
  }

  /** The same rights are asked for again and again. */
  #where(attributes: Attributes, matches: typeof ruleMatches): readonly Holder[] {
    const { verb, apiGroup, resource, subresource, namespace, name, path } = attributes;
    const key = [verb, apiGroup, resource, subresource, namespace, name, path, matches === ruleMatches].join(' ');
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const holders = this.#search(attributes, matches);
    this.#answers.set(key, holders);
    return holders;
  }

  #search(attributes: Attributes, matches: typeof ruleMatches): readonly Holder[] {
    return placesOf(attributes)
      .flatMap((place) => this.#rolesIn(place))
      .flatMap(({ rules, given }) => {
        const cover = coverOf(rules, attributes, matches);
        return cover === undefined ? [] : given.map((one) => holderOf(one, cover));
      });
  }

  #rolesIn(namespace: string): readonly BoundRole[] {
    const known = this.#roles.get(namespace);
    if (known !== undefined) return known;
    const counts = placesOf(this.#request).includes(namespace);
    const roles = this.bound.in(namespace).filter((role) => this.#matters(role) && !(counts && coverOf(role.rules, this.#request) !== undefined));
    this.#roles.set(namespace, roles);
    return roles;
  }
}
