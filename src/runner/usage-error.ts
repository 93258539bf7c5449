/** What the user asked for cannot be run. Ends the command with its own exit code, told apart from a failed scenario. */
export class UsageError extends Error {}
