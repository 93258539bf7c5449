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
  '1.37/updates/signing': {
    1: 'the name of a signer has a domain and a path',
    2: 'the domain of a signer has two segments',
    3: 'the old signer is not taken',
    5: 'a certificate is valid for ten minutes at least',
    8: 'only the approval approves',
    9: 'an approval is true',
    12: 'an approval is not taken back',
    13: 'what is approved is not denied',
    14: 'a certificate is in PEM',
  },
  '1.20/updates/signing': {
    13: 'older versions name the condition that comes second',
  },
});

describe('CertificateSigningRequests', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
