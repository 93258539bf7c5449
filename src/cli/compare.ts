/** `cukernetes test --compare TARGET`: each scenario on both targets, and every answer in which they differ. */
import { compareScenarios, type Comparison } from '../runner/compare-targets';
import type { RunOptions } from '../runner/run-options';
import { KeptScenarios, type KeptScenario } from '../runner/kept-scenarios';
import type { Masker } from '../report/masking/masker';
import type { Run } from '../runner/merged-run';
import type { Listener, Plan, Suite } from '../runner/suite';

function described({ scenario, differences }: Comparison): string {
  const { kubernetesVersion, result } = scenario;
  return `DIFFERS ${result.pickle.uri}:${result.line}  ${result.pickle.name}  (Kubernetes ${kubernetesVersion})\n${differences.join('\n')}\n\n`;
}

async function keptOn(
  suite: Suite,
  options: RunOptions,
  plans: Plan,
  listeners: readonly Listener[],
  masker: Masker,
): Promise<{ readonly runs: readonly Run[]; readonly scenarios: readonly KeptScenario[] }> {
  process.stdout.write(`\nTarget ${options.target}\n`);
  const kept = new KeptScenarios();
  const runs = await suite.run({ ...options, keepExchanges: true }, plans, [...listeners, kept], masker);
  return { runs, scenarios: kept.scenarios };
}

export async function compareTargets(
  suite: Suite,
  options: RunOptions,
  other: string,
  plans: Plan,
  listeners: readonly Listener[],
  masker: Masker,
): Promise<{ readonly runs: readonly Run[]; readonly same: boolean }> {
  const first = await keptOn(suite, options, plans, listeners, masker);
  const second = await keptOn(suite, { ...options, target: other }, plans, listeners, masker);
  const comparisons = compareScenarios(first.scenarios, second.scenarios, [options.target, other]);
  const differing = comparisons.filter(({ differences }) => differences.length > 0);
  const notCompared = comparisons.filter((comparison) => comparison.notCompared !== undefined);
  process.stdout.write('\n');
  for (const comparison of differing) process.stdout.write(described(comparison));
  for (const { scenario, notCompared: why } of notCompared)
    process.stdout.write(`NOT COMPARED ${scenario.result.pickle.uri}:${scenario.result.line}  ${why ?? ''}\n`);
  const answers = comparisons.reduce((sum, { compared }) => sum + compared, 0);
  process.stdout.write(
    `${options.target} and ${other}: ${comparisons.length} scenarios, ${answers} answers compared; ${differing.length} scenarios differ, ${notCompared.length} were not compared\n`,
  );
  return { runs: [...first.runs, ...second.runs], same: differing.length === 0 };
}
