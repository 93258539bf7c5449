/** What the command line says of a run, as each scenario sees it. */
import type { ClusterChoice } from '../../src/index';
import type { FieldValidation } from '../../src/runner/run-options';

export interface Parameters {
  readonly target: string;
  /** The id that BeforeAll gives the run in this process. */
  readonly run?: string;
  readonly kubernetesVersion?: string;
  /** For targets that are there already. */
  readonly connection?: ClusterChoice;
  /** Whether exchanges are kept for a recording or a comparison. */
  readonly keepExchanges?: boolean;
  /** Whether what the API server writes into its audit log is kept for a comparison. */
  readonly keepAuditLog?: boolean;
  /** Whether a scenario without a Then passes, for drafts. */
  readonly allowEmpty?: boolean;
  /** `ignore`: the objects of Given steps may have fields that the API server does not keep. */
  readonly fieldValidation?: FieldValidation;
  /** Whether the runner masks what leaves it. */
  readonly runnerMasks?: boolean;
  readonly showSecrets?: boolean;
}
