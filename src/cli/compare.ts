/**
 * `cukernetes test --compare TARGET`: each scenario on both targets, and every answer in which they differ. A real server hears of some
 * writes only a moment after it has answered them, so a scenario that fails or differs there is run again; what differs each time differs.
 */
import { compareScenarios, placeOf, type Comparison } from '../runner/compare-targets';
import type { RunOptions } from '../runner/run-options';
import { KeptScenarios, type KeptScenario } from '../runner/kept-scenarios';
import type { Masker } from '../report/masking/masker';
import type { Run } from '../runner/merged-run';
import type { Listener, Plan, Suite } from '../runner/suite';
import { targetKind } from '../targets/targets';

/** How often what differs is run again where a target is late. */
const TIMES_AGAIN = 2;

interface Compared {
  readonly runs: readonly Run[];
  readonly comparisons: readonly Comparison[];
}

const titleOf = (scenario: KeptScenario): string => `${placeOf(scenario)}  ${scenario.result.pickle.name}  (Kubernetes ${scenario.kubernetesVersion})`;

const differs = ({ differences }: Comparison): boolean => differences.length > 0;

const described = (outcome: string, { scenario, differences }: Comparison): string => `${outcome} ${titleOf(scenario)}\n${differences.join('\n')}\n\n`;

const timesAgain = (target: string): number => (targetKind(target).isEventual === true ? TIMES_AGAIN : 0);

/** The scenarios of one version at these places, and nothing else. */
function only(options: RunOptions, plans: Plan, version: string, places: ReadonlySet<string>): readonly [RunOptions, Plan] {
  const planned = (plans.get(version) ?? []).filter(({ uri, line }) => places.has(`${uri}:${line}`));
  return [{ ...options, kubernetesVersions: [version], paths: [...places] }, new Map([[version, planned]])];
}

export class TargetComparison {
  constructor(
    private readonly suite: Pick<Suite, 'run'>,
    private readonly other: string,
    private readonly listeners: readonly Listener[],
    private readonly masker: Masker,
  ) {}

  /** Prints what differs. The runs are those of everything on both targets. */
  async run(options: RunOptions, plans: Plan): Promise<{ readonly runs: readonly Run[]; readonly same: boolean }> {
    const first = await this.#compareOnce(options, plans);
    const comparisons = await this.#again(first.comparisons, options, plans, Math.max(timesAgain(options.target), timesAgain(this.other)));
    const differing = comparisons.filter(differs);
    const notCompared = comparisons.filter((comparison) => comparison.notCompared !== undefined);
    process.stdout.write('\n');
    for (const comparison of differing) process.stdout.write(described('DIFFERS', comparison));
    for (const { scenario, notCompared: why } of notCompared) process.stdout.write(`NOT COMPARED ${placeOf(scenario)}  ${why ?? ''}\n`);
    const answers = comparisons.reduce((sum, { compared }) => sum + compared, 0);
    process.stdout.write(
      `${options.target} and ${this.other}: ${comparisons.length} scenarios, ${answers} answers compared; ${differing.length} scenarios differ, ${notCompared.length} were not compared\n`,
    );
    return { runs: first.runs, same: differing.length === 0 };
  }

  async #compareOnce(options: RunOptions, plans: Plan): Promise<Compared> {
    const first = await this.#keptOn(options, plans);
    const second = await this.#keptOn({ ...options, target: this.other }, plans);
    const comparisons = compareScenarios(first.scenarios, second.scenarios, [options.target, this.other]);
    return { runs: [...first.runs, ...second.runs], comparisons };
  }

  async #keptOn(options: RunOptions, plans: Plan): Promise<{ readonly runs: readonly Run[]; readonly scenarios: readonly KeptScenario[] }> {
    process.stdout.write(`\nTarget ${options.target}\n`);
    const kept = new KeptScenarios();
    const retry = Math.max(options.retry, timesAgain(options.target));
    const runs = await this.suite.run({ ...options, retry, keepExchanges: true }, plans, [...this.listeners, kept], this.masker);
    for (const scenario of kept.scenarios.filter(({ attempts }) => attempts > 1))
      process.stdout.write(`RUN ${scenario.attempts} TIMES ${titleOf(scenario)}: it failed before\n`);
    return { runs, scenarios: kept.scenarios };
  }

  /** Each comparison as it came out the last time. What failed was run again by Cucumber. */
  async #again(comparisons: readonly Comparison[], options: RunOptions, plans: Plan, times: number): Promise<readonly Comparison[]> {
    const differing = comparisons.filter((comparison) => differs(comparison) && comparison.endedAlike);
    if (times === 0 || differing.length === 0) return comparisons;
    const last = new Map<string, Comparison>();
    for (const version of new Set(differing.map(({ scenario }) => scenario.kubernetesVersion))) {
      const ofVersion = differing.filter(({ scenario }) => scenario.kubernetesVersion === version);
      for (const comparison of ofVersion) process.stdout.write(`\n${described('RUN AGAIN, AS IT DIFFERS:', comparison)}`);
      const again = await this.#compareOnce(...only(options, plans, version, new Set(ofVersion.map(({ scenario }) => placeOf(scenario)))));
      for (const comparison of again.comparisons) last.set(titleOf(comparison.scenario), comparison);
    }
    const latest = comparisons.map((comparison) => last.get(titleOf(comparison.scenario)) ?? comparison);
    return this.#again(latest, options, plans, times - 1);
  }
}
