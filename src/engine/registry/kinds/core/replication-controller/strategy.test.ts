import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-replicationcontrollers': {
    3: 'a selector and a template are needed',
    10: 'a selector matches the labels of the template',
    15: 'a container has a name',
  },
});

describe('ReplicationControllers', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
