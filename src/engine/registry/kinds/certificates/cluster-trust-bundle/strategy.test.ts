import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/newest/trust-bundles': {
    4: 'a trust anchor is needed',
    13: 'a trust anchor is there once',
    19: 'the name of a signer has a domain and a path',
    26: 'the signer stays',
    29: 'an update keeps a trust anchor',
  },
});

describe('ClusterTrustBundles', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
