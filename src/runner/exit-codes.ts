/** How a command ends that runs scenarios, or answers over a policy. docs/test.md and the pages of the commands list these; interrupt-signals has those of an interrupted run. */
export const EXIT = {
  passed: 0,
  /** A scenario failed, a target answered otherwise, a shard is missing. */
  failed: 1,
  /** What was asked for cannot be run: an option, a feature that cannot be read, nothing to test. */
  usage: 2,
} as const;
