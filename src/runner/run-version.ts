/** One run of Cucumber: the chosen scenarios, as one version of Kubernetes, on one target. Cucumber itself prints nothing. */
import { Writable } from 'node:stream';
import { loadSources, runCucumber, type ISourcesCoordinates, type ISupportCodeLibrary } from '@cucumber/cucumber/api';
import type { Envelope } from '@cucumber/messages';
import { findInReport } from '../report/masking/find';
import { Masker } from '../report/masking/masker';
import { builtInSteps, requiredBySteps } from './built-in-steps';
import type { RunOptions, PlannedScenario, Shard } from './run-options';
import { loaderOf } from './own-steps';
import { UsageError } from './usage-error';
import { tagExpression } from './version-tags';

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });

function sourcesOf({ paths, tags, names }: RunOptions, version: string, shard: Shard | undefined): ISourcesCoordinates {
  return {
    defaultDialect: 'en',
    paths: [...paths],
    names: [...names],
    tagExpression: tagExpression(version, tags),
    order: 'defined',
    ...(shard && { shard: `${shard.index}/${shard.total}` }),
  };
}

/** A text that shows a line of a feature, before a run knows what is secret. */
function masked(text: string, showSecrets: boolean): string {
  const masker = new Masker(showSecrets);
  masker.learn(findInReport(text));
  return masker.text(text);
}

/** The scenarios of all shards, in the order in which they are dealt out. */
export async function planOf(choice: RunOptions, version: string): Promise<readonly PlannedScenario[]> {
  const { plan, errors } = await loadSources(sourcesOf(choice, version, undefined), { stderr: nowhere(), cwd: choice.folder }).catch((error: unknown) => {
    throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
  });
  // The parser's message begins with its own (line:column).
  if (errors.length > 0) throw new UsageError(masked(errors.map(({ uri, message }) => `${uri}: ${message}`).join('\n'), choice.showSecrets));
  return plan.map(({ uri, name, location }) => ({ uri, name, line: location.line }));
}

/** How Cucumber deals: one scenario to each shard in turn. */
export const shareOf = <T>(plan: readonly T[], { index, total }: Shard): readonly T[] => plan.filter((_, at) => at % total === index - 1);

export async function runVersion(
  choice: RunOptions,
  version: string,
  support: ISupportCodeLibrary | undefined,
  onEnvelope: (envelope: Envelope) => void,
  dryRun = choice.dryRun,
): Promise<ISupportCodeLibrary> {
  const { target, connection, keepExchanges, keepAuditLog, allowEmpty, fieldValidation, parallel, showSecrets, failFast, retry, retryTagFilter } = choice;
  const outcome = await runCucumber(
    {
      sources: sourcesOf(choice, version, choice.shard),
      support: support ?? {
        requireModules: [...requiredBySteps()],
        requirePaths: [...builtInSteps(), ...loaderOf(choice.ownSteps)],
        importPaths: [],
        loaders: [],
      },
      runtime: {
        dryRun,
        failFast: failFast && !dryRun,
        filterStacktraces: true,
        parallel: parallel > 1 && !dryRun ? parallel : 0,
        retry: dryRun ? 0 : retry,
        retryTagFilter,
        strict: true,
        worldParameters: {
          target,
          kubernetesVersion: version,
          connection: { ...connection },
          keepExchanges,
          keepAuditLog,
          allowEmpty,
          fieldValidation,
          showSecrets,
          runnerMasks: true,
        },
      },
      // Cucumber wants one formatter; this one has nothing to say until the end.
      formats: { stdout: 'rerun', files: {}, publish: false, options: {} },
    },
    { stdout: nowhere(), cwd: choice.folder },
    onEnvelope,
  );
  return outcome.support;
}
