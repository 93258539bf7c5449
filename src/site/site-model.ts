/** What the site shows: scenarios with their runs on all targets and versions, by feature, and the claims that they speak of. */
import path from 'node:path';
import type { Chapter } from '../claims/claim';
import { claimTagsOf, type ClaimScenario } from '../claims/claim-scenarios';
import { claimsReport, type ClaimsReport, type ReportedClaim } from '../claims/claims-report';
import { byColumn, type Column } from '../runner/targets-table/targets-table';
import type { TargetResults } from '../runner/targets-table/target-results';
import type { RunFeature, RunScenario, SiteRun } from './site-run';

export interface ScenarioOn {
  readonly column: Column;
  readonly scenario: RunScenario;
}

export interface SiteScenario {
  /** The place of its page, from the root of the site. */
  readonly page: string;
  readonly uri: string;
  readonly line: number;
  readonly outline: number;
  readonly name: string;
  readonly rule: string;
  readonly tags: readonly string[];
  readonly feature: SiteFeature;
  readonly claims: ClaimScenario['claims'];
  /** In the order of the columns. */
  readonly runs: readonly ScenarioOn[];
}

export interface SiteFeature {
  readonly uri: string;
  readonly page: string;
  readonly name: string;
  readonly description: string;
  readonly scenarios: readonly SiteScenario[];
}

export interface SiteChapter {
  readonly page: string;
  readonly chapter: ClaimsReport['chapters'][number];
}

export interface SiteModel {
  readonly columns: readonly Column[];
  readonly features: readonly SiteFeature[];
  readonly chapters: readonly SiteChapter[];
  readonly summary: ClaimsReport['summary'];
}

const LETTERS_OF_SLUG = 70;

/** Letters, digits and dashes: a part of an address. */
export const slugOf = (text: string): string => {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}.]+/gu) ?? []).filter((word) => /[^.]/.test(word));
  return words.join('-').slice(0, LETTERS_OF_SLUG) || 'x';
};

const folderOf = (uri: string): string =>
  uri
    .replace(/^features\//, '')
    .replace(/\.feature$/, '')
    .split(/[/\\]/)
    .map(slugOf)
    .join('/');

/** Names each once; a second one of the same name gets a number that no other has. */
export function distinct(): (name: string) => string {
  const used = new Set<string>();
  return (name) => {
    let free = name;
    for (let count = 2; used.has(free); count += 1) free = `${name}-${count}`;
    used.add(free);
    return free;
  };
}

const resultsOf = ({ target, kubernetesVersion, at, features }: SiteRun): TargetResults => ({
  target,
  kubernetesVersion,
  at,
  scenarios: features.flatMap(({ scenarios }) => scenarios),
});

function featureOf(uri: string, runs: readonly SiteRun[]): SiteFeature {
  const found = runs.flatMap(({ features, ...run }) => features.filter((feature) => feature.uri === uri).map((feature) => ({ run, feature })));
  const newest = found.at(-1)?.feature as RunFeature;
  const page = `features/${folderOf(uri)}.html`;
  const name = distinct();
  const places = new Map<string, ScenarioOn[]>();
  for (const { run, feature } of found)
    for (const scenario of feature.scenarios) {
      const key = JSON.stringify([scenario.line, scenario.name]);
      places.set(key, [...(places.get(key) ?? []), { column: run, scenario }]);
    }
  const scenarios: SiteScenario[] = [];
  const made: SiteFeature = { uri, page, name: newest.name, description: newest.description, scenarios };
  for (const on of [...places.values()].sort(([a], [b]) => (a?.scenario.line ?? 0) - (b?.scenario.line ?? 0))) {
    const scenario = on.at(-1)?.scenario as RunScenario;
    const { line, outline, rule, tags } = scenario;
    scenarios.push({
      page: `scenarios/${folderOf(uri)}/${name(slugOf(scenario.name))}.html`,
      uri,
      line,
      outline,
      name: scenario.name,
      rule,
      tags,
      feature: made,
      claims: tags.flatMap((tag) => claimTagsOf(tag, line)),
      runs: on,
    });
  }
  return made;
}

export function siteModel(chapters: readonly Chapter[], siteRuns: readonly SiteRun[]): SiteModel {
  const runs = [...siteRuns].sort(byColumn);
  const uris = [...new Set(runs.flatMap(({ features }) => features.map(({ uri }) => uri)))].sort();
  const features = uris.map((uri) => featureOf(uri, runs));
  const report = claimsReport(
    chapters,
    features.flatMap(({ scenarios }) => scenarios),
    runs.map(resultsOf),
  );
  const name = distinct();
  return {
    columns: report.columns,
    features,
    chapters: report.chapters.map((chapter) => ({
      chapter,
      page: `chapters/${name(slugOf(path.basename(chapter.claims[0]?.file ?? chapter.chapter, path.extname(chapter.claims[0]?.file ?? ''))))}.html`,
    })),
    summary: report.summary,
  };
}

export const speaksOf = ({ claims }: SiteScenario, { id }: Pick<ReportedClaim, 'id'>): boolean => claims.some((claim) => claim.id === id);

/** The scenarios that speak of a claim. */
export const scenariosOf = ({ features }: SiteModel, claim: Pick<ReportedClaim, 'id'>): readonly SiteScenario[] =>
  features.flatMap(({ scenarios }) => scenarios.filter((scenario) => speaksOf(scenario, claim)));
