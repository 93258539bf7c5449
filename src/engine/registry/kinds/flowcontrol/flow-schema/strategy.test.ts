import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/flowcontrol-flowschemas': {
    3: 'a priority level is named',
    8: 'a rule has subjects',
    9: 'the kind of a subject is known',
    11: 'a ServiceAccount is named by a subject of that kind',
    14: 'a resource rule has verbs',
    15: 'a resource rule has namespaces or is of the cluster',
  },
  '1.37/updates/kinds': {
    186: 'a precedence lies in the range',
  },
});

describe('FlowSchemas', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
