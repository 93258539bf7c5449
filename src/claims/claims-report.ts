/** The verdicts of all claims: as JSON for programs, as a table to read. */
import { tableText } from '../cli/table-text';
import { byColumn, type Column } from '../runner/targets-table/targets-table';
import type { TargetResults } from '../runner/targets-table/target-results';
import { inEnglish, type Chapter, type Claim } from './claim';
import { speaksOf, type ClaimScenario } from './claim-scenarios';
import { changesOf, disagreements, scenariosOf, standingOf, verdictOf, type Change, type Outcome, type Standing, type Verdict } from './verdicts';

export interface ReportedScenario {
  readonly uri: string;
  readonly line: number;
  readonly name: string;
  readonly says: 'supports' | 'refutes';
}

export interface ReportedClaim extends Claim {
  readonly standing: Standing;
  /** One for each column. */
  readonly verdicts: readonly Verdict[];
  readonly changes: readonly Change[];
  /** Versions in which targets contradict each other. */
  readonly disagreements: readonly string[];
  readonly scenarios: readonly ReportedScenario[];
}

export interface ClaimsReport {
  readonly columns: readonly Column[];
  readonly summary: Readonly<Record<Standing, number>>;
  readonly chapters: readonly (Omit<Chapter, 'claims'> & { readonly claims: readonly ReportedClaim[] })[];
}

function reported(claim: Claim, scenarios: readonly ClaimScenario[], runs: readonly TargetResults[]): ReportedClaim {
  const own = scenariosOf(claim, scenarios);
  const verdicts = runs.map((run) => verdictOf(claim, own, run));
  return {
    ...claim,
    standing: standingOf(claim, verdicts),
    verdicts,
    changes: changesOf(own, verdicts),
    disagreements: disagreements(verdicts),
    scenarios: own.map((scenario) => ({
      uri: scenario.uri,
      line: scenario.line,
      name: scenario.name,
      says: speaksOf(scenario, claim.id, 'supports') ? 'supports' : 'refutes',
    })),
  };
}

export function claimsReport(chapters: readonly Chapter[], scenarios: readonly ClaimScenario[], results: readonly TargetResults[]): ClaimsReport {
  const runs = [...results].sort(byColumn);
  const reportedChapters = chapters.map((chapter) => ({ ...chapter, claims: chapter.claims.map((claim) => reported(claim, scenarios, runs)) }));
  const standings = reportedChapters.flatMap(({ claims }) => claims.map(({ standing }) => standing));
  const count = (standing: Standing): number => standings.filter((one) => one === standing).length;
  return {
    columns: runs.map(({ target, kubernetesVersion, at }) => ({ target, kubernetesVersion, at })),
    summary: {
      holds: count('holds'),
      changed: count('changed'),
      'never held': count('never held'),
      broken: count('broken'),
      untested: count('untested'),
      unshowable: count('unshowable'),
    },
    chapters: reportedChapters,
  };
}

const WORDS = { holds: 'holds', 'does not hold': 'no', broken: 'BROKEN', 'not applicable': '-', untested: 'untested' } as const satisfies Record<
  Outcome,
  string
>;
const WIDTH = 90;

const cut = (text: string): string => (text.length <= WIDTH ? text : `${text.slice(0, WIDTH - 1)}\u2026`);

const changeInWords = ({ from, to, after, by, in: exact }: Change): string =>
  `${from} until ${after}, ${to} ${exact === undefined ? `in ${by}` : `since ${exact}`}`;

function remarks({ id, standing, verdicts, changes, disagreements: versions }: ReportedClaim): readonly string[] {
  const broken = verdicts.filter(({ outcome }) => outcome === 'broken');
  return [
    ...broken.map(({ target, kubernetesVersion, why = '' }) => `BROKEN ${id} (${target} ${kubernetesVersion}): ${why.split('\n')[0] ?? ''}`),
    ...[...new Set(changes.map(changeInWords))].map((change) => `changed ${id}: ${change}`),
    ...versions.map(
      (version) =>
        `targets disagree on ${id} in ${version}: ${verdicts
          .filter(({ kubernetesVersion }) => kubernetesVersion === version)
          .map(({ target, outcome }) => `${target} ${outcome}`)
          .join(', ')}`,
    ),
    ...(standing === 'untested' || standing === 'unshowable' ? [`${standing} ${id}: ${verdicts.find(({ why }) => why !== undefined)?.why ?? ''}`] : []),
  ];
}

const isShown = ({ standing }: ReportedClaim): boolean => standing !== 'untested' && standing !== 'unshowable';

/**
 * The table for a terminal: a row for each claim, then what there is to say of single ones, then how many there are of each standing. Of a run of some
 * scenarios the table has no claim that nothing speaks of: those are nearly all.
 */
export function claimsInWords({ columns, chapters, summary }: ClaimsReport, complete = true): string {
  const all = chapters.flatMap((chapter) => chapter.claims);
  const claims = complete ? all : all.filter(isShown);
  const heads = columns.map(({ target, kubernetesVersion }) => `${target.toUpperCase()} ${kubernetesVersion}`);
  const rows = claims.map(({ id, verdicts, text }) => [id, ...verdicts.map(({ outcome }) => WORDS[outcome]), cut(inEnglish(text))]);
  const counted = [
    `${all.length} claims: ${summary.holds} hold`,
    `${summary.changed} changed`,
    `${summary['never held']} never held`,
    `${summary.broken} broken`,
    `${summary.untested} untested`,
    `${summary.unshowable} that no machine can show`,
  ];
  return [tableText([['CLAIM', ...heads, 'TEXT'], ...rows]), ...claims.flatMap(remarks), counted.join(', '), ''].join('\n');
}
