/**
 * How many assertions this process has made: matchers of `expect`, of whatever copy, as they all count in one place; and functions of
 * node:assert as steps of your own import it (counted-assert). What a step compares otherwise is not seen.
 */
const OWN = Symbol.for('cukernetes.assertions');
/** Where each copy of expect keeps its state: packages/expect/src/jestMatchersObject.ts of jest. */
const OF_EXPECT = Symbol.for('$$jest-matchers-object');

interface Counts {
  [OWN]?: number;
  [OF_EXPECT]?: { readonly state?: { readonly assertionCalls?: number } };
}
// eslint-disable-next-line house/module-state -- expect itself counts in the process, and steps of your own may load another copy of this module
const counts = globalThis as Counts;

export function countAssertion(): void {
  counts[OWN] = (counts[OWN] ?? 0) + 1;
}

export const assertionCount = (): number => (counts[OWN] ?? 0) + (counts[OF_EXPECT]?.state?.assertionCalls ?? 0);
