import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'a printable common name with an underscore': 'a PrintableString has no underscore',
  'a printable common name': 'a PrintableString is a name',
  'a numeric common name with letters': 'a NumericString has no letters',
  'an IA5 common name over 127': 'an IA5String is ASCII',
  'a T61 common name over 127': 'a T61String need not be',
  'a BMP common name that ends with zero': 'a BMPString may end with a zero',
  'a universal common name': 'newer versions refuse a name that is a UniversalString, older ones have no text of it',
  'a common name that is bits': 'newer versions refuse a name that is not a string',
});

describe('names of subjects', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
