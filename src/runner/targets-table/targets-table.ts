/** The results of all runs side by side: for each scenario, what became of it on each target with each version. */
import { minorOf } from '../../engine/versions';
import { inapplicable, versionBounds, type VersionBounds } from '../version-tags';
import type { ScenarioOnTarget, TargetResults } from './target-results';

export interface Column {
  readonly target: string;
  readonly kubernetesVersion: string;
  readonly at: string;
}

export interface Cell {
  readonly outcome: ScenarioOnTarget['outcome'] | 'not run';
  readonly why?: string;
}

export interface Row {
  readonly uri: string;
  readonly line: number;
  readonly feature: string;
  readonly rule: string;
  readonly name: string;
  readonly versions: VersionBounds;
  /** One for each column. */
  readonly cells: readonly Cell[];
}

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** From the engine to what is farthest from it; within one, versions from old to new. */
const ORDER = ['embedded', 'http', 'http2', 'envtest', 'cluster'];
export const byColumn = (a: Pick<Column, 'target' | 'kubernetesVersion'>, b: Pick<Column, 'target' | 'kubernetesVersion'>): number =>
  ORDER.indexOf(a.target) - ORDER.indexOf(b.target) || minorOf(a.kubernetesVersion) - minorOf(b.kubernetesVersion);

/** As they are read: the newest version of a target first. */
const newestFirst = (a: Column, b: Column): number =>
  ORDER.indexOf(a.target) - ORDER.indexOf(b.target) || minorOf(b.kubernetesVersion) - minorOf(a.kubernetesVersion);

const keyOf = ({ uri, line, name }: ScenarioOnTarget): string => JSON.stringify([uri, line, name]);

function cellOf(scenario: ScenarioOnTarget, results: ReadonlyMap<string, ScenarioOnTarget>, version: string): Cell {
  const found = results.get(keyOf(scenario));
  if (found !== undefined) {
    const why = found.reason ?? found.difference;
    return { outcome: found.outcome, ...(why !== undefined && { why }) };
  }
  const why = inapplicable(scenario.tags, version);
  return why === undefined ? { outcome: 'not run' } : { outcome: 'not applicable', why };
}

export function tableOf(kept: readonly TargetResults[]): Table {
  const columns = [...kept].sort(newestFirst);
  const lookups = columns.map(({ scenarios }) => new Map(scenarios.map((scenario) => [keyOf(scenario), scenario])));
  const scenarios = new Map([...columns].reverse().flatMap((column) => column.scenarios.map((scenario) => [keyOf(scenario), scenario] as const)));
  const places = [...scenarios.values()].sort((a, b) => (a.uri === b.uri ? a.line - b.line : a.uri < b.uri ? -1 : 1));
  return {
    columns: columns.map(({ target, kubernetesVersion, at }) => ({ target, kubernetesVersion, at })),
    rows: places.map((scenario) => ({
      uri: scenario.uri,
      line: scenario.line,
      feature: scenario.feature,
      rule: scenario.rule,
      name: scenario.name,
      versions: versionBounds(scenario.tags),
      cells: columns.map(({ kubernetesVersion }, at) => cellOf(scenario, lookups[at] ?? new Map(), kubernetesVersion)),
    })),
  };
}
