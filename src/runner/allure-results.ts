/**
 * Allure counts two results of one scenario as a retry. So each result says for which version of Kubernetes it is, and lies
 * under that version and its feature in the report; and by behaviour under the chapter and the claim that it shows.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from './merged-run';
import type { SitePlaces } from './site-places';

interface AllureResult {
  readonly name?: string;
  readonly historyId?: string;
  readonly testCaseId?: string;
  readonly parameters?: readonly object[];
  readonly labels?: readonly { readonly name: string; readonly value: string }[];
  readonly links?: readonly object[];
}

const distinct = (id: string | undefined, version: string): string =>
  createHash('md5')
    .update(`${id ?? ''} ${version}`)
    .digest('hex');

export function ofVersion(result: AllureResult, version: string): AllureResult {
  const labels = result.labels ?? [];
  const feature = labels.find(({ name }) => name === 'feature')?.value ?? '';
  return {
    ...result,
    ...(result.name !== undefined && { name: `${result.name} (Kubernetes ${version})` }),
    historyId: distinct(result.historyId, version),
    testCaseId: distinct(result.testCaseId, version),
    parameters: [...(result.parameters ?? []), { name: 'Kubernetes', value: version }],
    labels: [...labels, { name: 'parentSuite', value: `Kubernetes ${version}` }, { name: 'suite', value: feature }],
  };
}

/** What Allure shows as the environment of the results. */
export function environment(runs: readonly Run[]): string {
  const distinctly = (values: readonly string[]): string => [...new Set(values)].join(', ');
  const versions = distinctly(runs.map(({ kubernetesVersion }) => kubernetesVersion));
  const targets = distinctly(runs.map(({ target }) => target));
  return `Kubernetes = ${versions}\nTarget = ${targets}\n`;
}

type Labels = NonNullable<AllureResult['labels']>;

const tagsOf = (labels: Labels): readonly string[] =>
  labels.flatMap(({ name, value }) => (name === 'tag' ? [value.startsWith('@') ? value : `@${value}`] : []));

/**
 * Under the chapter (epic), the claim (feature) and the feature of the scenario (story). Allure puts each epic together with each feature: of a scenario
 * with claims of several chapters, the first chapter counts.
 */
export function byClaim(result: AllureResult, places: SitePlaces): AllureResult {
  const labels = result.labels ?? [];
  const title = labels.find(({ name }) => name === 'feature')?.value ?? '';
  const inDocument = places.inDocument(tagsOf(labels));
  const chapter = inDocument[0]?.chapter ?? 'Other scenarios';
  const claims = inDocument.filter((place) => place.chapter === chapter).map(({ claim }) => claim);
  const others = labels.filter(({ name }) => name !== 'epic' && name !== 'feature' && name !== 'story');
  const behaviours = [
    { name: 'epic', value: chapter },
    ...(claims.length === 0 ? [title] : claims).map((value) => ({ name: 'feature', value })),
    ...(claims.length === 0 ? [] : [{ name: 'story', value: title }]),
  ];
  return { ...result, labels: [...others, ...behaviours] };
}

/** To where the site has the claims of the scenario. Allure's report lies beside its results. */
export function withLinks(result: AllureResult, places: SitePlaces, report: string): AllureResult {
  const links = places.claimsOf(tagsOf(result.labels ?? []), report).map(({ id, address }) => ({ name: id, url: address, type: 'claim' }));
  return links.length === 0 ? result : { ...result, links: [...(result.links ?? []), ...links] };
}

/** Moves the results of one version from a folder of their own into the folder of all. */
export function collect(from: string, to: string, version: string, places: SitePlaces): void {
  for (const file of readdirSync(from)) {
    renameSync(path.join(from, file), path.join(to, file));
    if (!file.endsWith('-result.json')) continue;
    const result = JSON.parse(readFileSync(path.join(to, file), 'utf8')) as AllureResult;
    writeFileSync(
      path.join(to, file),
      JSON.stringify(withLinks(byClaim(ofVersion(result, version), places), places, path.join(path.dirname(to), 'allure-report'))),
    );
  }
}
