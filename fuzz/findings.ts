/** What a run found: the first input of each group of faults, and how many more there were. */
import { groupOf, type Fault } from './faults';

export interface Finding {
  readonly group: string;
  readonly fault: Fault;
  readonly number: number;
  readonly count: number;
}

export class Findings {
  readonly #groups = new Map<string, Finding>();

  add(number: number, fault: Fault): void {
    const group = groupOf(fault);
    const known = this.#groups.get(group);
    // The first by number, whichever worker was faster.
    if (known === undefined || number < known.number) this.#groups.set(group, { group, fault, number, count: (known?.count ?? 0) + 1 });
    else this.#groups.set(group, { ...known, count: known.count + 1 });
  }

  get all(): readonly Finding[] {
    return [...this.#groups.values()].sort((a, b) => b.count - a.count);
  }
}
