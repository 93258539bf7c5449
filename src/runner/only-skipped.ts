/** A run in which every scenario was skipped has shown nothing, so it ends as one that could not run. */
import type { Run } from './merged-run';
import { Results, type ScenarioResult } from './results';

export const ONLY_SKIPPED =
  'Error: every scenario was skipped, so nothing was asserted: the reasons are above and in the reports. Choose another target or version, bring what is missing, or run with `--allow-empty`.\n';

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
