import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/networking-ingressclasses': {
    3: 'a controller is needed',
    13: 'a controller has a domain',
    14: 'parameters have a kind',
    15: 'parameters have a name',
  },
  '1.37/updates/kinds': {
    112: 'a controller stays',
  },
});

describe('IngressClasses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
