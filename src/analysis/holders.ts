/**
 * Who holds a right: the subjects of all bindings whose role covers it. The question is asked of each role once, however
 * many bindings it has.
 */
import type { Attributes } from '../engine/api/attributes';
import { namespaceOf } from '../engine/apimachinery/attributes';
import type { Evidence } from '../engine/api/explainer';
import { evidenceOf } from '../engine/authorization/rbac/evidence';
import { combinedResource, ruleMatches, ruleMatchesAnyName } from '../engine/rbac/rule-matches';
import { roleRefOf, type PolicyRule } from '../engine/rbac/objects';
import type { AlikeRoles } from './alike-roles';
import type { BoundRoles } from './bound-roles';
import type { BoundSubject } from './bound-role';

/** The first rule of a role that covers a request. */
export interface Cover {
  readonly rule: PolicyRule;
  readonly position: number;
}

export interface Holder extends BoundSubject, Cover {}

/** A request, or one on whatever name. */
export interface Asked {
  readonly attributes: Attributes;
  readonly ofAnyName: boolean;
}

/** Bound roles with the same rules, one of which covers a right. */
export interface Grant {
  readonly alike: AlikeRoles;
  readonly cover: Cover;
}

/** A right that a step takes: who holds it, and the requests of which one is sent for it. */
export interface Demand {
  readonly holders: readonly Holder[];
  /** Of these, those by bindings of the namespace: the others hold the right in every namespace. */
  readonly local: readonly Holder[];
  readonly requests: readonly Asked[];
  /** The grants of the holders, of whom there may be as many as subjects; undefined where only some of a grant hold the right. */
  readonly grants: readonly Grant[] | undefined;
  readonly localGrants: readonly Grant[] | undefined;
}

/** The holders of grants, made when they are asked for. */
class Granted {
  readonly grants: readonly Grant[];
  #holders: readonly Holder[] | undefined;

  constructor(grants: readonly Grant[]) {
    this.grants = grants;
  }

  get holders(): readonly Holder[] {
    this.#holders ??= this.grants.flatMap(({ alike, cover }) => alike.roles.flatMap(({ boundSubjects }) => boundSubjects.map((one) => holderOf(one, cover))));
    return this.#holders;
  }
}

class Held {
  readonly cluster: Granted;
  readonly local: Granted;
  readonly grants: readonly Grant[];
  #all: readonly Holder[] | undefined;

  constructor(cluster: Granted, local: Granted) {
    this.cluster = cluster;
    this.local = local;
    this.grants = [...cluster.grants, ...local.grants];
  }

  get all(): readonly Holder[] {
    if (this.local.grants.length === 0) return this.cluster.holders;
    if (this.cluster.grants.length === 0) return this.local.holders;
    this.#all ??= [...this.cluster.holders, ...this.local.holders];
    return this.#all;
  }
}

const NOTHING = new Granted([]);

const joined = (all: readonly (readonly Grant[] | undefined)[]): readonly Grant[] | undefined =>
  all.every((grants) => grants !== undefined) ? all.flat() : undefined;

/** The right as those hold it whom bindings of the namespace give it. */
export const locally = (demand: Demand): Demand => ({
  get holders() {
    return demand.local;
  },
  get local() {
    return demand.local;
  },
  requests: demand.requests,
  grants: demand.localGrants,
  localGrants: demand.localGrants,
});

/** A right that no subject holds. */
export const NO_HOLDER: Demand = { holders: [], local: [], requests: [], grants: [], localGrants: [] };

/** Verbs that are only asked for while another request is handled. */
const CHECKED: ReadonlySet<string> = new Set(['bind', 'escalate', 'approve', 'sign', 'impersonate']);
const isRequest = ({ verb }: Attributes): boolean => !CHECKED.has(verb) && !verb.startsWith('impersonate');

/** There may be as many as subjects: they are copied where there is need. */
function together(lists: readonly (readonly Holder[])[]): readonly Holder[] {
  const some = lists.filter(({ length }) => length > 0);
  return some.length === 1 ? (some[0] ?? []) : some.flat();
}

/** A right that can be held in several ways. */
export const anyOf = (demands: readonly Demand[]): Demand => ({
  get holders() {
    return together(demands.map(({ holders }) => holders));
  },
  get local() {
    return together(demands.map(({ local }) => local));
  },
  requests: demands.flatMap(({ requests }) => requests),
  grants: joined(demands.map(({ grants }) => grants)),
  localGrants: joined(demands.map(({ localGrants }) => localGrants)),
});

export const holderOf = ({ kind, name, binding, subject }: BoundSubject, { rule, position }: Cover): Holder => ({
  kind,
  name,
  binding,
  subject,
  rule,
  position,
});

export function evidenceOfHolder({ binding, subject, rule, position }: Holder): Evidence {
  const { namespace = '', name = '' } = binding.metadata;
  return evidenceOf({ namespace, bindingName: name, roleRef: roleRefOf(binding), subject }, rule, position);
}

/** Where bindings count for a request: everywhere, and in its namespace. */
const placesOf = (attributes: Attributes): readonly string[] => [...new Set(['', namespaceOf(attributes)])];

/** What an answer depends on, but for the namespace. */
function rightKey(attributes: Attributes): string {
  if (!attributes.isResourceRequest) return `${attributes.verb} path ${attributes.path}`;
  const { verb, apiGroup, resource, subresource, name } = attributes;
  return [verb, apiGroup, resource, subresource, name].join(' ');
}

export function coverOf(rules: readonly PolicyRule[], attributes: Attributes, matches = ruleMatches): Cover | undefined {
  const combined = combinedResource(attributes);
  const position = rules.findIndex((rule) => matches(rule, attributes, combined));
  const rule = rules[position];
  return rule && { rule, position };
}

/** Who is allowed: those of ClusterRoleBindings first, role by role. A subject is there once for each binding that gives it the right. */
export function eachAllowed(bound: BoundRoles, attributes: Attributes, visit: (given: BoundSubject, cover: Cover) => void): void {
  const covers = new Map<readonly PolicyRule[], Cover | undefined>();
  for (const place of placesOf(attributes))
    for (const { rules, boundSubjects } of bound.in(place)) {
      if (!covers.has(rules)) covers.set(rules, coverOf(rules, attributes));
      const cover = covers.get(rules);
      if (cover !== undefined) for (const one of boundSubjects) visit(one, cover);
    }
}

/**
 * Who holds the rights by which those who are not allowed could get there. Few roles give such rights, so that many questions
 * cost little; and who has one that covers the request itself is there already.
 */
export class Holders {
  readonly bound: BoundRoles;
  readonly #request: Attributes;
  readonly #matters: (roles: AlikeRoles) => boolean;
  readonly #alike = new Map<string, readonly AlikeRoles[]>();
  readonly #answers = new Map<string, Held>();
  readonly #ofCluster = new Map<string, Granted>();
  readonly #covers = new Map<string, Map<readonly PolicyRule[], Cover | undefined>>();

  constructor(bound: BoundRoles, request: Attributes, matters: (roles: AlikeRoles) => boolean = ({ canEscalate }) => canEscalate) {
    this.bound = bound;
    this.#request = request;
    this.#matters = matters;
  }

  of(attributes: Attributes): Demand {
    return this.#demand(attributes, ruleMatches, isRequest(attributes) ? [{ attributes, ofAnyName: false }] : []);
  }

  /** Who holds the right on something, whatever its name. */
  ofAnyName(attributes: Attributes): Demand {
    return this.#demand(attributes, ruleMatchesAnyName, isRequest(attributes) ? [{ attributes, ofAnyName: true }] : []);
  }

  ofAsked({ attributes, ofAnyName }: Asked): Demand {
    return ofAnyName ? this.ofAnyName(attributes) : this.of(attributes);
  }

  /** The namespaces with bindings of roles that matter; bindings of the whole cluster count in every namespace. */
  get namespaces(): readonly string[] {
    return [...this.bound.namespaces].filter((namespace) => this.#alikeIn(namespace).length > 0);
  }

  /** The names to which rules limit the right. */
  namesOf(attributes: Attributes): readonly string[] {
    const combined = combinedResource(attributes);
    const rules = placesOf(attributes).flatMap((place) => this.#alikeIn(place).flatMap((alike) => alike.rules));
    return [
      ...new Set(rules.flatMap((rule) => (rule.resourceNames !== undefined && ruleMatchesAnyName(rule, attributes, combined) ? rule.resourceNames : []))),
    ];
  }

  #demand(attributes: Attributes, matches: typeof ruleMatches, requests: readonly Asked[]): Demand {
    const held = this.#where(attributes, matches);
    return {
      get holders() {
        return held.all;
      },
      get local() {
        return held.local.holders;
      },
      requests,
      grants: held.grants,
      localGrants: held.local.grants,
    };
  }

  /** The same rights are asked for again and again, and in one namespace after the other. */
  #where(attributes: Attributes, matches: typeof ruleMatches): Held {
    const namespace = namespaceOf(attributes);
    const right = `${rightKey(attributes)} ${matches === ruleMatches}`;
    const key = `${namespace} ${right}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    const cluster = this.#ofCluster.get(right) ?? this.#search('', right, attributes, matches);
    this.#ofCluster.set(right, cluster);
    const held = new Held(cluster, namespace === '' ? NOTHING : this.#search(namespace, right, attributes, matches));
    this.#answers.set(key, held);
    return held;
  }

  /** Keeps which rules cover a right, which does not depend on where they are bound. */
  #search(place: string, right: string, attributes: Attributes, matches: typeof ruleMatches): Granted {
    const covers = this.#covers.get(right) ?? new Map<readonly PolicyRule[], Cover | undefined>();
    this.#covers.set(right, covers);
    const found: Grant[] = [];
    for (const alike of this.#alikeIn(place)) {
      const { rules } = alike;
      if (!covers.has(rules)) covers.set(rules, coverOf(rules, attributes, matches));
      const cover = covers.get(rules);
      if (cover !== undefined) found.push({ alike, cover });
    }
    return found.length === 0 ? NOTHING : new Granted(found);
  }

  #alikeIn(place: string): readonly AlikeRoles[] {
    const known = this.#alike.get(place);
    if (known !== undefined) return known;
    const counts = placesOf(this.#request).includes(place);
    const alike = this.bound.alikeIn(place).filter((roles) => this.#matters(roles) && !(counts && coverOf(roles.rules, this.#request) !== undefined));
    this.#alike.set(place, alike);
    return alike;
  }
}
