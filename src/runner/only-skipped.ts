/** A run in which every scenario was skipped has shown nothing, so it ends as one that could not run. */
import type { Run } from './merged-run';
import { Results, type ScenarioResult } from './results';

const ADVICE = 'Choose another target or version, bring what is missing, or run with `--allow-empty`.';

/** With each reason, and of how many scenarios it is. */
export function onlySkippedText(runs: readonly Pick<Run, 'envelopes'>[]): string {
  const counts = new Map<string, number>();
  for (const { reason = 'without a reason' } of runs.flatMap(endedIn)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const reasons = [...counts].map(([reason, count]) => `  ${count} skipped: ${reason}\n`);
  return `Error: every scenario was skipped, so nothing was asserted. ${ADVICE}\n${reasons.join('')}`;
}

export function endedIn({ envelopes }: Pick<Run, 'envelopes'>): readonly ScenarioResult[] {
  const results = new Results();
  return envelopes.flatMap((envelope) => results.update(envelope) ?? []);
}

/** Reports whether one of the targets of the runs has only skipped scenarios. */
export function onlySkipped(runs: readonly Pick<Run, 'envelopes' | 'target'>[]): boolean {
  const targets = new Set(runs.map(({ target }) => target));
  return [...targets].some((target) =>
    runs
      .filter((run) => run.target === target)
      .flatMap(endedIn)
      .every(({ status }) => status === 'SKIPPED'),
  );
}
