/** How a command that runs scenarios ends. docs/test.md lists these. */
export const EXIT = {
  passed: 0,
  /** A scenario failed, a target answered otherwise, a shard is missing. */
  failed: 1,
  /** What was asked for cannot be run: an option, a feature that cannot be read, nothing to test. */
  usage: 2,
  /** Ctrl-C. */
  interrupted: 130,
} as const;
