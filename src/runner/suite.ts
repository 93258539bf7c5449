/** Runs the chosen features for each chosen version of Kubernetes, one version after the other, and passes what happens to its listeners. */
import type { ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { Masker } from '../report/masking/masker';
import { KEPT_MEDIA_TYPE } from '../replay/kept-exchange';
import type { RunOptions, PlannedScenario } from './run-options';
import type { Run } from './merged-run';
import type { DefinedStep } from './feature-fault';
import { featureFaults } from './feature-faults';
import { featuresIn } from './completeness';
import { learned, masked } from './masked-envelopes';
import { planOf, runVersion, shareOf } from './run-version';
import { stepCatalogue } from './step-catalogue';
import { UsageError } from './usage-error';

export interface Listener {
  /** Before the first scenario of a version: those that will run. */
  begin?(kubernetesVersion: string, scenarios: readonly PlannedScenario[]): void;
  envelope?(kubernetesVersion: string, envelope: Envelope): void;
  end?(kubernetesVersion: string): void;
}

/** The scenarios of all shards, for each version. */
export type Plan = ReadonlyMap<string, readonly PlannedScenario[]>;

export const own = (scenarios: readonly PlannedScenario[], { shard }: RunOptions): readonly PlannedScenario[] =>
  shard === undefined ? scenarios : shareOf(scenarios, shard);

/** Cucumber's types say less of its library than it has. */
const definedSteps = (library: ISupportCodeLibrary): readonly DefinedStep[] =>
  (library as ISupportCodeLibrary & { readonly stepDefinitions: readonly DefinedStep[] }).stepDefinitions;

/** The run without what the masker has come to know until now. */
export const maskedRun = ({ envelopes, ...rest }: Run, masker: Masker): Run => ({ ...rest, envelopes: envelopes.map((envelope) => masked(envelope, masker)) });

/** Runs features in this process, which has one: steps register once in a process, when their files are loaded, and every run of it has them. */
export class Suite {
  #steps: ISupportCodeLibrary | undefined;

  /** Throws UsageError when a feature cannot be read, or when nothing was chosen: a run of nothing would pass. */
  async plan(options: RunOptions): Promise<Plan> {
    const plans = new Map<string, readonly PlannedScenario[]>();
    for (const version of options.kubernetesVersions) plans.set(version, await planOf(options, version));
    if ([...plans.values()].every(({ length }) => length === 0)) {
      // Why there is none may be a fault of a feature, which has a line.
      await this.check(options, plans, new Masker(options.showSecrets));
      const tags = options.tags === '' ? '' : ` with the tags ${options.tags}`;
      const names = options.names.length === 0 ? '' : ` with a name like ${options.names.join(' or ')}`;
      throw new UsageError(
        `no scenario${names}${tags} in ${options.paths.join(', ')} for Kubernetes ${options.kubernetesVersions.join(', ')}: nothing would be tested`,
      );
    }
    return plans;
  }

  /**
   * Reads the planned features without running them. Throws UsageError with every place at which a scenario would pass without asserting
   * anything. Returns the features of each version, with every scenario, chosen or not.
   */
  async check(options: RunOptions, plans: Plan, masker: Masker): Promise<ReadonlyMap<string, readonly Envelope[]>> {
    const found = new Map<string, string>();
    const catalogue = stepCatalogue();
    const read = new Map<string, readonly Envelope[]>();
    for (const kubernetesVersion of plans.keys()) {
      const envelopes: Envelope[] = [];
      this.#steps = await runVersion(options, kubernetesVersion, this.#steps, (envelope) => envelopes.push(envelope), true);
      envelopes.forEach((envelope) => learned(envelope, masker));
      read.set(kubernetesVersion, featuresIn(envelopes));
      for (const { uri, line, message } of featureFaults(envelopes, definedSteps(this.#steps), options.allowEmpty, catalogue))
        found.set(`${uri}:${line}`, `${uri}:${line}: ${message}`);
    }
    if (found.size > 0) throw new UsageError([...found.values()].join('\n'));
    return read;
  }

  /** Listeners get messages without what is secret as far as it is known by then; the runs are masked with all that became known. */
  async run(options: RunOptions, plans: Plan, listeners: readonly Listener[], masker: Masker): Promise<readonly Run[]> {
    const runs: Run[] = [];
    for (const [kubernetesVersion, scenarios] of plans) {
      const envelopes: Envelope[] = [];
      listeners.forEach((listener) => listener.begin?.(kubernetesVersion, own(scenarios, options)));
      // A failure of one version skips what the next ones would run.
      const isOver = options.failFast && runs.some(({ envelopes: of }) => of.some(({ testRunFinished }) => testRunFinished?.success === false));
      const listen = (sent: Envelope): void => {
        const envelope = learned(sent, masker);
        if (envelope === undefined) return;
        if (envelope.attachment?.mediaType !== KEPT_MEDIA_TYPE) envelopes.push(envelope);
        const shown = masked(envelope, masker);
        listeners.forEach((listener) => listener.envelope?.(kubernetesVersion, shown));
      };
      this.#steps = await runVersion(options, kubernetesVersion, this.#steps, listen, options.dryRun || isOver);
      listeners.forEach((listener) => listener.end?.(kubernetesVersion));
      runs.push({ kubernetesVersion, target: options.target, envelopes });
    }
    return runs.map((run) => maskedRun(run, masker));
  }
}
