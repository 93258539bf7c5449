/** Before a scenario: which is it, does it apply, and is what it needs there. After it: close what it opened, also when it failed. */
import { After, AfterAll, Before, BeforeAll, setDefaultTimeout, setDefinitionFunctionWrapper, type ITestCaseHookParameter } from '@cucumber/cucumber';
import { closeTargets, targetKind } from '../../src/index';
import { CLOSED } from '../../src/runner/interrupt';
import { inapplicable } from '../../src/runner/version-tags';
import { neededBy } from './applicability';
import { hasKubectl } from './command';
import { interrupt } from './interruption';
import { skippingWhatIsNotApplicable } from './not-applicable';
import { release, releaseAll } from './open-resources';
import type { Parameters, ScenarioWorld } from './world';

const INTERRUPTED = 130;
const KUBECTL_MISSING =
  'Skipped: there is no kubectl on the PATH. Install it from https://kubernetes.io/docs/tasks/tools/#kubectl, or with `apt-get install kubernetes-client`.';

setDefaultTimeout(60_000);

async function closeAll(): Promise<void> {
  await releaseAll();
  await closeTargets();
}

let closing: Promise<void> | undefined;

/** A terminal and the process that started this one may both tell it. */
function interrupted(): void {
  interrupt();
  closing ??= closeAll().finally(() => {
    if (CLOSED.hasSubscribers) CLOSED.publish({});
    else process.exit(INTERRUPTED);
  });
}

setDefinitionFunctionWrapper(skippingWhatIsNotApplicable);

BeforeAll(async function (this: { readonly parameters: object }) {
  process.on('SIGINT', interrupted);
  const { target, connection = {} } = this.parameters as Parameters;
  await targetKind(target).prepare?.(connection);
});

Before({ name: 'does the scenario apply to this version' }, function (this: ScenarioWorld, { pickle }: ITestCaseHookParameter) {
  this.feature = pickle.uri;
  const reason = inapplicable(
    pickle.tags.map(({ name }) => name),
    this.kubernetesVersion,
  );
  if (reason === undefined) return undefined;
  this.log(reason);
  return 'skipped';
});

Before({ name: 'can the target run the scenario' }, function (this: ScenarioWorld, { pickle }: ITestCaseHookParameter) {
  return this.need(neededBy(pickle.tags.map(({ name }) => name)));
});

Before({ name: 'is kubectl there', tags: '@kubectl' }, async function (this: ScenarioWorld) {
  if (await hasKubectl()) return undefined;
  this.log(KUBECTL_MISSING);
  return 'skipped';
});

After({ name: 'close what the scenario opened' }, function (this: ScenarioWorld) {
  return release(this.resources);
});

AfterAll(async () => {
  await closeAll();
  process.off('SIGINT', interrupted);
});
