import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-podtemplates': {
    3: 'containers are needed',
    13: 'a label of the template is a good one',
    14: 'a container has a name',
    15: 'a container has an image',
  },
});

describe('PodTemplates', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
