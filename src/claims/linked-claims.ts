/** Claims beside the scenarios of a run that speak of them: checked before it, judged after it. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Envelope } from '@cucumber/messages';
import { makeFolders } from '../engine/golang/files';
import { isOf } from '../runner/kept-runs';
import type { Run } from '../runner/merged-run';
import { keptResults, resultsOf, type TargetResults } from '../runner/targets-table/target-results';
import { resultsFolder } from '../runner/targets-table/write';
import { UsageError } from '../runner/usage-error';
import { claimsIn, type Chapter } from './claim';
import { linkFaults, unspoken } from './claim-faults';
import { claimScenariosIn, type ClaimScenario } from './claim-scenarios';
import { claimsInWords, claimsReport, type ClaimsReport } from './claims-report';
import { loadClaims } from './load-claims';

export interface LinkedClaims {
  readonly chapters: readonly Chapter[];
  readonly scenarios: readonly ClaimScenario[];
}

export const reportPlace = (reports: string): string => path.join(reports, 'claims.json');

/** Throws a UsageError with every fault of the claims, and of the tags that speak of them. */
export function linkClaims(place: string, envelopes: readonly Envelope[]): LinkedClaims {
  const chapters = loadClaims(place);
  const found = claimScenariosIn(envelopes);
  const scenarios = [...new Map(found.map((scenario) => [JSON.stringify([scenario.uri, scenario.line]), scenario])).values()];
  const faults = linkFaults(claimsIn(chapters), scenarios);
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return { chapters, scenarios };
}

/** The results of these runs, and those of other targets and versions that the table of targets keeps. */
function resultsBeside(reports: string, runs: readonly Run[]): readonly TargetResults[] {
  const own = runs.map(resultsOf);
  return [...own, ...keptResults(resultsFolder(reports)).filter((results) => !own.some(isOf(results)))];
}

/** Writes the report. Returns it with its table, and the claims that no scenario speaks of where the run was of all scenarios. */
export function judgeClaims(
  { chapters, scenarios }: LinkedClaims,
  reports: string,
  runs: readonly Run[],
  complete: boolean,
): { readonly report: ClaimsReport; readonly words: string; readonly missing: readonly string[] } {
  const report = claimsReport(chapters, scenarios, resultsBeside(reports, runs));
  makeFolders(reports);
  writeFileSync(reportPlace(reports), `${JSON.stringify(report, null, 1)}\n`);
  return { report, words: claimsInWords(report, complete), missing: complete ? unspoken(claimsIn(chapters), scenarios) : [] };
}
