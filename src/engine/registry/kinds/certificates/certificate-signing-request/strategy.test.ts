import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/certificates-certificatesigningrequests': {
    3: 'a request in PEM, usages and a signer are needed',
    14: 'a usage is known',
  },
  '1.37/documented/node-writes': {
    60: 'a request is read',
  },
});

describe('CertificateSigningRequests', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
