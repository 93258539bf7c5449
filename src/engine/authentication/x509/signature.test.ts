import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'signed with a changed signature': 'a signature that was changed is none',
  'signed with another algorithm than it says': 'the algorithm is the one that the certificate names',
  'signed with ECDSA as if it were RSA': 'the algorithm is one of the key of the issuer',
  'signed with SHA-1': 'SHA-1 signs in older versions only',
  'over an intermediate signed with MD5': 'MD5 signs in no version',
  'over an RSA intermediate of 1023 bits': 'an RSA key of less than 1024 bits signs in older versions only',
  'directly below the root rsa1024': 'an RSA key of 1024 bits signs',
  'signed with RSASSA-PSS': 'RSASSA-PSS signs with a salt as long as the hash',
  'signed with RSASSA-PSS and a short salt': 'RSASSA-PSS does not sign with another salt',
  'over an intermediate that may not sign': 'a key usage without the signing of certificates does not sign',
  'over an intermediate with an empty key usage': 'an empty key usage restricts nothing',
  'directly below the root noSigning': 'the key usage of a root counts as well',
  'directly below the root none': 'a root of the third version has to say that it is an authority',
});

describe('signatures of certificates', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
