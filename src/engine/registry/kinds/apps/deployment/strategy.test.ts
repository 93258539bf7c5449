import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/apps-deployments': {
    2: 'what is left out is filled in',
    3: 'a selector and containers are needed',
    8: 'a Deployment without a selector is refused',
    10: 'an expression of a selector has a key and an operator',
    15: 'a container has an image',
  },
  '1.37/defaults/host-ports': {
    24: 'a port of the host is that of the container in the network of the host',
  },
  '1.37/updates/kinds': {
    70: 'a selector stays',
    72: 'the deadline of progress comes after pods count as ready',
  },
});

describe('Deployments', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
