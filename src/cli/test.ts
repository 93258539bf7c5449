/** `cukernetes test`: runs the user's features with the built-in steps. */
import path from 'node:path';
import { TimeConversion, type Envelope } from '@cucumber/messages';
import { VERSIONS } from '../engine/versions';
import type { RunOptions } from '../runner/run-options';
import { failures, unfinished } from '../runner/completeness';
import { EXIT } from '../runner/exit-codes';
import { findInEnvironment } from '../report/masking/find-in-environment';
import { maskConsole } from '../report/masking/masked-console';
import { Masker } from '../report/masking/masker';
import { guarded } from '../runner/exit-guard';
import { GithubActions } from '../runner/github';
import { interruptOf, until } from '../runner/interrupt';
import type { Run } from '../runner/merged-run';
import { Progress } from '../runner/progress';
import { removeReports } from '../runner/earlier-reports';
import { makeOutputFolder } from '../runner/output-places';
import { isOfManyRuns, reportFile, writeReports, type ReportFile } from '../runner/reports';
import { endedIn, onlySkipped, onlySkippedText } from '../runner/only-skipped';
import { CompletedRuns } from '../runner/completed-runs';
import { ScenarioList } from '../runner/scenario-list';
import { ShardFiles } from '../runner/shard-files';
import { maskedRun, own, Suite, type Listener, type Plan } from '../runner/suite';
import { SitePlaces } from '../runner/site-places';
import { unusedSteps } from '../runner/unused-steps';
import { UsageError } from '../runner/usage-error';
import { checkSiteFolder } from '../site/site';
import { claimsOf, printClaims, removeClaims } from './claims-of-run';
import { TargetComparison } from './compare';
import { siteOfRun } from './site-of-run';
import { choiceFor } from './test-choice';
import { DEFAULT_FORMATS, type TestOptions } from './test-options';

export interface TestCommandOptions extends TestOptions {
  readonly format?: readonly string[];
  readonly list?: boolean;
  readonly reports?: string;
  readonly everyStepUsed?: boolean;
  readonly watch?: boolean;
  readonly compare?: string;
  readonly compareAudit?: boolean;
  readonly claims?: string;
  readonly site?: string;
}

const LIST = 'list';
/** Where `cukernetes docs` puts the site, too. */
const SITE = 'site';

const screen = (list: boolean, places: SitePlaces): Listener =>
  list ? new ScenarioList((text) => process.stdout.write(text), places) : new Progress(process.stdout, places);

type Features = ReadonlyMap<string, readonly Envelope[]>;

/** A process that died took its scenarios with it. */
function completed(run: Run, plans: Plan, choice: RunOptions): Run {
  const lost = unfinished(own(plans.get(run.kubernetesVersion) ?? [], choice), run.envelopes);
  for (const { uri, line, name } of lost) {
    process.stderr.write(`NOT RUN ${uri}:${line}  ${name}  (Kubernetes ${run.kubernetesVersion}): its process ended before it\n`);
  }
  const missing = failures(lost, 'The process that ran this scenario ended before it had finished.', run.envelopes);
  return lost.length === 0 ? run : { ...run, envelopes: [...run.envelopes, ...missing] };
}

/** What had ended before is in the reports; what had not is there as interrupted. What is of many runs keeps what it had. */
async function writeInterrupted(files: readonly ReportFile[], begun: readonly Run[], read: Features, plans: Plan, choice: RunOptions): Promise<void> {
  const later = [...read].filter(([version]) => begun.every(({ kubernetesVersion }) => kubernetesVersion !== version));
  const all = [...begun, ...later.map(([kubernetesVersion, envelopes]) => ({ kubernetesVersion, target: choice.target, envelopes }))];
  const interrupted = all.map((run) => {
    const lost = unfinished(own(plans.get(run.kubernetesVersion) ?? [], choice), run.envelopes);
    process.stderr.write(`\nInterrupted: ${lost.length} scenarios did not end (Kubernetes ${run.kubernetesVersion})\n`);
    const end = { testRunFinished: { success: false, timestamp: TimeConversion.millisecondsSinceEpochToTimestamp(Date.now()) } };
    return { ...run, envelopes: [...run.envelopes, ...failures(lost, 'Interrupted before it had finished.', run.envelopes), end] };
  });
  await writeReports(
    files.filter((file) => !isOfManyRuns(file)),
    interrupted,
  );
}

/** Without running anything Cucumber counts a step that is not defined as no failure. */
function passed(run: Run): boolean {
  const { envelopes } = run;
  const ended = endedIn(run);
  return envelopes.some(({ testRunFinished }) => testRunFinished?.success === true) && ended.every(({ failure }) => failure === undefined);
}

async function ran(
  suite: Suite,
  choice: RunOptions,
  plans: Plan,
  listeners: readonly Listener[],
  other: string | undefined,
  masker: Masker,
): Promise<{ runs: readonly Run[]; same: boolean }> {
  if (other === undefined) return { runs: await suite.run(choice, plans, listeners, masker), same: true };
  return new TargetComparison(suite, other, listeners, masker).run(choice, plans);
}

async function runAndReport(features: readonly string[], options: TestCommandOptions): Promise<number> {
  const formats = options.format ?? DEFAULT_FORMATS;
  const { compare, compareAudit = false } = options;
  if (compareAudit && compare === undefined) throw new UsageError('--compare-audit says what else to compare: --compare names the other target');
  const choice = { ...(await choiceFor(features, options, ...(compare === undefined ? [] : [compare]))), keepAuditLog: compareAudit };
  const { shard } = choice;
  if (options.site !== undefined && (shard !== undefined || choice.dryRun))
    throw new UsageError('--site shows what ran: it goes together with neither --shard nor --dry-run');
  if (shard !== undefined && options.compare !== undefined) throw new UsageError('--shard and --compare do not go together');
  if (shard !== undefined && options.claims !== undefined)
    throw new UsageError('--shard and --claims do not go together: a shard has not all scenarios of a claim. Give --claims to `cukernetes merge`.');
  // A step may change the folder of the process: where things lie is decided now.
  const started = process.cwd();
  const folder = path.resolve(options.reports ?? (shard === undefined ? 'reports' : path.join('reports', `shard-${shard.index}-of-${shard.total}`)));
  const site = path.resolve(options.site ?? SITE);
  const files = formats.filter((format) => format !== LIST).map((format) => reportFile(format, folder));
  const claimsFolder = options.claims === undefined ? undefined : path.resolve(options.claims);
  // A run that ends early leaves no report of an earlier one.
  removeReports(files);
  if (shard !== undefined) makeOutputFolder(folder, '--reports ');
  removeClaims(options.claims, folder);
  if (options.site !== undefined) checkSiteFolder(site);
  const suite = new Suite();
  const plans = await suite.plan(choice);
  const masker = new Masker(choice.showSecrets);
  masker.learn(findInEnvironment(process.env));
  const command = process.stdout.write.bind(process.stdout);
  maskConsole(masker);
  const read = await suite.check(choice, plans, masker);
  const claims = claimsOf(options.claims, [...read.values()].at(-1) ?? []);

  const listeners = [screen(options.list === true || formats.includes(LIST), SitePlaces.in(site))];
  if (process.env['GITHUB_ACTIONS'] === 'true') listeners.push(new GithubActions(command, process.env));
  const shardFiles = shard && new ShardFiles(folder, choice, shard, plans, masker);
  if (shardFiles !== undefined) listeners.push(shardFiles);

  const interrupt = interruptOf(choice.parallel > 1);
  const soFar = new CompletedRuns(choice.target);
  const stoppable = [...listeners, soFar].map((listener) => until(interrupt, listener));
  const outcome = await Promise.race([ran(suite, choice, plans, stoppable, options.compare, masker), interrupt.closed]);
  if (interrupt.happened() || outcome === undefined) {
    if (options.compare === undefined)
      await writeInterrupted(
        files,
        soFar.runs.map((run) => maskedRun(run, masker)),
        read,
        plans,
        choice,
      );
    return interrupt.exitCode;
  }
  const runs = outcome.runs.map((run) => completed(run, plans, choice));
  // The site is made of what is kept of runs, and the reports link to it.
  const kept = options.site === undefined ? undefined : reportFile('docs', folder);
  if (kept !== undefined) await writeReports([kept], runs);
  const siteWords = kept === undefined ? '' : await siteOfRun({ output: site, reports: folder, ...(claimsFolder && { claims: claimsFolder }) }, runs);
  await writeReports(
    files.filter(({ place }) => place !== kept?.place),
    runs,
    SitePlaces.in(site),
  );
  shardFiles?.finish();
  const page = files.find(({ format }) => format === 'html');
  if (page !== undefined) process.stdout.write(`\nThe report, with every request, its answer and why: ${path.relative(started, page.place)}\n`);

  const allScenarios = features.length === 0 && choice.tags === '' && choice.names.length === 0 && !choice.failFast && shard === undefined;
  const everything = allScenarios && choice.kubernetesVersions.length === VERSIONS.length;
  const unused = options.everyStepUsed === true && everything ? unusedSteps(runs.flatMap(({ envelopes }) => envelopes)) : [];
  for (const step of unused) process.stderr.write(`No scenario uses the step: ${step}\n`);
  const claimed = choice.dryRun || printClaims(claims, folder, runs, allScenarios, started);
  process.stdout.write(siteWords);
  if (!runs.every(passed) || !outcome.same || unused.length > 0 || !claimed) return EXIT.failed;
  // A shard may have nothing but scenarios that are skipped; the merged run may not.
  if (choice.dryRun || choice.allowEmpty || shard !== undefined || !onlySkipped(runs)) return EXIT.passed;
  process.stderr.write(onlySkippedText(runs));
  return EXIT.usage;
}

/** Until the last report is written the process does not end with 0. */
export const test = (features: readonly string[], options: TestCommandOptions): Promise<number> => guarded(() => runAndReport(features, options));
