/**
 * What Given steps set up that something has to make use of before the scenario ends: a group or a token of a user who asks something, a
 * webhook that receives a request, a file that a flag names. What nothing uses is misspelt, or proves nothing.
 */
import type { StepPlace } from './step-place';

interface Presumed {
  /** What is wrong when it is not used, and what to do about it. */
  readonly complaint: string;
  readonly isUsed: () => boolean;
  /** By which the other scenarios of the feature use it. */
  readonly called: string;
}

export class Presumptions {
  readonly #all: (Presumed & StepPlace)[] = [];
  /** Where the step stands that runs. */
  place: StepPlace = { line: 1, inBackground: false };

  add(presumed: Presumed): void {
    this.#all.push({ ...presumed, ...this.place });
  }

  /** `isElsewhere` reports whether a step of some scenario of the feature has a text: then what the Background sets up is for that one. */
  unused(isElsewhere: (text: string) => boolean): readonly string[] {
    return this.#all
      .filter(({ isUsed, inBackground, called }) => !isUsed() && !(inBackground && isElsewhere(called)))
      .map(({ line, complaint }) => `line ${line}: ${complaint}`);
  }
}
