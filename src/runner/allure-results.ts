/**
 * Allure takes two results of one scenario for a retry. So each result says for which version of Kubernetes it is, and lies
 * under that version and its feature in the report.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from './merged-run';
import type { SitePlaces } from './site-places';

interface AllureResult {
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

/** To where the site has the claims of the scenario. Allure's report lies beside its results. */
export function withLinks(result: AllureResult, places: SitePlaces, report: string): AllureResult {
  const tags = (result.labels ?? []).flatMap(({ name, value }) => (name === 'tag' ? [value.startsWith('@') ? value : `@${value}`] : []));
  const links = places.claimsOf(tags, report).map(({ id, address }) => ({ name: id, url: address, type: 'claim' }));
  return links.length === 0 ? result : { ...result, links: [...(result.links ?? []), ...links] };
}

/** Moves the results of one version from a folder of their own into the folder of all. */
export function collect(from: string, to: string, version: string, places: SitePlaces): void {
  for (const file of readdirSync(from)) {
    renameSync(path.join(from, file), path.join(to, file));
    if (!file.endsWith('-result.json')) continue;
    const result = JSON.parse(readFileSync(path.join(to, file), 'utf8')) as AllureResult;
    writeFileSync(path.join(to, file), JSON.stringify(withLinks(ofVersion(result, version), places, path.join(path.dirname(to), 'allure-report'))));
  }
}
