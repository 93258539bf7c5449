/** One step by which somebody who is not allowed could make themselves allowed. */
import type { Holder, Who } from './holders';

export type Means = 'bind' | 'escalate' | 'impersonate' | 'pods' | 'token-secret' | 'token';

export interface Step {
  readonly who: Who;
  readonly means: Means;
  readonly sentence: string;
  /** What gives them the right to it. */
  readonly holders: readonly Holder[];
}

/** A step that needs two rights, which one binding may give. */
export const withBoth = (one: Holder, other: Holder): readonly Holder[] => (one.binding === other.binding ? [one] : [one, other]);
