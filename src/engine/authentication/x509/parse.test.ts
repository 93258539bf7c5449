import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'the fourth version': 'newer versions know three versions of certificates',
  'a version below zero': 'the version of a certificate is not below zero in newer versions',
  'a serial number below zero': 'a serial number is not below zero in newer versions',
  'a serial number of 30 bytes': 'a serial number may be long',
  'another algorithm outside than inside': 'the algorithm of the signature is the same in both places in newer versions',
  'the first version with extensions': 'a certificate of the first version may have extensions',
  'an issuer id': 'an identifier of the issuer is passed over',
});

describe('certificates as they are read', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
