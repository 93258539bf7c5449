import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-controllerrevisions': {
    3: 'data are needed',
  },
  '1.37/updates/kinds': {
    90: 'data stay',
    92: 'a revision is not negative',
  },
});

describe('ControllerRevisions', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
