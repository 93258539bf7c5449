import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/defaults/priorities': {
    5: 'a value of a user is at most a billion',
    36: 'a policy of preemption is known',
    37: 'a value stays',
    39: 'a policy of preemption stays',
  },
});

describe('PriorityClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
