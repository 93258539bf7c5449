import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-persistentvolumes': {
    3: 'access modes, a capacity and one type of volume are needed',
    8: 'an expression of a node affinity has a key',
    11: 'the type of a path of the host is known',
    13: 'the Secret of a CSI volume has a namespace',
    14: 'a local volume says on which nodes it is',
  },
  '1.37/updates/kinds': {
    29: 'a source stays',
    30: 'a mode stays',
    32: 'a policy for what is released is known',
  },
});

describe('PersistentVolumes', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
