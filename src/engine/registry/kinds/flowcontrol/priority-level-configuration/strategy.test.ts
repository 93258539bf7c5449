import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/flowcontrol-prioritylevelconfigurations': {
    3: 'a type is needed',
    11: 'a limited level has limits',
    13: 'shares are not negative',
    14: 'a response to the limit has a type',
    15: 'a queue has a configuration',
  },
});

describe('PriorityLevelConfigurations', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
