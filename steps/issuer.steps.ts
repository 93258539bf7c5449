/**
 * OpenID issuers, whose tokens say who somebody is. Flags and files call the address of the one of a scenario `$ISSUER`, trust it
 * by `$DIR/issuer-ca.crt`, and call the text of that file `$CERTIFICATE`. A token is from it and good for an hour unless its claims say otherwise.
 */
import { Given, Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import type { ScenarioWorld } from './support/world';

/** It signs tokens, and says which key it signs them with. */
Given('an OpenID issuer', async function (this: ScenarioWorld) {
  await this.issuer();
});

/** From now on that is how they prove who they are. The claims are JSON. */
Given('{word} has a token with the claims:', function (this: ScenarioWorld, user: string, claims: string) {
  return this.giveToken(user, claims);
});

/** As above, but a key has signed it that the issuer does not know. */
Given('{word} has a token that somebody else has signed, with the claims:', function (this: ScenarioWorld, user: string, claims: string) {
  return this.giveToken(user, claims, 'other');
});

/** The user in the status of a TokenReview by the administrator, as JSON. */
Then('the API server takes {word} for:', async function (this: ScenarioWorld, name: string, user: string) {
  expect(await this.reviewedToken(name)).toEqual({ authenticated: true, user: JSON.parse(user) as unknown });
});

/** The error in the status of a TokenReview by the administrator: a client is told only that it is not authorized. */
Then('the API server does not know {word}, because:', async function (this: ScenarioWorld, name: string, error: string) {
  expect(await this.reviewedToken(name)).toEqual({ error });
});
