/** What the user asked for cannot be run. Ends the command with its own exit code, other than that of a failed scenario. */
export class UsageError extends Error {}
