/** Answers. Each step compares everything that can be observed of what it speaks of. */
import { Then } from '@cucumber/cucumber';
import { expect } from 'expect';
import { maskedLike } from './support/masks';
import { admissionRefusalIn, bodyOf, explained, forbiddenIn, outcomeIn, permissionIn, refusal, refusalIn, requirePlugin } from './support/responses';
import { requireThere } from './support/requested';
import type { ScenarioWorld } from './support/world';

/** It succeeds, whatever the reason. */
Then('the request is allowed', function (this: ScenarioWorld) {
  const exchange = this.lastExchange();
  const { status } = exchange.response;
  explained(exchange, () => expect(outcomeIn(exchange)).toEqual({ status, allowed: true }));
});

/** 403 by authorization, whatever the message: a request that is allowed and refused later, by admission for example, is not forbidden in this sense. Who asks and what is asked for have to exist, as for an answer `no`. */
Then('the request is forbidden', async function (this: ScenarioWorld) {
  const exchange = this.lastExchange();
  await requireThere(await this.stage(), exchange, this.observed.lastReference);
  explained(exchange, () => expect(forbiddenIn(exchange)).toEqual({ status: 403, reason: 'Forbidden', refusedBy: 'authorization' }));
});

/** It succeeds, and the server gives this reason when it is asked with a SubjectAccessReview. */
Then('the request is allowed by:', function (this: ScenarioWorld, reason: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(permissionIn(exchange)).toEqual({ succeeded: true, reason }));
});

/** 403, and this message to the byte. */
Then('the request is forbidden with:', function (this: ScenarioWorld, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusalIn(exchange)).toEqual(refusal(403, 'Forbidden', message)));
});

/** For example `the request fails with 422 Invalid:` where validation refuses an object: the status, the reason and the message of the answer, where addresses have the names of the scenario. */
Then('the request fails with {int} {word}:', function (this: ScenarioWorld, code: number, reason: string, message: string) {
  const exchange = this.lastExchange();
  explained(exchange, () => expect(refusalIn(exchange)).toEqual(refusal(code, reason, this.server.files.expandPlaceholders(message))));
});

/** For example `the request is refused by LimitRanger:` and the message of the answer. The embedded target says which plugin it was; of other targets the message alone is compared. */
Then('the request is refused by {word}:', function (this: ScenarioWorld, plugin: string, message: string) {
  const exchange = this.lastExchange();
  requirePlugin(plugin, this.kubernetesVersion);
  explained(exchange, () => expect(admissionRefusalIn(exchange, plugin)).toEqual({ refused: true, kind: 'Status', message, refusedBy: plugin }));
});

/** The status and the whole body, byte for byte, but for managedFields, which say when and by what program a field was written; headers are not compared. <uid> <time> <resourceVersion> <rand> stand for values that vary. */
Then('the response is {int} with body:', function (this: ScenarioWorld, status: number, body: string) {
  const exchange = this.lastExchange();
  explained(exchange, () =>
    expect(`${exchange.response.status}
${maskedLike(body, bodyOf(exchange))}`).toBe(`${status}
${body}`),
  );
});
