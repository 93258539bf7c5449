import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/node-runtimeclasses': {
    3: 'a handler is needed',
    11: 'a handler is a DNS label',
    15: 'a label of nodes is a good one',
  },
  '1.37/updates/kinds': {
    161: 'a handler stays',
    162: 'an overhead is not negative',
  },
  '1.20/updates/kinds': {
    163: 'older versions name the list of tolerations twice',
  },
});

describe('RuntimeClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
