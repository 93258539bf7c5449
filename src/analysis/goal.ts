import type { Asked } from './holders';
import type { Subject } from './subject';

/** A subject that gets there, and how. */
export interface Goal {
  readonly who: Subject;
  /** What the subject has to be at the same time. */
  readonly also: readonly Subject[];
  /**
   * What it sends to get there: one request of each list. Absent where it impersonates, which takes credentials of its own: no request
   * impersonates twice.
   */
  readonly requests?: readonly (readonly Asked[])[];
}
