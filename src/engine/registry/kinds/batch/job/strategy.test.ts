import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/batch-jobs': {
    3: 'containers and a policy of restarts are needed',
    11: 'a label that the Job takes over to its pods is a good one',
    14: 'a container has an image',
  },
  '1.37/defaults/host-ports': {
    28: 'a port of the host is that of the container in the network of the host',
  },
  '1.37/updates/kinds': {
    94: 'completions stay',
  },
});

describe('Jobs', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
