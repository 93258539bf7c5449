/**
 * What became of each scenario on one target with one version of Kubernetes. Kept from run to run, one file for each target and
 * version; a run of some features renews the results of these.
 */
import { writeFileSync } from 'node:fs';
import type { Envelope } from '@cucumber/messages';
import { makeFolders } from '../../engine/golang/files';
import { isOf, keptFile, keptRuns, renewed } from '../kept-runs';
import type { Run } from '../merged-run';
import { Results } from '../results';

export interface ScenarioOnTarget {
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  /** The sentence that the scenario proves; '' where there is none. */
  readonly rule: string;
  readonly name: string;
  readonly tags: readonly string[];
  readonly outcome: 'passed' | 'differs' | 'not applicable';
  /** Why it is not applicable. */
  readonly reason?: string;
  /** The step that differs, and how. */
  readonly difference?: string;
}

export interface TargetResults {
  readonly target: string;
  readonly kubernetesVersion: string;
  /** When the last run ended. */
  readonly at: string;
  readonly scenarios: readonly ScenarioOnTarget[];
}

/** The rule that each scenario of a feature is under, by the id of the scenario. */
function rulesIn(envelopes: readonly Envelope[]): ReadonlyMap<string, string> {
  const rules = envelopes.flatMap(({ gherkinDocument }) => gherkinDocument?.feature?.children ?? []).flatMap(({ rule }) => rule ?? []);
  return new Map(rules.flatMap(({ name, children }) => children.flatMap(({ scenario }) => (scenario === undefined ? [] : [[scenario.id, name] as const]))));
}

function scenariosOf(envelopes: readonly Envelope[]): readonly ScenarioOnTarget[] {
  const rules = rulesIn(envelopes);
  const results = new Results();
  return envelopes.flatMap((envelope): readonly ScenarioOnTarget[] => {
    const ended = results.update(envelope);
    if (ended === undefined) return [];
    const { pickle, feature, line, status, reason, failure } = ended;
    const what = {
      uri: pickle.uri,
      line,
      feature,
      rule: rules.get(pickle.astNodeIds[0] ?? '') ?? '',
      name: pickle.name,
      tags: pickle.tags.map(({ name }) => name),
    };
    if (status === 'PASSED') return [{ ...what, outcome: 'passed' }];
    if (status === 'SKIPPED') return [{ ...what, outcome: 'not applicable', reason: reason ?? 'skipped' }];
    return [{ ...what, outcome: 'differs', ...(failure && { difference: `${failure.step} (line ${failure.line}): ${failure.message}` }) }];
  });
}

const finishedAt = (envelopes: readonly Envelope[]): string => {
  const { seconds = 0 } = envelopes.flatMap(({ testRunFinished }) => testRunFinished?.timestamp ?? []).at(-1) ?? {};
  return new Date(seconds * 1000).toISOString();
};

const byPlace = (a: ScenarioOnTarget, b: ScenarioOnTarget): number => (a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1);

/** Every result that is kept in the folder. */
export const keptResults = keptRuns<TargetResults>;

export const resultsOf = ({ target, kubernetesVersion, envelopes }: Run): TargetResults => ({
  target,
  kubernetesVersion,
  at: finishedAt(envelopes),
  scenarios: scenariosOf(envelopes),
});

export function keepResults(folder: string, runs: readonly Run[]): void {
  makeFolders(folder);
  const kept = keptResults(folder);
  for (const run of runs) {
    const { scenarios, ...what } = resultsOf(run);
    const results: TargetResults = { ...what, scenarios: [...renewed(kept.find(isOf(run))?.scenarios ?? [], scenarios)].sort(byPlace) };
    writeFileSync(keptFile(folder, run), `${JSON.stringify(results, null, 1)}\n`);
  }
}
