/**
 * What a scenario is about: the authorizers, admission plugins, default roles, users and resources in what it says and in what was asked.
 * Found in the texts of scenarios and in the lines under which requests are filed.
 */
import { catalogOf } from '../engine/catalog/catalog';
import { orderedPluginsOf } from '../engine/admission/ordered-plugins';
import { slugOf, type SiteModel, type SiteScenario } from './site-model';

export type SubjectKind = 'authorizer' | 'plugin' | 'role' | 'user' | 'resource';

export interface Subject {
  readonly kind: SubjectKind;
  readonly name: string;
  readonly page: string;
  readonly scenarios: readonly SiteScenario[];
}

const AUTHORIZERS = ['ABAC', 'AlwaysAllow', 'AlwaysDeny', 'Node', 'RBAC', 'Webhook'];
/** `who: METHOD path -> code` */
const EXCHANGE = /^(.+): ([A-Z]+) (\/\S*) -> \d{3}/;
const API_PATH = /^\/(?:api|apis\/[^/]+)\/[^/]+\/(?:namespaces\/[^/]+\/(?=[^/]))?([^/?]+)(?:\/[^/?]+)?(?:\/([^/?]+))?/;
/** What a namespace itself has below it; everything else there is an object in it. */
const NAMESPACE_PATH = /^\/api\/v1\/namespaces\/[^/?]+(?:\/(status|finalize))?(?:\?|$)/;
/** Of every test's making: a page of each would say nothing. */
const IS_SETUP = /^the administrator$/;

/** All that a scenario says. */
function wordsOf({ name, rule, feature, runs }: SiteScenario): string {
  const steps = runs.at(-1)?.scenario.steps ?? [];
  const said = steps.map(({ text, docString = '', table = [] }) => `${text}\n${docString}\n${table.flat().join('\n')}`);
  return [feature.name, rule, name, ...said].join('\n');
}

/** What its steps asked, after those that set the stage. */
function asked({ runs }: SiteScenario): readonly (readonly [who: string, path: string, why: string])[] {
  const steps = runs.flatMap(({ scenario }) => scenario.steps.filter(({ keyword }, at) => at > 0 || keyword !== 'Given'));
  return steps.flatMap(({ attachments }) =>
    attachments.flatMap(({ title, body }) => {
      const [, who, , path] = EXCHANGE.exec(title) ?? [];
      return who === undefined || path === undefined ? [] : [[who, path, body.split('\n\nbecause ')[1] ?? ''] as const];
    }),
  );
}

function resourceOf(path: string): readonly string[] {
  const namespace = NAMESPACE_PATH.exec(path);
  if (namespace !== null) return [namespace[1] === undefined ? 'namespaces' : `namespaces/${namespace[1]}`];
  const [, resource, subresource] = API_PATH.exec(path) ?? [];
  return resource === undefined ? [] : [subresource === undefined ? resource : `${resource}/${subresource}`];
}

const asWord = (name: string): RegExp => new RegExp(`(?<![\\w:.-])${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w:-])`);
const asRole = (name: string): RegExp => new RegExp(`(?:ClusterRole|role) "${name}"|kind: ClusterRole, name: ${name}\\b|clusterrole[/ =]"?${name}\\b`, 'i');

interface Naming {
  readonly kind: SubjectKind;
  readonly names: (scenario: SiteScenario) => readonly string[];
}

function namings(versions: readonly string[]): readonly Naming[] {
  const plugins = [...new Set(versions.flatMap((version) => orderedPluginsOf(version).map(({ name }) => name)))].map((name) => [name, asWord(name)] as const);
  const roles = [
    ...new Set(
      versions.flatMap((version) =>
        catalogOf(version)
          .bootstrap.filter(({ resource }) => resource.startsWith('clusterroles'))
          .map(({ object }) => object.metadata?.name ?? ''),
      ),
    ),
  ].map((name) => [name, asRole(name)] as const);
  return [
    {
      kind: 'authorizer',
      names: (scenario) =>
        AUTHORIZERS.filter((name) =>
          asked(scenario).some(([, , why]) => why.startsWith(name) || why.includes(`  ${name} allows`) || why.includes(`  ${name} denies`)),
        ),
    },
    { kind: 'plugin', names: (scenario) => plugins.filter(([, word]) => word.test(wordsOf(scenario))).map(([name]) => name) },
    {
      kind: 'role',
      names: (scenario) =>
        roles.filter(([, word]) => word.test(wordsOf(scenario)) || asked(scenario).some(([, , why]) => word.test(why))).map(([name]) => name),
    },
    {
      kind: 'user',
      names: (scenario) =>
        asked(scenario)
          .map(([who]) => who)
          .filter((who) => !IS_SETUP.test(who)),
    },
    { kind: 'resource', names: (scenario) => asked(scenario).flatMap(([, path]) => resourceOf(path)) },
  ];
}

const KINDS: readonly SubjectKind[] = ['authorizer', 'plugin', 'role', 'user', 'resource'];

/** Every subject of which a scenario shows something, by kind and name. */
export function subjectsOf({ features, columns }: SiteModel): readonly Subject[] {
  const found = new Map<string, { kind: SubjectKind; name: string; scenarios: SiteScenario[] }>();
  const kinds = namings([...new Set(columns.map(({ kubernetesVersion }) => kubernetesVersion))]);
  for (const scenario of features.flatMap(({ scenarios }) => scenarios))
    for (const { kind, names } of kinds)
      for (const name of new Set(names(scenario))) {
        const key = `${kind} ${name}`;
        const subject = found.get(key) ?? { kind, name, scenarios: [] };
        found.set(key, subject);
        subject.scenarios.push(scenario);
      }
  const used = new Set<string>();
  return [...found.values()]
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || (a.name < b.name ? -1 : 1))
    .map((subject) => {
      let page = `subjects/${subject.kind}/${slugOf(subject.name)}.html`;
      while (used.has(page)) page = page.replace(/\.html$/, '-x.html');
      used.add(page);
      return { ...subject, page };
    });
}
