/**
 * Webhooks: programs that the API server asks over HTTPS, each at a path. `$DIR/authorize.kubeconfig` is the kubeconfig of the one
 * at /authorize, `$WEBHOOK` the address of all, and `$DIR` has webhook-ca.crt, webhook-client.crt, webhook-client.key, other-ca.crt.
 */
import { Given, Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import { maskedLike } from './support/masks';
import { bodiesOf } from './support/webhook';
import type { ScenarioWorld } from './support/world';

/** 200 and this body, to whatever it is asked. It has to be asked before the scenario ends. */
Given('a webhook at {path} answers:', async function (this: ScenarioWorld, path: string, body: string) {
  await this.presumeWebhook(path, body);
});

/** For example `a webhook at /authorize answers 500 with:`. */
Given('a webhook at {path} answers {int} with:', async function (this: ScenarioWorld, path: string, status: number, body: string) {
  await this.presumeWebhook(path, body, status);
});

/** It takes the question and says nothing until the API server gives up. */
Given('a webhook at {path} never answers', async function (this: ScenarioWorld, path: string) {
  await this.presumeWebhook(path, undefined);
});

/** The bodies of all requests since the scenario began, one after the other; compact JSON is shown indented. */
Then('the webhook at {path} was sent:', async function (this: ScenarioWorld, path: string, bodies: string) {
  this.requireRequest();
  expect(maskedLike(bodies, bodiesOf((await this.webhook()).sentTo(path)))).toBe(bodies);
});

/** Since the scenario began. */
Then('the webhook at {path} was asked {int} time(s)', async function (this: ScenarioWorld, path: string, times: number) {
  this.requireRequest();
  expect((await this.webhook()).sentTo(path)).toHaveLength(times);
});
