import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-serviceaccounts': {
    2: 'what is sent is kept',
  },
  '1.37/validation/core-serviceaccounts-default-token': {
    11: 'a token is valid for ten minutes at least',
  },
  '1.37/newest/attested-tokens': {
    7: 'a token for a webhook attests what is reviewed',
    8: 'a token for a webhook is for one audience',
    9: 'a token is bound to a webhook with the gate only',
    10: 'an attestation has a value',
    11: 'an attested group is not that of the core',
    12: 'an attested group is a domain',
    13: 'an attestation has one value',
    15: 'groups of reviews are attested, and nothing else',
    25: 'a token that is not for a webhook attests nothing',
    26: 'a token that attests what it may not is refused for that alone',
  },
  '1.37/newest/attested-tokens-gate': {
    18: 'a token for a webhook is not one for the server',
  },
  '1.37/updates/subresources': {
    16: 'a token is valid for 2^32 seconds at most',
    17: 'a token is bound to a Pod, a Secret or a Node',
    18: 'a token is bound to what is there',
  },
});

describe('ServiceAccounts', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
