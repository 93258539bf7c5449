/**
 * What a scenario is about: the authorizers, admission plugins, default roles, users and resources in what it says and in what was asked.
 * Found in the texts of scenarios and in the lines under which requests are filed.
 */
import { catalogOf } from '../engine/catalog/catalog';
import { orderedPluginsOf } from '../engine/admission/ordered-plugins';
import { exchangeIn, type ShownExchange } from './exchange-in';
import { distinct, slugOf, type SiteModel, type SiteScenario } from './site-model';
import { stageSetBy, type SiteStep } from './site-run';

export type SubjectKind = 'authorizer' | 'plugin' | 'role' | 'user' | 'resource';

export interface Subject {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly page: string;
  readonly scenarios: readonly SiteScenario[];
}

const AUTHORIZERS = ['ABAC', 'AlwaysAllow', 'AlwaysDeny', 'Node', 'RBAC', 'Webhook'];
const API_PATH = /^\/(?:api|apis\/[^/]+)\/[^/]+\/(?:namespaces\/[^/]+\/(?=[^/]))?([^/?]+)(?:\/[^/?]+)?(?:\/([^/?]+))?/;
/** What a namespace itself has below it; everything else there is an object in it. */
const NAMESPACE_PATH = /^\/api\/v1\/namespaces\/[^/?]+(?:\/(status|finalize))?(?:\?|$)/;
/** May do everything, which a page of each request would not make clearer. */
const ADMINISTRATOR = 'the administrator';

/** A scenario as subjects are looked for in it. */
interface Said {
  /** All that it says. */
  readonly words: string;
  /** What its steps asked, after those that set the stage. */
  readonly asked: readonly ShownExchange[];
}

const askedIn = (steps: readonly SiteStep[]): readonly ShownExchange[] =>
  steps.slice(stageSetBy(steps)).flatMap(({ attachments }) => attachments.flatMap((attachment) => exchangeIn(attachment) ?? []));

function saidBy({ name, rule, feature, runs }: SiteScenario): Said {
  const steps = runs.at(-1)?.scenario.steps ?? [];
  const texts = steps.map(({ text, docString = '', table = [] }) => `${text}\n${docString}\n${table.flat().join('\n')}`);
  return { words: [feature.name, rule, name, ...texts].join('\n'), asked: runs.flatMap(({ scenario }) => askedIn(scenario.steps)) };
}

function resourceOf(path: string): readonly string[] {
  const namespace = NAMESPACE_PATH.exec(path);
  if (namespace !== null) return [namespace[1] === undefined ? 'namespaces' : `namespaces/${namespace[1]}`];
  const [, resource, subresource] = API_PATH.exec(path) ?? [];
  return resource === undefined ? [] : [subresource === undefined ? resource : `${resource}/${subresource}`];
}

const asWord = (name: string): RegExp => new RegExp(`(?<![\\w:.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w:-])`);
const asRole = (name: string): RegExp => new RegExp(`(?:ClusterRole|role) "${name}"|kind: ClusterRole, name: ${name}\\b|clusterrole[/ =]"?${name}\\b`, 'i');

type Names = (said: Said) => readonly string[];

/** Each name of a list with how it stands in a text. */
const looking = (names: Iterable<string>, written: (name: string) => RegExp): readonly (readonly [string, RegExp])[] =>
  [...new Set(names)].map((name) => [name, written(name)] as const);

function namings(versions: readonly string[]): Readonly<Record<SubjectKind, Names>> {
  const authorizers = looking(AUTHORIZERS, asWord);
  const plugins = looking(
    versions.flatMap((version) => orderedPluginsOf(version).map(({ name }) => name)),
    asWord,
  );
  const bootstrap = versions.flatMap((version) => catalogOf(version).bootstrap);
  const roles = looking(
    bootstrap.filter(({ resource }) => resource === 'clusterroles').map(({ object }) => object.metadata?.name ?? ''),
    asRole,
  );
  return {
    authorizer: ({ words, asked }) =>
      authorizers
        .filter(
          ([name, word]) =>
            word.test(words) || asked.some(({ why }) => why.startsWith(name) || why.includes(`  ${name} allows`) || why.includes(`  ${name} denies`)),
        )
        .map(([name]) => name),
    plugin: ({ words }) => plugins.filter(([, word]) => word.test(words)).map(([name]) => name),
    role: ({ words, asked }) => {
      const all = [words, ...asked.map(({ why }) => why)].join('\n');
      return roles.filter(([, word]) => word.test(all)).map(([name]) => name);
    },
    user: ({ asked }) => asked.map(({ who }) => who).filter((who) => who !== ADMINISTRATOR),
    resource: ({ asked }) => asked.flatMap(({ path }) => resourceOf(path)),
  };
}

const KINDS: readonly SubjectKind[] = ['authorizer', 'plugin', 'role', 'user', 'resource'];

/** Every subject of which a scenario shows something, by kind and name. */
export function subjectsOf({ features, columns }: SiteModel): readonly Subject[] {
  const found = new Map<string, { kind: SubjectKind; name: string; scenarios: SiteScenario[] }>();
  const kinds = namings([...new Set(columns.map(({ kubernetesVersion }) => kubernetesVersion))]);
  for (const scenario of features.flatMap(({ scenarios }) => scenarios)) {
    const said = saidBy(scenario);
    for (const kind of KINDS)
      for (const name of new Set(kinds[kind](said))) {
        const key = `${kind} ${name}`;
        const subject = found.get(key) ?? { kind, name, scenarios: [] };
        found.set(key, subject);
        subject.scenarios.push(scenario);
      }
  }
  const page = distinct();
  return [...found.values()]
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
    .map((subject) => ({ ...subject, page: `${page(`subjects/${subject.kind}/${slugOf(subject.name)}`)}.html` }));
}
