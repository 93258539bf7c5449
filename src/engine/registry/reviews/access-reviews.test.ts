import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/reviews/self-errors': {
    1: 'something is asked about',
    4: 'a resource or a path is asked about, not both',
    5: 'who asks is not what is asked',
    19: 'the attributes are an object',
    40: 'a review has a kind',
  },
  '1.37/reviews/subject-errors': {
    2: 'a review about a subject has one, and asks something',
    6: 'a subject alone is not a question',
    20: 'the attributes of a resource are an object',
    21: 'groups are a list',
    22: 'the values of an extra field are a list',
  },
});

describe('access reviews', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
