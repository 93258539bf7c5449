import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-namespaces': {
    11: 'a label is a good one',
    15: 'a finalizer is a good name',
  },
  '1.37/updates/subresources': {
    2: 'a finalizer of a spec has a domain',
    4: 'the name is that of the path',
  },
});

describe('Namespaces', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
