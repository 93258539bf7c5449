import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/plugins/resize': {
    17: 'a limit below the request is refused',
    19: 'only CPU and memory are resized',
    20: 'a limit is not removed',
    24: 'containers are not added',
    25: 'an amount is not negative',
    32: 'the quality of service stays',
    34: 'a pod without requests does not get any',
    40: 'of an init container that goes on, only CPU and memory are resized',
    43: 'a policy is a known one of a known resource',
  },
});

describe('pods/resize', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
