import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'the same extension twice': 'no extension comes twice in newer versions',
  'the same unknown extension twice': 'not even one that is not known',
  'an extension that is false about being critical': 'an extension may say that it is not critical',
  'a usage with something behind': 'what stands behind a usage ends the handshake in older versions only',
  'basic constraints that are a number': 'basic constraints are a sequence',
  'basic constraints with a long path': 'the length of a path fits into an int',
  'a subject key identifier that is a number': 'a subject key identifier is octets',
  'a critical subject key identifier': 'a subject key identifier is not critical in newer versions',
  'a critical authority key identifier': 'nor is an authority key identifier',
});

describe('extensions of certificates', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
