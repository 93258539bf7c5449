/**
 * Webhooks: programs that the API server calls over HTTPS, each at a path. `$DIR/authorize.kubeconfig` is the kubeconfig of the one
 * at /authorize, `$WEBHOOK` the address of all, and `$DIR` has webhook-ca.crt, webhook-client.crt, webhook-client.key, other-ca.crt.
 * Objects name a webhook of admission as `clientConfig: {url: "https://$ADMISSION/labels", caBundle: $ADMISSION_CA}`.
 */
import { Given, Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import { maskedLike } from './support/masks';
import { bodiesOf } from './support/webhook';
import type { ScenarioWorld } from './support/world';

/** 200 and this body, whatever it receives. It has to receive a request before the scenario ends. */
Given('a webhook at {path} responds with:', async function (this: ScenarioWorld, path: string, body: string) {
  await this.server.backends.presumeWebhook(path, body);
});

/** For example `a webhook at /authorize responds with 500:`. */
Given('a webhook at {path} responds with {int}:', async function (this: ScenarioWorld, path: string, status: number, body: string) {
  await this.server.backends.presumeWebhook(path, body, status);
});

/** It receives the request and sends nothing until the API server gives up. */
Given('a webhook at {path} does not respond', async function (this: ScenarioWorld, path: string) {
  await this.server.backends.presumeWebhook(path, undefined);
});

/** The response of the AdmissionReview as YAML: `allowed`, and what else matters. A `patch` is a list of operations. It has to receive a request, as above. */
Given('an admission webhook at {path} responds with:', async function (this: ScenarioWorld, path: string, response: string) {
  return (await this.need({ callsBack: true })) ?? this.server.backends.presumeAdmissionWebhook(path, response);
});

/** It receives the AdmissionReview and sends nothing until the API server gives up. */
Given('an admission webhook at {path} does not respond', async function (this: ScenarioWorld, path: string) {
  return (await this.need({ callsBack: true })) ?? this.server.backends.presumeAdmissionWebhook(path, undefined);
});

/** The bodies of all requests since the scenario began, one after the other; compact JSON is shown indented. */
Then('the webhook at {path} received:', async function (this: ScenarioWorld, path: string, bodies: string) {
  this.requireRequest();
  expect(maskedLike(bodies, bodiesOf(await this.server.backends.receivedAt(path)))).toBe(bodies);
});

/** Since the scenario began. */
Then('the webhook at {path} received {int} request(s)', async function (this: ScenarioWorld, path: string, times: number) {
  this.requireRequest();
  expect(await this.server.backends.receivedAt(path)).toHaveLength(times);
});
