/** Admission: policies under test, and what becomes of a request that is allowed. */
import { Given, Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import { changesIn, refusedByMutatingPolicy, refusedByPolicy, refusedByWebhook, successOf, warningsOf } from './support/admission';
import { manifestCalled } from './support/manifests';
import { maskedLike } from './support/masks';
import { pathToCreate } from './support/paths';
import { boundPolicies } from './support/policies';
import { explained } from './support/responses';
import type { ScenarioWorld } from './support/world';
import { objectsIn } from './support/yaml-objects';

/** Files as in `the manifest`. A policy without a binding beside it is bound by its name, with the action Deny. */
Given('the policy/policies {names}', async function (this: ScenarioWorld, names: readonly string[]) {
  for (const { file, text } of names.map((name) => manifestCalled(name, this.scenario.feature))) {
    this.attachments.manifest(file, text);
    for (const object of boundPolicies(objectsIn(text, file))) await this.arrange(await pathToCreate(await this.target(), object), object);
  }
});

/** As above, as YAML. */
Given('the policy:', async function (this: ScenarioWorld, yaml: string) {
  for (const object of boundPolicies(objectsIn(yaml, 'the doc string'))) await this.arrange(await pathToCreate(await this.target(), object), object);
});

/** The name of the policy and its whole message. */
Then('ValidatingAdmissionPolicy {string} refuses it with:', function (this: ScenarioWorld, by: string, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusedByPolicy(exchange)).toEqual({ by, message }));
});

/** The name of the policy and its whole message. */
Then('MutatingAdmissionPolicy {string} refuses it with:', function (this: ScenarioWorld, by: string, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusedByMutatingPolicy(exchange)).toEqual({ by, message }));
});

/** The name of the webhook and its whole message. */
Then('the admission webhook {string} refuses it with:', function (this: ScenarioWorld, by: string, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusedByWebhook(exchange)).toEqual({ by, message }));
});

/** All that admission made of the object that was sent, as a diff: a line for each field that it added (`+ data.sky: "blue"`), removed (`-`) or changed (both). Defaults, the status, and what the API server writes into each object are left out; masks stand for values that vary. */
Then('the object is changed:', function (this: ScenarioWorld, changes: string) {
  expect(maskedLike(changes, changesIn(this.lastExchange(), this.kubernetesVersion).join('\n'))).toBe(changes);
});

/** All warnings of the answer, one a line. */
Then('the API server warns:', function (this: ScenarioWorld, warnings: string) {
  expect(warningsOf(this.lastExchange()).join('\n')).toBe(warnings);
});

/** The request succeeds, and its answer has no warning. */
Then('the API server does not warn', function (this: ScenarioWorld) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect({ status: successOf(exchange), warnings: warningsOf(exchange) }).toEqual({ status: 'success', warnings: [] }));
});
