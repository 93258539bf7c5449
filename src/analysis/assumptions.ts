/**
 * Who could get there where something is so of the cluster: by a technique, or by becoming a subject that gets there by one. Apart from the
 * proven steps, and each says what it assumes, all the way.
 */
import type { Attributes } from '../engine/api/attributes';
import { catalogOf } from '../engine/catalog/catalog';
import type { PolicyRule } from '../engine/rbac/objects';
import type { Version } from '../engine/versions';
import { becoming, type Goal } from './becoming';
import type { BoundRoles } from './bound-roles';
import { escalationOf, type Escalation } from './escalation';
import { anyOf, groundsOfHolder, Holders, type Demand } from './holders';
import type { Policy } from './policy';
import { rightTo } from './rights';
import { stepsWithAll, type Means, type Step } from './step';
import { TECHNIQUES, type Technique, type TechniqueRight } from './techniques';
import { accountOf, accountsNamespaceOf, EVERY_ACCOUNT, WhoMap, type Who } from './who';

export interface Assumed extends Escalation<Means | 'assumption'> {
  /** The techniques of its chain, the first used first. */
  readonly assumes: readonly Pick<Technique, 'id' | 'condition' | 'source'>[];
}

type AssumedStep = Step<Means | 'assumption'>;

/** Steps of one technique; of none where a proven step leads to who gets there by one. */
interface Batch {
  readonly technique?: Technique;
  readonly steps: readonly AssumedStep[];
}

const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

/** Those that the version serves the resources for. */
export function techniquesOf(version: Version): readonly Technique[] {
  const served = new Set(
    catalogOf(version.name).groups.flatMap(({ name, versions }) =>
      versions.flatMap(({ resources }) => resources.map((resource) => `${name}/${resource.name}`)),
    ),
  );
  served.add('certificates.k8s.io/signers');
  return TECHNIQUES.filter(
    ({ rights, unless }) =>
      (unless === undefined || !version.has(unless)) &&
      rights.every(({ apiGroup, resources }) => resources.some((resource) => served.has(`${apiGroup}/${resource}`))),
  );
}

/** By resource, the verbs that some technique needs. */
const NEEDED = new Map<string, Set<string>>();
for (const { rights } of TECHNIQUES)
  for (const { resources, verbs } of rights) for (const resource of resources) NEEDED.set(resource, new Set([...(NEEDED.get(resource) ?? []), ...verbs]));

/** Reports whether any technique can come from the rule. */
function helps({ verbs, resources = [] }: PolicyRule): boolean {
  for (const resource of resources) {
    if (resource.includes('*')) return true;
    const needed = NEEDED.get(resource);
    if (needed !== undefined) for (const verb of verbs) if (verb === '*' || needed.has(verb)) return true;
  }
  return false;
}

function demandOf(holders: Holders, { verbs, apiGroup, resources, name }: TechniqueRight, namespace: string): Demand {
  return anyOf(
    resources.flatMap((combined) => {
      const [resource = '', subresource = ''] = combined.split('/');
      // The name of a namespace is its own namespace.
      const named = resource === 'namespaces' ? namespace : name;
      const place = resource === 'persistentvolumes' ? '' : namespace;
      return verbs.map((verb) => {
        const right = rightTo({ verb, apiGroup, resource, subresource, namespace: place, name: named ?? '' });
        return named === undefined && verb !== 'create' ? holders.ofAnyName(right) : holders.of(right);
      });
    }),
  );
}

/** The namespaces whose ServiceAccounts are, or are members of, the subjects; '' is all. */
function namespacesOf(goals: readonly Who[]): ReadonlyMap<string, Who> {
  const found = new Map<string, Who>();
  for (const who of goals) {
    const namespace = who.kind === 'User' ? accountOf(who)?.namespace : who.name === EVERY_ACCOUNT ? '' : accountsNamespaceOf(who.name);
    if (namespace !== undefined && !found.has(namespace)) found.set(namespace, who);
  }
  return found;
}

const isOfNode = ({ kind, name }: Who): boolean => (kind === 'User' ? name.startsWith('system:node:') : name === 'system:nodes');
const isBootstrapper = ({ kind, name }: Who): boolean => (kind === 'User' ? name.startsWith('system:bootstrap:') : name.startsWith('system:bootstrappers'));

class Techniques {
  readonly #holders: Holders;
  readonly #techniques: readonly Technique[];
  readonly #asked: Attributes;
  readonly #done = new Set<string>();
  /** The techniques of which those who hold the rights in every namespace have been found. */
  readonly #everywhere = new Set<string>();

  constructor(holders: Holders, version: Version, asked: Attributes) {
    this.#holders = holders;
    this.#techniques = techniquesOf(version);
    this.#asked = asked;
  }

  /** The Secrets themselves, whoever may read them. */
  onSecrets(): readonly Batch[] {
    const { verb, resource, apiGroup, subresource, namespace } = this.#asked;
    const areAsked = READS.has(verb) && resource === 'secrets' && apiGroup === '' && subresource === '';
    return areAsked ? this.#techniques.filter(({ reach }) => reach === 'secrets').flatMap((technique) => this.#steps(technique, namespace)) : [];
  }

  toward(goals: readonly Who[]): readonly Batch[] {
    const accounts = namespacesOf(goals);
    const first: Readonly<Record<Technique['reach'], Who | undefined>> = {
      accounts: undefined,
      secrets: undefined,
      nodes: goals.find(isOfNode) ?? [...accounts.values()][0],
      bootstrappers: goals.find(isBootstrapper),
      everything: goals[0],
    };
    return this.#techniques.flatMap((technique) => {
      if (technique.reach === 'accounts') return [...accounts].flatMap(([namespace, who]) => this.#steps(technique, namespace, who));
      const becomes = first[technique.reach];
      if (becomes === undefined) return [];
      const namespaces = technique.where === 'reached' ? ['', ...this.#holders.namespaces] : [''];
      return namespaces.flatMap((namespace) => this.#steps(technique, namespace, becomes));
    });
  }

  /** Who holds the rights in every namespace is found in the first, and leads no further in the next. */
  #demands({ id, where, rights }: Technique, namespace: string): readonly Demand[] {
    const demands = rights.map((right) => demandOf(this.#holders, right, namespace));
    if (where !== 'reached' || namespace === '') return demands;
    const [only, ...others] = demands;
    const isFirst = !this.#everywhere.has(id);
    this.#everywhere.add(id);
    if (isFirst || only === undefined) return demands;
    if (demands.every(({ local }) => local.length === 0)) return [{ holders: [], local: [], requests: [] }];
    return others.length > 0 ? demands : [{ holders: only.local, local: only.local, requests: only.requests }];
  }

  /** Who holds a technique is found once: it leads no further the second time. */
  #steps(technique: Technique, reached: string, becomes?: Who): readonly Batch[] {
    const { id, where, rights, effect } = technique;
    const namespace = where === 'reached' ? reached : where === 'cluster' ? '' : where.namespace;
    const key = `${id} ${namespace}`;
    if (this.#done.has(key)) return [];
    this.#done.add(key);
    const words = rights.map(({ verbs, resources }) => `${verbs.join(' or ')} ${resources.join(' or ')}`).join(', and ');
    const place = where === 'cluster' ? '' : namespace === '' ? ' in all namespaces' : ` in the namespace ${JSON.stringify(namespace)}`;
    const demands = this.#demands(technique, namespace);
    const sentence = `may ${words}${place}: ${effect}`;
    const steps = stepsWithAll(demands, { means: 'assumption', sentence, ...(becomes && { becomes: { kind: becomes.kind, name: becomes.name } }) });
    return steps.length === 0 ? [] : [{ technique, steps }];
  }
}

/** The techniques of chains. Those of many subjects are the same. */
class Chains {
  readonly #known = new Map<Technique | undefined, Map<Assumed['assumes'] | undefined, Assumed['assumes']>>();

  of(technique: Technique | undefined, before: Assumed['assumes'] | undefined): Assumed['assumes'] {
    const known = this.#known.get(technique) ?? new Map<Assumed['assumes'] | undefined, Assumed['assumes']>();
    this.#known.set(technique, known);
    const chain = known.get(before) ?? this.#made(technique, before ?? []);
    known.set(before, chain);
    return chain;
  }

  #made(technique: Technique | undefined, before: Assumed['assumes']): Assumed['assumes'] {
    const assumes = [...(technique === undefined ? [] : [{ id: technique.id, condition: technique.condition, source: technique.source }]), ...before];
    return assumes.filter(({ id }, at) => assumes.findIndex((other) => other.id === id) === at);
  }
}

/** What an assumed step leads to. There may be as many as subjects: by which bindings is made when it is shown. */
class AssumedEscalation implements Assumed {
  readonly #step: AssumedStep;
  readonly assumes: Assumed['assumes'];

  constructor(step: AssumedStep, assumes: Assumed['assumes']) {
    this.#step = step;
    this.assumes = assumes;
  }

  get kind(): Who['kind'] {
    return this.#step.who.kind;
  }

  get name(): string {
    return this.#step.who.name;
  }

  get also(): readonly Who[] | undefined {
    return this.#step.also.length > 0 ? this.#step.also : undefined;
  }

  get means(): Assumed['means'] {
    return this.#step.means;
  }

  get sentence(): string {
    return this.#step.sentence;
  }

  get becomes(): Who | undefined {
    return this.#step.becomes;
  }

  get by(): Assumed['by'] {
    return this.#step.holders.map(groundsOfHolder);
  }

  toJSON(): object {
    return { ...escalationOf(this.#step), assumes: this.assumes };
  }
}

const keyOf = ({ kind, name }: Who): string => `${kind} ${name}`;

export function assumedEscalations(
  policy: Policy,
  attributes: Attributes,
  allowed: WhoMap<Who>,
  proven: readonly Escalation[],
  bound: BoundRoles,
): readonly Assumed[] {
  const holders = new Holders(bound, attributes, (role) => role.givesPower || role.rules.some(helps));
  const techniques = new Techniques(holders, policy.version, attributes);
  const there = new WhoMap<Who>();
  for (const who of proven) if (who.also === undefined) there.set(who, who);
  const found = new Map<string, Assumed>();
  const known = new WhoMap<true>();
  const assumptions = new Chains();
  let goals: Goal[] = [];
  const add = (step: AssumedStep, technique: Technique | undefined): void => {
    const { who, also, becomes, means, requests } = step;
    const isThere = (one: Who): boolean => (allowed.covering(one) ?? there.covering(one) ?? known.covering(one)) !== undefined;
    if (isThere(who) || also.some(isThere)) return;
    const key = also.length === 0 ? keyOf(who) : [who, ...also].map(keyOf).sort().join(' and ');
    if (found.has(key)) return;
    found.set(key, new AssumedEscalation(step, assumptions.of(technique, becomes === undefined ? undefined : found.get(keyOf(becomes))?.assumes)));
    if (also.length > 0) return;
    known.set(who, true);
    goals.push(means === 'impersonate' ? { who, also } : { who, also, requests });
  };
  let batches: readonly Batch[] = [...techniques.onSecrets(), ...techniques.toward([...allowed.values(), ...there.values()])];
  while (batches.length > 0) {
    goals = [];
    for (const { steps, technique } of batches) for (const step of steps) add(step, technique);
    batches = goals.length === 0 ? [] : [{ steps: becoming(policy, holders, goals) }, ...techniques.toward(goals.map(({ who }) => who))];
  }
  return [...found.values()];
}
