import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/defaults/component-statuses': {
    3: 'a component that is not there is not found',
    9: 'a field selector knows name and namespace',
    11: 'components are not watched',
  },
});

describe('ComponentStatuses', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
