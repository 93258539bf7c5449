/**
 * OIDC issuers and their tokens. Flags and files call the address of the one of a scenario `$ISSUER`, trust it by `$DIR/issuer-ca.crt`, and
 * call the text of that file `$CERTIFICATE`. A token has its issuer and expires in an hour unless its claims say otherwise.
 */
import { Given, Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import type { Requester } from '../src/index';
import type { ScenarioWorld } from './support/world';

/** It signs tokens, and publishes the key that it signs them with. */
Given('an OIDC issuer', async function (this: ScenarioWorld) {
  await this.server.backends.issuer();
});

/** From now on the user sends this token instead of a client certificate. The claims are JSON. */
Given('{user} has a token with the claims:', function (this: ScenarioWorld, user: Requester, claims: string) {
  return this.giveToken(user, claims, 'published');
});

/** As above, with the signature of a key that the issuer does not publish. */
Given('{user} has a token signed with an unknown key and the claims:', function (this: ScenarioWorld, user: Requester, claims: string) {
  return this.giveToken(user, claims, 'unknown');
});

/** The user in the status of a TokenReview by the administrator, as JSON. */
Then('the API server authenticates {user} as:', async function (this: ScenarioWorld, user: Requester, expected: string) {
  expect(await this.reviewToken(user)).toEqual({ authenticated: true, user: JSON.parse(expected) as unknown });
});

/** The error in the status of a TokenReview by the administrator: a client learns only that it is not authorized. */
Then("the API server rejects {user}'s token with:", async function (this: ScenarioWorld, user: Requester, error: string) {
  expect(await this.reviewToken(user)).toEqual({ error });
});
