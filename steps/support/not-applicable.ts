/** Around every step: one that asks for what its target cannot do skips its scenario, with the reason. None begins after Ctrl-C. */
import { NotApplicable } from '../../src/index';
import { unlessInterrupted } from './interruption';
import type { ScenarioWorld } from './world';

type Definition = (this: ScenarioWorld, ...given: unknown[]) => unknown;

export function skippingWhatIsNotApplicable(define: Definition): Definition {
  return async function (this: ScenarioWorld, ...given: unknown[]) {
    await unlessInterrupted();
    try {
      return await define.apply(this, given);
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw error;
      this.log(`Not applicable to the target ${this.parameters.target}: ${error.message}`);
      return 'skipped';
    }
  };
}
