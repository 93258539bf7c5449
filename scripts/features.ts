/**
 * npm run features [-- --profile NAME] [--kubernetes-version 1.NN] [--tags EXPRESSION] [--list] [PATH ...]:
 * runs the features for every version of Kubernetes, one version after the other, and makes one report of it. Ends with 0 only
 * if every scenario that holds for a version passed, and every step is used (when nothing was left out).
 */
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { loadConfiguration, runCucumber, type IRunConfiguration, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { VERSIONS } from '../src/index';
import { collect } from './features/allure-results';
import { merged, type Run } from './features/merged-run';
import { writeHtml, writeJunit } from './features/reports';
import { ScenarioList } from './features/scenario-list';
import { unusedSteps } from './features/unused-steps';
import { tagsOf } from './features/version-tags';

const REPORTS = path.join(__dirname, '..', 'reports');
const FEATURES = path.join(__dirname, '..', 'features');
const ALLURE_RESULTS = path.join(REPORTS, 'allure-results');

interface Choice {
  readonly profile: string;
  readonly paths: string[];
  readonly tags: string;
  readonly list: boolean;
}

async function runVersion(
  version: string,
  { profile, paths, tags, list }: Choice,
  support: ISupportCodeLibrary | undefined,
): Promise<{ readonly run: Run; readonly support: ISupportCodeLibrary }> {
  const { runConfiguration } = await loadConfiguration({
    profiles: [profile],
    provided: { paths, tags: tagsOf(version, FEATURES, tags), worldParameters: { kubernetesVersion: version } },
  });
  const results = path.join(REPORTS, `allure-results-${version}`);
  const configuration: IRunConfiguration = {
    ...runConfiguration,
    formats: {
      ...runConfiguration.formats,
      stdout: list ? 'summary' : 'progress',
      files: { [path.join(REPORTS, 'allure.log')]: 'allure-cucumberjs/reporter' },
      options: { resultsDir: results },
    },
  };
  const envelopes: Envelope[] = [];
  const scenarios = new ScenarioList((line) => process.stdout.write(`${line}\n`));
  const outcome = await runCucumber({ ...configuration, support: support ?? runConfiguration.support }, {}, (envelope) => {
    envelopes.push(envelope);
    if (list) scenarios.update(envelope);
  });
  collect(results, ALLURE_RESULTS, version);
  rmSync(results, { recursive: true });
  return { run: { kubernetesVersion: version, envelopes }, support: outcome.support };
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      profile: { type: 'string', default: 'default' },
      'kubernetes-version': { type: 'string' },
      tags: { type: 'string', default: '' },
      list: { type: 'boolean', default: false },
    },
  });
  const wanted = values['kubernetes-version'];
  const versions = VERSIONS.filter((version) => wanted === undefined || version === wanted);
  if (versions.length === 0) throw new Error(`There is no data for Kubernetes ${wanted ?? ''}: use one of ${VERSIONS.join(', ')}.`);
  rmSync(ALLURE_RESULTS, { recursive: true, force: true });
  mkdirSync(ALLURE_RESULTS, { recursive: true });

  const runs: Run[] = [];
  let support: ISupportCodeLibrary | undefined;
  for (const version of versions) {
    process.stdout.write(`\nKubernetes ${version}\n`);
    const outcome = await runVersion(version, { profile: values.profile, paths: positionals, tags: values.tags, list: values.list }, support);
    support = outcome.support;
    runs.push(outcome.run);
  }

  const all = merged(runs);
  await writeHtml(path.join(REPORTS, 'cucumber.html'), all);
  writeJunit(path.join(REPORTS, 'junit.xml'), all);
  rmSync(path.join(REPORTS, 'allure.log'), { force: true });
  process.stdout.write('\nThe report, with every request, its answer and why: reports/cucumber.html\n');

  const unused = positionals.length === 0 && values.tags === '' && wanted === undefined ? unusedSteps(all) : [];
  for (const step of unused) process.stderr.write(`No scenario uses the step: ${step}\n`);
  const success = all.some(({ testRunFinished }) => testRunFinished?.success === true);
  process.exitCode = success && unused.length === 0 ? 0 : 1;
}

void main();
