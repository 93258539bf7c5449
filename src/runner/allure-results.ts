/**
 * Allure takes two results of one scenario for a retry. So each result says for which version of Kubernetes it is, and lies
 * under that version and its feature in the report; by behaviour it lies under the chapters and claims that it speaks of.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inEnglish, type Chapter } from '../claims/claim';
import { claimTagsOf } from '../claims/claim-scenarios';
import type { Run } from './merged-run';

interface Label {
  readonly name: string;
  readonly value: string;
}

interface AllureResult {
  readonly historyId?: string;
  readonly testCaseId?: string;
  readonly parameters?: readonly object[];
  readonly labels?: readonly Label[];
}

const distinct = (id: string | undefined, version: string): string =>
  createHash('md5')
    .update(`${id ?? ''} ${version}`)
    .digest('hex');

/** Of Allure's behaviours an epic is a chapter, and a story in it a claim. */
function claimLabels(labels: readonly Label[], chapters: readonly Chapter[]): readonly Label[] {
  const ids = new Set(labels.flatMap(({ name, value }) => (name === 'tag' ? claimTagsOf(value, 1).map(({ id }) => id) : [])));
  return chapters.flatMap(({ chapter, title, claims }) => {
    const stories = claims.filter(({ id }) => ids.has(id)).map(({ id, text }) => ({ name: 'story', value: `${id} ${inEnglish(text)}` }));
    return stories.length === 0 ? [] : [{ name: 'epic', value: `${chapter} ${inEnglish(title)}` }, ...stories];
  });
}

export function ofVersion(result: AllureResult, version: string, chapters: readonly Chapter[]): AllureResult {
  const labels = result.labels ?? [];
  const feature = labels.find(({ name }) => name === 'feature')?.value ?? '';
  return {
    ...result,
    historyId: distinct(result.historyId, version),
    testCaseId: distinct(result.testCaseId, version),
    parameters: [...(result.parameters ?? []), { name: 'Kubernetes', value: version }],
    labels: [...labels, ...claimLabels(labels, chapters), { name: 'parentSuite', value: `Kubernetes ${version}` }, { name: 'suite', value: feature }],
  };
}

/** What Allure shows as the environment of the results. */
export function environment(runs: readonly Run[]): string {
  const distinctly = (values: readonly string[]): string => [...new Set(values)].join(', ');
  const versions = distinctly(runs.map(({ kubernetesVersion }) => kubernetesVersion));
  const targets = distinctly(runs.map(({ target }) => target));
  return `Kubernetes = ${versions}\nTarget = ${targets}\n`;
}

/** Moves the results of one version from a folder of their own into the folder of all. */
export function collect(from: string, to: string, version: string, chapters: readonly Chapter[]): void {
  for (const file of readdirSync(from)) {
    renameSync(path.join(from, file), path.join(to, file));
    if (!file.endsWith('-result.json')) continue;
    const result = JSON.parse(readFileSync(path.join(to, file), 'utf8')) as AllureResult;
    writeFileSync(path.join(to, file), JSON.stringify(ofVersion(result, version, chapters)));
  }
}
