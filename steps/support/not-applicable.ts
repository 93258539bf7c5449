/**
 * Around every step and hook: its texts are those of the version, and one that asks for what its target cannot do skips its scenario, with the
 * reason. One that skips and gives none fails, because a report has to say why nothing was asserted. None begins after Ctrl-C.
 */
import { NotApplicable } from '../../src/index';
import { maskedError, masksHere } from './seen-secrets';
import { argumentOf } from './version-text';
import type { ScenarioWorld } from './world';

const NO_REASON = "It returned 'skipped' and gave no reason, so nothing says why the scenario asserts nothing. Give one before: this.log('no such node here');";

type Definition = (this: ScenarioWorld, ...given: unknown[]) => unknown;

export function skippingWhatIsNotApplicable(define: Definition): Definition {
  return async function (this: ScenarioWorld, ...given: unknown[]) {
    // BeforeAll and AfterAll have no World.
    if (!('run' in this)) return define.apply(this, given);
    await this.run.unlessInterrupted();
    const logged = this.logs;
    try {
      const outcome = await define.apply(
        this,
        given.map((argument) => argumentOf(argument, this.kubernetesVersion)),
      );
      if (outcome === 'skipped' && this.logs === logged && !this.isDraft) throw new Error(NO_REASON);
      return outcome;
    } catch (error) {
      if (!(error instanceof NotApplicable)) throw masksHere(this.parameters) ? maskedError(error, this.run.secrets) : error;
      this.log(`Not applicable to the target ${this.parameters.target}: ${error.message}`);
      return 'skipped';
    }
  };
}
