import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'a length that is longer than it must be': 'a length is as short as can be',
  'a validity with a long length': 'so is one deep inside',
  'an extension that is half critical': 'a boolean is 0 or 255',
  'a key usage with unused bits that are set': 'unused bits of a bit string are zero',
  'a key usage of nothing': 'a bit string says how many bits are unused',
});

describe('DER', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
