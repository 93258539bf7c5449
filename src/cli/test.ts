/** `cukernetes test`: runs somebody's features with the built-in steps. */
import path from 'node:path';
import { targetKind } from '../targets/targets';
import { failures, unfinished } from '../runner/completeness';
import type { Choice } from '../runner/choice';
import { EXIT } from '../runner/exit-codes';
import { GithubActions } from '../runner/github';
import type { Run } from '../runner/merged-run';
import { Progress } from '../runner/progress';
import { reportFile, writeReports } from '../runner/reports';
import { ScenarioList } from '../runner/scenario-list';
import { own, plan, runSuite, type Listener, type Plan } from '../runner/suite';
import { unusedSteps } from '../runner/unused-steps';
import { UsageError } from '../runner/usage-error';
import { choiceOf, targetOf, type TestOptions } from './test-options';

export interface TestCommandOptions extends TestOptions {
  readonly format?: readonly string[];
  readonly list?: boolean;
  readonly reports: string;
  readonly everyStepUsed?: boolean;
}

const LIST = 'list';
const DEFAULT_FORMATS = ['html', 'junit'] as const;

const screen = (list: boolean): Listener => (list ? new ScenarioList((text) => process.stdout.write(text)) : new Progress(process.stdout));

function knownTarget(name: string): string {
  try {
    targetKind(name);
    return name;
  } catch (error) {
    throw new UsageError(`--target ${name}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** A server that is there already is asked whether anything can run on it, and runs as the version that it has unless somebody says otherwise. */
async function onItsVersion(choice: Choice, { kubernetesVersion }: TestOptions): Promise<Choice> {
  const version = await targetKind(choice.target)
    .ownVersion?.(choice.connection)
    .catch((error: unknown) => {
      throw new UsageError(error instanceof Error ? error.message : String(error), { cause: error });
    });
  return version === undefined || kubernetesVersion !== undefined ? choice : { ...choice, kubernetesVersions: [version] };
}

/** A process that died took its scenarios with it. */
function completed(run: Run, plans: Plan): Run {
  const lost = unfinished(plans.get(run.kubernetesVersion) ?? [], run.envelopes);
  if (lost.length === 0) return run;
  for (const { uri, line, name } of lost)
    process.stderr.write(`NOT RUN ${uri}:${line}  ${name}  (Kubernetes ${run.kubernetesVersion}): its process ended before it\n`);
  return { ...run, envelopes: [...run.envelopes, ...failures(lost, 'The process that ran this scenario ended before it had finished.', run.envelopes)] };
}

const passed = ({ envelopes }: Run): boolean => envelopes.some(({ testRunFinished }) => testRunFinished?.success === true);

export async function test(features: readonly string[], options: TestCommandOptions): Promise<number> {
  const formats = options.format ?? DEFAULT_FORMATS;
  const files = formats.filter((format) => format !== LIST).map((format) => reportFile(format, options.reports));
  const choice = await onItsVersion(choiceOf(features, options, knownTarget(targetOf(options))), options);
  const plans = await plan(choice);
  const listeners = [screen(options.list === true || formats.includes(LIST))];
  if (process.env['GITHUB_ACTIONS'] === 'true') listeners.push(new GithubActions((text) => process.stdout.write(text), process.env));

  const planned = new Map([...plans].map(([version, scenarios]) => [version, own(scenarios, choice)]));
  const runs = (await runSuite(choice, plans, listeners)).map((run) => completed(run, planned));
  await writeReports(files, runs);
  const page = files.find(({ format }) => format === 'html');
  if (page !== undefined) process.stdout.write(`\nThe report, with every request, its answer and why: ${path.relative('', page.place)}\n`);

  const everything = features.length === 0 && choice.tags === '' && choice.shard === undefined && options.kubernetesVersion?.[0] === 'all';
  const unused = options.everyStepUsed === true && everything ? unusedSteps(runs.flatMap(({ envelopes }) => envelopes)) : [];
  for (const step of unused) process.stderr.write(`No scenario uses the step: ${step}\n`);
  return runs.every(passed) && unused.length === 0 ? EXIT.passed : EXIT.failed;
}
