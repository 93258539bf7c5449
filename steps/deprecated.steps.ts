/** Earlier texts of steps, which this release still takes. The catalogue does not list them. */
import { Given, Then, When, type DataTable } from '@cucumber/cucumber';
import { expect } from 'expect';
import { clientAuthorityPem, type Requester } from '../src/index';
import { outcomeOf } from './support/command';
import { namesOf } from './support/effects';
import { maskedLike } from './support/masks';
import { explained, permissionIn, refusal, refusalIn } from './support/responses';
import { pairsOf } from './support/tables';
import { bodiesOf } from './support/webhook';
import type { ScenarioWorld } from './support/world';

Given('the API server runs with:', function (this: ScenarioWorld, flags: DataTable) {
  return this.runWith(pairsOf(flags, 'flag'));
});

Given('the authority of client certificates is in the file {string}', async function (this: ScenarioWorld, name: string) {
  this.server.files.presume(name, await clientAuthorityPem());
});

Given('an OpenID issuer', async function (this: ScenarioWorld) {
  await this.backends.issuer();
});

Given('{user} has a token that somebody else has signed, with the claims:', function (this: ScenarioWorld, user: Requester, claims: string) {
  return this.giveToken(user, claims, 'unknown');
});

Given('a webhook at {path} answers:', async function (this: ScenarioWorld, path: string, body: string) {
  await this.backends.presumeWebhook(path, body);
});

Given('a webhook at {path} answers {int} with:', async function (this: ScenarioWorld, path: string, status: number, body: string) {
  await this.backends.presumeWebhook(path, body, status);
});

Given('a webhook at {path} never answers', async function (this: ScenarioWorld, path: string) {
  await this.backends.presumeWebhook(path, undefined);
});

When('the API server is started again', function (this: ScenarioWorld) {
  this.server.restart();
  this.observed.forget();
});

Then('the webhook at {path} was sent:', async function (this: ScenarioWorld, path: string, bodies: string) {
  this.requireRequest();
  expect(maskedLike(bodies, bodiesOf((await this.backends.webhook()).receivedAt(path)))).toBe(bodies);
});

Then('the webhook at {path} was asked {int} time(s)', async function (this: ScenarioWorld, path: string, times: number) {
  this.requireRequest();
  expect((await this.backends.webhook()).receivedAt(path)).toHaveLength(times);
});

Then('the API server takes {user} for:', async function (this: ScenarioWorld, user: Requester, expected: string) {
  expect(await this.reviewToken(user)).toEqual({ authenticated: true, user: JSON.parse(expected) as unknown });
});

Then('the API server does not know {user}, because:', async function (this: ScenarioWorld, user: Requester, error: string) {
  expect(await this.reviewToken(user)).toEqual({ error });
});

Then('the request is allowed, because:', function (this: ScenarioWorld, reason: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(permissionIn(exchange)).toEqual({ succeeded: true, reason }));
});

Then('the request is refused as {int} {word} with:', function (this: ScenarioWorld, code: number, reason: string, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusalIn(exchange)).toEqual(refusal(code, reason, message)));
});

Then('it ends with {int} and prints:', function (this: ScenarioWorld, exitCode: number, output: string) {
  expect(outcomeOf(this.command(), output)).toEqual({ exitCode, output });
});

Then('the {resource} are:', async function (this: ScenarioWorld, resource: string, names: string) {
  expect((await namesOf(await this.target(), resource)).join('\n')).toBe(names);
});
