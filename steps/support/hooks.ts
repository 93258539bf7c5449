/** Before a scenario: which is it, does it apply, and is what it needs there. After it: close what it opened, also when it failed. */
import {
  After,
  AfterAll,
  AfterStep,
  Before,
  BeforeAll,
  BeforeStep,
  setDefaultTimeout,
  setDefinitionFunctionWrapper,
  Status,
  type ITestCaseHookParameter,
  type ITestStepHookParameter,
} from '@cucumber/cucumber';
import { PickleStepType } from '@cucumber/messages';
import { findInEnvironment } from '../../src/report/masking/find-in-environment';
import { maskConsole } from '../../src/report/masking/masked-console';
import { Masker } from '../../src/report/masking/masker';
import { endWithParent } from '../../src/runner/parent-watch';
import { inapplicable } from '../../src/runner/version-tags';
import { requirementsOf } from './applicability';
import { hasKubectl } from './command';
import { skippingWhatIsNotApplicable } from './not-applicable';
import type { Parameters } from './parameters';
import { beginRun, endRun } from './runs';
import { isInScenarios, placeOf } from './step-place';
import type { ScenarioWorld } from './world';

const KUBECTL_MISSING =
  'Skipped: no kubectl is on the PATH. Install it from https://kubernetes.io/docs/tasks/tools/#kubectl, or with `apt-get install kubernetes-client`.';

const NOTHING_ASSERTED =
  'This Then asserts nothing: it has compared nothing with expect or node:assert, and has read nothing of what was observed (this.lastExchange(), this.command(), this.target()). If it throws by itself when something is otherwise, let it call this.asserted().';

/** The last resort: what waits for a server has limits of its own, which say what was waited for. Together they are shorter. */
setDefaultTimeout(300_000);

// A process of a parallel run: Cucumber lets it live on when the one that started it is gone.
const IN_WORKER = process.env['CUCUMBER_WORKER_ID'] !== undefined;
if (IN_WORKER) endWithParent();

setDefinitionFunctionWrapper(skippingWhatIsNotApplicable);

BeforeAll(async function (this: { readonly parameters: object }) {
  const parameters = this.parameters as Parameters;
  const run = beginRun(parameters);
  run.secrets.learn(findInEnvironment(process.env));
  // The runner masks what its own process prints.
  if (parameters.runnerMasks !== true || IN_WORKER) maskConsole(parameters.showSecrets === true ? new Masker(true) : run.secrets);
  await run.session();
});

Before({ name: 'begin the scenario' }, function (this: ScenarioWorld, { pickle }: ITestCaseHookParameter) {
  this.scenario.feature = pickle.uri;
  this.run.beginScenario(this.scenario);
});

Before({ name: 'does the scenario apply to this version' }, function (this: ScenarioWorld, { pickle }: ITestCaseHookParameter) {
  const reason = inapplicable(
    pickle.tags.map(({ name }) => name),
    this.kubernetesVersion,
  );
  if (reason === undefined) return undefined;
  this.log(reason);
  return 'skipped';
});

Before({ name: 'can the target run the scenario' }, function (this: ScenarioWorld, { pickle }: ITestCaseHookParameter) {
  return this.need(requirementsOf(pickle.tags.map(({ name }) => name)));
});

Before({ name: 'is kubectl there', tags: '@kubectl' }, async function (this: ScenarioWorld) {
  if (await hasKubectl()) return undefined;
  this.log(KUBECTL_MISSING);
  return 'skipped';
});

/** How much evidence there was when the step began. */
const before = new WeakMap<ScenarioWorld, number>();

BeforeStep(function (this: ScenarioWorld, { pickleStep, gherkinDocument }: ITestStepHookParameter) {
  this.scenario.presumptions.place = placeOf(gherkinDocument, pickleStep);
  if (pickleStep.type !== PickleStepType.OUTCOME && !this.isDraft) this.observed.requireSpoken();
  before.set(this, this.evidence());
});

AfterStep(function (this: ScenarioWorld, { pickleStep, result }: ITestStepHookParameter) {
  if (pickleStep.type !== PickleStepType.OUTCOME || result.status !== Status.PASSED) return;
  this.observed.speak();
  if (this.evidence() === before.get(this) && !this.isDraft) throw new Error(NOTHING_ASSERTED);
  this.scenario.assertions += 1;
});

/** Hooks after a scenario run from the last to the first: what is open is closed at the end. */
After({ name: 'close what the scenario opened' }, function (this: ScenarioWorld) {
  return this.run.endScenario(this.scenario);
});

After({ name: 'keep the audit log' }, function (this: ScenarioWorld) {
  return this.server.keepAuditLog();
});

After({ name: 'count the assertions' }, function (this: ScenarioWorld, { result, gherkinDocument }: ITestCaseHookParameter) {
  if (result?.status !== Status.PASSED) return;
  if (!this.isDraft) {
    if (this.scenario.assertions === 0)
      throw new Error('The scenario asserts nothing: no Then step ran. Write what must be observed; `--allow-empty` is for drafts.');
    this.observed.requireSpoken();
    const unused = this.scenario.presumptions.unused((text) => isInScenarios(gherkinDocument, text));
    if (unused.length > 0) throw new Error(unused.join('\n'));
  }
  this.log(`Assertions: ${this.scenario.assertions}`);
});

AfterAll(async function (this: { readonly parameters: object }) {
  await endRun(this.parameters as Parameters);
});
