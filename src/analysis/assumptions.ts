/**
 * Who could get there where something is so of the cluster: by a technique, or by becoming a subject that gets there by one. Apart from the
 * proven steps, and each says what it assumes, all the way.
 */
import type { Attributes } from '../engine/api/attributes';
import { catalogOf } from '../engine/catalog/catalog';
import type { PolicyRule } from '../engine/rbac/objects';
import type { Version } from '../engine/versions';
import { takeoverPaths } from './takeover-paths';
import type { BoundRoles } from './bound-roles';
import type { Escalation } from './escalation';
import { FoundByAssumption, type Assumed, type Batch } from './found-by-assumption';
import { anyOf, Holders, locally, NO_HOLDER, type Demand } from './holders';
import type { Policy } from './policy';
import { rightTo } from './rights';
import { stepsWithAll } from './step';
import { TECHNIQUES, type AssumedTechnique, type TechniqueRight } from './techniques';
import { accountOf, accountsNamespaceOf, EVERY_ACCOUNT, SubjectMap, type Subject } from './subject';

const READS: ReadonlySet<string> = new Set(['get', 'list', 'watch']);

/** Those that the version serves the resources for. */
export function techniquesOf(version: Version): readonly AssumedTechnique[] {
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
const NEEDED = TECHNIQUES.flatMap(({ rights }) => rights).reduce<ReadonlyMap<string, ReadonlySet<string>>>(
  (needed, { resources, verbs }) =>
    new Map([...needed, ...resources.map((resource) => [resource, new Set([...(needed.get(resource) ?? []), ...verbs])] as const)]),
  new Map(),
);

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
function namespacesOf(goals: readonly Subject[]): ReadonlyMap<string, Subject> {
  const found = new Map<string, Subject>();
  for (const who of goals) {
    const namespace = who.kind === 'User' ? accountOf(who)?.namespace : who.name === EVERY_ACCOUNT ? '' : accountsNamespaceOf(who.name);
    if (namespace !== undefined && !found.has(namespace)) found.set(namespace, who);
  }
  return found;
}

const isOfNode = ({ kind, name }: Subject): boolean => (kind === 'User' ? name.startsWith('system:node:') : name === 'system:nodes');
const isBootstrapper = ({ kind, name }: Subject): boolean => (kind === 'User' ? name.startsWith('system:bootstrap:') : name.startsWith('system:bootstrappers'));

class Techniques {
  readonly #holders: Holders;
  readonly #techniques: readonly AssumedTechnique[];
  readonly #asked: Attributes;
  readonly #done = new Set<string>();
  /** The techniques of which those who hold the rights in every namespace have been found. */
  readonly #everywhere = new Set<string>();

  constructor(holders: Holders, version: Version, asked: Attributes) {
    this.#holders = holders;
    this.#techniques = techniquesOf(version);
    this.#asked = asked;
  }

  /** Asks for the Secrets themselves, independent of who may read them. */
  onSecrets(): readonly Batch[] {
    if (!this.#asked.isResourceRequest) return [];
    const { verb, resource, apiGroup, subresource, namespace } = this.#asked;
    const areAsked = READS.has(verb) && resource === 'secrets' && apiGroup === '' && subresource === '';
    return areAsked ? this.#techniques.filter(({ reach }) => reach === 'secrets').flatMap((assumption) => this.#steps(assumption, namespace)) : [];
  }

  toward(goals: readonly Subject[]): readonly Batch[] {
    const accounts = namespacesOf(goals);
    const first: Readonly<Record<AssumedTechnique['reach'], Subject | undefined>> = {
      accounts: undefined,
      secrets: undefined,
      nodes: goals.find(isOfNode) ?? [...accounts.values()][0],
      bootstrappers: goals.find(isBootstrapper),
      everything: goals[0],
    };
    return this.#techniques.flatMap((assumption) => {
      if (assumption.reach === 'accounts') return [...accounts].flatMap(([namespace, who]) => this.#steps(assumption, namespace, who));
      const becomes = first[assumption.reach];
      if (becomes === undefined) return [];
      const namespaces = assumption.where === 'reached' ? ['', ...this.#holders.namespaces] : [''];
      return namespaces.flatMap((namespace) => this.#steps(assumption, namespace, becomes));
    });
  }

  /** Who holds the rights in every namespace is found in the first, and leads no further in the next. */
  #demands({ id, where, rights }: AssumedTechnique, namespace: string): readonly Demand[] {
    const demands = rights.map((right) => demandOf(this.#holders, right, namespace));
    if (where !== 'reached' || namespace === '') return demands;
    const [only, ...others] = demands;
    const isFirst = !this.#everywhere.has(id);
    this.#everywhere.add(id);
    if (isFirst || only === undefined) return demands;
    if (demands.every(({ localGrants }) => localGrants?.length === 0)) return [NO_HOLDER];
    return others.length > 0 ? demands : [locally(only)];
  }

  /** Who holds a technique is found once: it leads no further the second time. */
  #steps(assumption: AssumedTechnique, reached: string, becomes?: Subject): readonly Batch[] {
    const { id, where, rights, effect } = assumption;
    const namespace = where === 'reached' ? reached : where === 'cluster' ? '' : where.namespace;
    const key = `${id} ${namespace}`;
    if (this.#done.has(key)) return [];
    this.#done.add(key);
    const words = rights.map(({ verbs, resources }) => `${verbs.join(' or ')} ${resources.join(' or ')}`).join(', and ');
    const place = where === 'cluster' ? '' : namespace === '' ? ' in all namespaces' : ` in the namespace ${JSON.stringify(namespace)}`;
    const demands = this.#demands(assumption, namespace);
    const message = `may ${words}${place}: ${effect}`;
    const naming = { technique: 'assumption', message, ...(becomes && { becomes: { kind: becomes.kind, name: becomes.name } }) } as const;
    const [only] = demands;
    if (demands.length === 1 && only?.grants !== undefined)
      return only.grants.length === 0 ? [] : [{ assumption, steps: [], ofEach: { demand: only, naming } }];
    const steps = stepsWithAll(demands, naming);
    return steps.length === 0 ? [] : [{ assumption, steps }];
  }
}

export function assumedEscalations(
  policy: Policy,
  attributes: Attributes,
  allowed: SubjectMap<Subject>,
  proven: readonly Escalation[],
  bound: BoundRoles,
): readonly Assumed[] {
  const holders = new Holders(bound, attributes, ({ canEscalate, rules }) => canEscalate || rules.some(helps));
  const techniques = new Techniques(holders, policy.version, attributes);
  const there = new SubjectMap<Subject>();
  for (const who of proven) if (who.also === undefined) there.set(who, who);
  const found = new FoundByAssumption(allowed, there);
  let batches: readonly Batch[] = [...techniques.onSecrets(), ...techniques.toward([...allowed.values(), ...there.values()])];
  while (batches.length > 0) {
    for (const { steps, assumption, ofEach } of batches) {
      if (ofEach !== undefined) found.addEach(ofEach, assumption);
      for (const step of steps) found.add(step, assumption);
    }
    const goals = found.takeGoals();
    batches = goals.length === 0 ? [] : [{ steps: takeoverPaths(policy, holders, goals) }, ...techniques.toward(goals.map(({ who }) => who))];
  }
  return found.all;
}
