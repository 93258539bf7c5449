import { constants } from 'node:crypto';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { KEYS, signedBy, wasAccepted } from './recorded-tokens.fixture';
import { hasSigned } from './verify';

const INPUT = Buffer.from('e30.e30');
const pss = (hash: string, saltLength: number): Buffer => signedBy('first', hash, INPUT, { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength });
const ecdsa = (name: 'curve' | 'curve384', hash: string, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363'): Buffer =>
  signedBy(name, hash, INPUT, { dsaEncoding });
const rsa = signedBy('first', 'sha256', INPUT);

/** The name of a recorded token, the rule that it shows, and the algorithm and signature of such a token. */
const RULES: readonly (readonly [name: string, rule: string, algorithm: string, signature: Buffer])[] = [
  ['good', 'RS256 is RSA over SHA-256', 'RS256', rsa],
  ['RS384', 'RS384 is RSA over SHA-384', 'RS384', signedBy('first', 'sha384', INPUT)],
  ['RS384 that is RS256', 'the hash is that of the algorithm', 'RS384', rsa],
  ['the second key', 'any of the keys of the server may have signed', 'RS256', signedBy('second', 'sha256', INPUT)],
  ['the key of a stranger', 'another key has not', 'RS256', signedBy('stranger', 'sha256', INPUT)],
  ['PS256', 'PS256 is RSASSA-PSS', 'PS256', pss('sha256', 32)],
  ['PS256 with a short salt', 'its salt may be short', 'PS256', pss('sha256', 8)],
  ['PS256 with a long salt', 'its salt may be long', 'PS256', pss('sha256', 100)],
  ['ES256', 'ES256 is ECDSA, of which both numbers stand one behind the other', 'ES256', ecdsa('curve', 'sha256')],
  ['ES256 in DER', 'a signature in DER is none', 'ES256', ecdsa('curve', 'sha256', 'der')],
  ['ES384 with P-256', 'the length of an ECDSA signature is that of the algorithm, not of the curve', 'ES384', ecdsa('curve', 'sha384')],
  ['ES256 with P-384', 'nor is a longer one cut', 'ES256', ecdsa('curve384', 'sha256')],
  ['ES256 with an RSA signature', 'the algorithm is one of the kind of key', 'ES256', rsa],
  ['alg none', 'none is not an algorithm', 'none', rsa],
  ['alg none without a signature', 'nor is a token without a signature then signed', 'none', Buffer.alloc(0)],
  ['alg HS256 with the public key', 'a public key is not a secret to sign with', 'HS256', rsa],
  ['alg in lower case', 'the case of an algorithm counts', 'rs256', rsa],
  ['EdDSA', 'EdDSA is not an algorithm of tokens', 'EdDSA', signedBy('ed25519', null, INPUT)],
  ['a byte less in the signature', 'a signature that lacks a byte is none', 'RS256', rsa.subarray(0, -1)],
  ['a zero before the signature', 'a zero before a signature makes it another', 'RS256', Buffer.concat([Buffer.alloc(1), rsa])],
];

describe('signatures of tokens', () => {
  for (const [name, rule, algorithm, signature] of RULES)
    it(rule, () => expect(KEYS.some((key) => hasSigned(key, algorithm, INPUT, signature))).toBe(wasAccepted(name, '1.37')));
});
