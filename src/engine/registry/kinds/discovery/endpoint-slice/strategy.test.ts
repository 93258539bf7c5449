import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/discovery-endpointslices': {
    3: 'a type of addresses is needed',
    11: 'a type of addresses is known',
    12: 'an endpoint has addresses',
    14: 'an address is of the type',
  },
  '1.37/updates/kinds': {
    171: 'a type of addresses stays',
    172: 'an address is not that of the machine itself',
    173: 'a host name is a DNS label',
  },
});

describe('EndpointSlices', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
