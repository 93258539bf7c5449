/** Whether a claim holds on a target with a version of Kubernetes: from the results of the scenarios that speak of it, never by hand. */
import { minorOf } from '../engine/versions';
import type { ScenarioOnTarget, TargetResults } from '../runner/targets-table/target-results';
import { inapplicable } from '../runner/version-tags';
import { inEnglish, type Claim } from './claim';
import { speaksOf, type ClaimScenario } from './claim-scenarios';

export type Outcome = 'holds' | 'does not hold' | 'broken' | 'not applicable' | 'untested';

export interface Verdict {
  readonly target: string;
  readonly kubernetesVersion: string;
  readonly outcome: Outcome;
  /** Why it is broken, not applicable or untested. */
  readonly why?: string;
}

export interface Change {
  readonly target: string;
  readonly from: Outcome;
  readonly to: Outcome;
  /** The last version with the old verdict, and the first with the new one, of those that were run. */
  readonly after: string;
  readonly by: string;
  /** The version in which it changed, where the scenarios know it. */
  readonly in?: string;
}

type Result = Pick<ScenarioOnTarget, 'outcome' | 'reason' | 'difference'>;

/** A name may have a credential in it, which results mask; tags do not. Results of a scenario that has moved since are not found. */
const keyOf = ({ uri, line, tags }: { readonly uri: string; readonly line: number; readonly tags: readonly string[] }): string =>
  JSON.stringify([uri, line, tags]);

export const scenariosOf = (claim: Claim, scenarios: readonly ClaimScenario[]): readonly ClaimScenario[] =>
  scenarios.filter(({ claims }) => claims.some(({ id }) => id === claim.id));

function unspokenBecause({ until, unshowable }: Claim): string {
  if (until !== undefined) return `until: ${inEnglish(until)}`;
  if (unshowable !== undefined) return `${inEnglish(unshowable.because)} It would need: ${inEnglish(unshowable.needs)}`;
  return 'no scenario speaks of it';
}

const isDecided = ({ outcome }: Verdict): boolean => outcome === 'holds' || outcome === 'does not hold';

/** The verdict of one run. `own` are the scenarios that speak of the claim. */
export function verdictOf(claim: Claim, own: readonly ClaimScenario[], run: TargetResults): Verdict {
  const { target, kubernetesVersion } = run;
  const verdict = (outcome: Outcome, why?: string): Verdict => ({ target, kubernetesVersion, outcome, ...(why !== undefined && { why }) });
  if (own.length === 0) return verdict('untested', unspokenBecause(claim));
  const applicable = own.filter(({ tags }) => inapplicable(tags, kubernetesVersion) === undefined);
  if (applicable.length === 0) return verdict('not applicable', `every scenario of it is for other versions than ${kubernetesVersion}`);
  const results = new Map<string, Result>(run.scenarios.map((scenario) => [keyOf(scenario), scenario]));
  const ended = applicable.flatMap((scenario) => {
    const result = results.get(keyOf(scenario));
    return result === undefined ? [] : [{ scenario, result }];
  });
  const failed = ended.find(({ result }) => result.outcome === 'differs');
  if (failed !== undefined) return verdict('broken', `${failed.scenario.uri}:${failed.scenario.line}: ${failed.result.difference ?? 'failed'}`);
  const passed = ended.find(({ result }) => result.outcome === 'passed');
  if (passed !== undefined) return verdict(speaksOf(passed.scenario, claim.id, 'supports') ? 'holds' : 'does not hold');
  return verdict('untested', ended.find(({ result }) => result.reason !== undefined)?.result.reason ?? 'no scenario of it ran');
}

/** The version that the tags name: from which the new verdict's scenarios hold, if those of the old one end right before it. */
function exactVersion(own: readonly ClaimScenario[], after: string, by: string): string | undefined {
  const bounds = (word: string): readonly number[] =>
    own.flatMap(({ tags }) => tags.flatMap((tag) => (tag.startsWith(`@${word}-1.`) ? Number(tag.slice(`@${word}-1.`.length)) : [])));
  const since = bounds('since').filter((minor) => minor > minorOf(after) && minor <= minorOf(by));
  const until = new Set(bounds('until'));
  const exact = since.find((minor) => until.has(minor - 1));
  return exact === undefined ? undefined : `1.${exact}`;
}

/** Where the verdict of a target differs from that of the version before. Verdicts are in the order of versions. */
export function changesOf(own: readonly ClaimScenario[], verdicts: readonly Verdict[]): readonly Change[] {
  return [...new Set(verdicts.map(({ target }) => target))].flatMap((target) => {
    const decided = verdicts.filter((verdict) => verdict.target === target && isDecided(verdict));
    return decided.flatMap((verdict, at): readonly Change[] => {
      const before = decided[at - 1];
      if (before === undefined || before.outcome === verdict.outcome) return [];
      const [after, by] = [before.kubernetesVersion, verdict.kubernetesVersion];
      const exact = exactVersion(own, after, by);
      return [{ target, from: before.outcome, to: verdict.outcome, after, by, ...(exact !== undefined && { in: exact }) }];
    });
  });
}

/** The versions in which targets contradict each other: the embedded engine says other than a real server. */
export function disagreements(verdicts: readonly Verdict[]): readonly string[] {
  const spoken = verdicts.filter((verdict) => isDecided(verdict) || verdict.outcome === 'broken');
  return [...new Set(spoken.map(({ kubernetesVersion }) => kubernetesVersion))].filter(
    (version) => new Set(spoken.flatMap(({ kubernetesVersion, outcome }) => (kubernetesVersion === version ? [outcome] : []))).size > 1,
  );
}

/** All verdicts of a claim as one word. */
export type Standing = 'holds' | 'changed' | 'never held' | 'broken' | 'untested' | 'unshowable';

export function standingOf(claim: Claim, verdicts: readonly Verdict[]): Standing {
  const outcomes = new Set(verdicts.map(({ outcome }) => outcome));
  if (outcomes.has('broken')) return 'broken';
  if (outcomes.has('holds')) return outcomes.has('does not hold') ? 'changed' : 'holds';
  if (outcomes.has('does not hold')) return 'never held';
  return claim.unshowable === undefined ? 'untested' : 'unshowable';
}
