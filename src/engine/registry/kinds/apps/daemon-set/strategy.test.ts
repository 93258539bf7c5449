import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-daemonsets': {
    3: 'a selector matches the labels of the template, which has containers',
    10: 'another label of the template is not selected',
    12: 'a selector that selects everything is refused',
    13: 'a label that is selected is a good one',
  },
  '1.37/defaults/host-ports': {
    26: 'a port of the host is that of the container in the network of the host',
  },
});

describe('DaemonSets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
