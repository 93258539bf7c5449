import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.36/admission-webhooks/validating': {
    2: 'validating-admission-webhook.ts: the request goes on where the webhook allows it',
    3: 'admission-review.ts: a review of a create has the object, the user and no old object',
    5: 'admission-review.ts: a review of an update has the old object',
    7: 'admission-review.ts: a review says that it is of a dry run',
    9: 'validating-admission-webhook.ts: what authorization refuses is not sent',
    13: 'selection.ts: no rule, no review',
    18: 'webhook.ts: a refusal has the code and the message of the webhook',
    21: 'webhook.ts: a refusal without code is a 400',
    24: 'webhook.ts: a refusal without message has the reason',
    27: 'webhook.ts: a refusal without message and reason is one without explanation',
    30: 'webhook.ts: a refusal with a code of success is a 400',
    36: 'webhook.ts: details of a refusal are handed on',
    39: 'ask.ts: warnings of an answer are handed on',
    48: 'validating-admission-webhook.ts: no patch by a validating webhook',
    51: 'ask.ts: the answer is JSON',
    54: 'ask.ts: the answer is not empty',
    57: 'admission-review.ts: the answer has a response',
    60: 'admission-review.ts: the answer has the uid of the request',
    66: 'review-types.ts: the answer has the version of the request',
    69: 'review-types.ts: the answer is an AdmissionReview',
    72: 'admission-review.ts: the answer has a kind',
    75: 'errors.ts: a status of an error is one of the call',
    87: 'errors.ts: a connection that ends is one of the call',
  },
  '1.36/admission-webhooks/mutating': {
    2: 'patched.ts: a patch changes the object that is created',
    4: 'patched.ts: and the one that is updated',
    6: 'patched.ts: and the one that is applied',
    7: 'patched.ts: and the one of a dry run',
    9: 'admission-review.ts: each review has the object as it is before the webhook',
    15: 'mutating-admission-webhook.ts: what is patched is validated',
    18: 'patched.ts: the patched object is of its type',
    24: 'patched.ts: a patch does not move an object to another namespace',
    27: 'patched.ts: a path of the patch has to be there',
    30: 'admission-review.ts: a patch has a type',
    33: 'mutating-admission-webhook.ts: a patch is a list',
    36: 'mutating-admission-webhook.ts: a patch is JSON',
    42: 'mutating-admission-webhook.ts: a refusal counts more than its patch',
    51: 'failure-policy.ts: Ignore does not cover a patch that does not apply',
    54: 'failure-policy.ts: Ignore does not cover a patch that gives another type',
    63: 'selection.ts: in the order of the names of configurations, and in each as listed',
    70: 'reinvoked.ts: a webhook with reinvocationPolicy IfNeeded sees what a later one changed',
    76: 'validating-admission-webhook.ts: validating webhooks see the object after all mutating ones',
  },
  '1.37/documented/admission-webhooks': {
    24: 'admission-review.ts: a review of a delete has only the old object',
    29: 'failure-policy.ts: Ignore lets the request through where the webhook fails',
    37: 'clients.ts: a connection that is refused fails the request',
  },
});

describe('admission webhooks', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
