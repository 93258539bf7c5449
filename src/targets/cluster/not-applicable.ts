/** What a scenario wants cannot be done on a cluster that is not its own. The scenario is skipped with this reason. */
export class NotApplicable extends Error {
  override readonly name = 'NotApplicable';
}
