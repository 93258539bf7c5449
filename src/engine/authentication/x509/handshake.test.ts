import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'signed with MD5': 'a client keeps back what is signed in a way that a newer server does not announce',
  'signed with RSA and SHA-224': 'SHA-224 is not announced',
  'an RSA key of 1023 bits': 'an RSA key of less than 1024 bits ends the handshake in newer versions',
  'an RSA key of 1024 bits': 'one of 1024 bits does not',
  'beside a certificate with an RSA key of 8200 bits': 'an RSA key of more than 8192 bits ends it, wherever it is',
  'beside a certificate of another version': 'a certificate that cannot be read ends it, wherever it is',
  'beside a certificate with a key of an unknown kind': 'a key of an unknown kind does not, beside the leaf',
});

describe('certificates in a handshake', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
