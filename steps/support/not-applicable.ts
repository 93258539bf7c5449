/** Around every step: its texts are those of the version, and one that asks for what its target cannot do skips its scenario, with the reason. None begins after Ctrl-C. */
import { NotApplicable } from '../../src/index';
import { maskedError, masksHere } from './seen-secrets';
import { argumentOf } from './version-text';
import type { ScenarioWorld } from './world';

type Definition = (this: ScenarioWorld, ...given: unknown[]) => unknown;

export function skippingWhatIsNotApplicable(define: Definition): Definition {
  return async function (this: ScenarioWorld, ...given: unknown[]) {
    // BeforeAll and AfterAll have no World.
    if (!('run' in this)) return define.apply(this, given);
    await this.run.unlessInterrupted();
    try {
      return await define.apply(
        this,
        given.map((argument) => argumentOf(argument, this.kubernetesVersion)),
      );
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw masksHere(this.parameters) ? maskedError(error, this.run.secrets) : error;
      this.log(`Not applicable to the target ${this.parameters.target}: ${error.message}`);
      return 'skipped';
    }
  };
}
