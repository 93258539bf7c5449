/** One scenario, as hooks follow it from its beginning to its end. */
import { OpenResources } from './open-resources';
import { Presumptions } from './presumed';

export class Scenario {
  /** Closed when it ends, or when the run is interrupted. */
  readonly resources = new OpenResources();
  readonly presumptions = new Presumptions();
  /** The file of the feature, relative to the folder in which the run was started. */
  feature = '';
  /** How many Then steps have passed. */
  assertions = 0;
}
