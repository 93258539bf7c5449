import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.20/admission-old/pod-security-policy-validation': {
    1: 'a range begins before it ends and is not negative',
    2: 'a rule without ranges has none',
    3: 'a rule with ranges has some',
    4: 'a rule is known',
    9: 'a volume is known',
    10: 'nothing is dropped where everything is allowed',
    11: 'a capability is not added and dropped',
    12: 'what escalates by default may escalate',
    14: 'a path of the host is there and does not go up',
    15: 'a flexible volume has a driver',
    17: 'a sysctl is a good name, and alone where it is all of them',
    19: 'a sysctl is not allowed and forbidden',
  },
});

describe('PodSecurityPolicies', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
