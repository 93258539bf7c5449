import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/admissionregistration-mutatingadmissionpolicies': {
    2: 'a mutating policy has constraints, mutations and a policy of reinvocation',
    14: 'a mutation with a JSON patch holds one',
    15: 'a JSON patch of a mutation has an expression',
  },
  '1.37/validation/admissionregistration-mutatingadmissionpolicybindings': {
    3: 'a binding of a mutating policy names it',
    14: 'a reference to parameters has a name or a selector',
  },
  '1.37/validation/admissionregistration-mutatingwebhookconfigurations': {
    7: 'a webhook has a name',
    8: 'the Service of a webhook has a namespace',
    9: 'a rule of a webhook has operations',
    15: 'a mutating webhook says which side effects it has',
  },
  '1.37/validation/admissionregistration-validatingadmissionpolicies': {
    3: 'a validating policy has constraints, and validations or annotations',
    8: 'a kind of parameters has a version',
    11: 'a resource rule has versions',
    13: 'a resource rule has a known scope',
    15: 'a match condition has a name',
  },
  '1.37/validation/admissionregistration-validatingadmissionpolicybindings': {
    3: 'a binding of a validating policy names it and says what it does',
    12: 'what a binding does is known',
    15: 'a reference to parameters says what happens without them',
  },
  '1.37/documented/admission-webhooks': {
    42: 'the name of a webhook is a domain, and its client has a URL or a Service',
    43: 'a webhook has a known policy of failures, https and a known version of reviews',
  },
});

describe('policies and webhooks of admission', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
