/** The options of a run: which features, on what, and how. */
import type { ClusterChoice } from '../targets/target';

export interface Shard {
  /** From 1 on. */
  readonly index: number;
  readonly total: number;
}

/** `ignore`: objects of Given steps may have fields that the API server does not keep. */
export type FieldValidation = 'strict' | 'ignore';

export interface RunOptions {
  /** The one in which the run was started, whatever folder a step goes to. */
  readonly folder: string;
  /** Files, folders, or `file.feature:LINE`. */
  readonly paths: readonly string[];
  readonly target: string;
  readonly kubernetesVersions: readonly string[];
  /** A tag expression; '' for every scenario. */
  readonly tags: string;
  /** Regular expressions, one of which a scenario's name has to match; every scenario when there is none. */
  readonly names: readonly string[];
  /** Whether steps are only looked up. */
  readonly dryRun: boolean;
  /** Whether the first failure ends the run; the scenarios after it are skipped. */
  readonly failFast: boolean;
  /** How often a scenario that fails is run again. */
  readonly retry: number;
  /** A tag expression: which scenarios are run again; '' for every one. */
  readonly retryTagFilter: string;
  /** How many processes run scenarios side by side; 1 is this process. */
  readonly parallel: number;
  readonly shard?: Shard;
  readonly ownSteps: readonly string[];
  /** How the target is reached, for targets that are there already. */
  readonly connection: ClusterChoice;
  /** Whether exchanges are kept for a recording or a comparison. */
  readonly keepExchanges: boolean;
  /** Whether what the API server writes into its audit log is kept for a comparison. */
  readonly keepAuditLog: boolean;
  /** Whether scenarios without a step or without a Then may pass, for drafts. */
  readonly allowEmpty: boolean;
  readonly fieldValidation: FieldValidation;
  /** Whether reports show what is secret. */
  readonly showSecrets: boolean;
}

/** A run of everything in one process, on the embedded engine: what options say otherwise is put over it. */
export const DEFAULT_RUN_OPTIONS = {
  target: 'embedded',
  tags: '',
  names: [],
  dryRun: false,
  failFast: false,
  retry: 0,
  retryTagFilter: '',
  parallel: 1,
  ownSteps: [],
  connection: {},
  keepExchanges: false,
  keepAuditLog: false,
  allowEmpty: false,
  fieldValidation: 'strict',
  showSecrets: false,
} as const satisfies Partial<RunOptions>;

/** A scenario of the plan, by where it is written: the line of the scenario, or of its row of examples. */
export interface PlannedScenario {
  readonly uri: string;
  readonly line: number;
  readonly name: string;
}
