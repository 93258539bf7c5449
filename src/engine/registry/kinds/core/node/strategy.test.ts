import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-nodes': {
    11: 'a range of addresses of pods is one',
    13: 'a taint has a key',
    14: 'the key of a taint is a good one',
    15: 'a taint has an effect',
  },
  '1.37/updates/kinds': {
    35: 'addresses of pods stay',
    36: 'the id at its provider stays',
    38: 'an effect of a taint is known',
    39: 'a taint is there once',
  },
});

describe('Nodes', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
