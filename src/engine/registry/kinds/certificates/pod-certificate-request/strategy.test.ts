import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/newest/pod-certificates': {
    2: 'a signer is needed',
    4: 'the uid of the pod is needed',
    10: 'one kind of proof of a key is needed',
    18: 'an expiration lies within the allowed range',
    21: 'the domain of a signer has two segments',
    33: 'the uid of a node is not too long',
    42: 'a request in PKCS#10 is read',
    45: 'annotations of a user have a domain',
  },
});

describe('PodCertificateRequests', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
