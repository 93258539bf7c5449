import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/core-secrets': {
    9: 'basic-auth has a user name or a password',
    12: 'tls has a certificate',
    13: 'tls has a key',
    14: 'dockerconfigjson has a configuration',
    15: 'a token of a ServiceAccount names it',
  },
  '1.37/updates/kinds': {
    7: 'what is immutable stays so',
    8: 'data that are immutable stay',
    10: 'a type stays',
  },
});

describe('Secrets', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
