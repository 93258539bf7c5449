import { describe, it } from 'node:test';
import { expect } from 'expect';
import { yamlRules } from './recorded-yaml.fixture';

const RULES = yamlRules({
  10: 'a tag makes a text of a number',
  11: 'a tag makes a number of a text',
  12: 'a text that is not a number cannot be tagged as one',
  15: 'nor as a boolean',
  2: 'a binary text is decoded',
  3: 'a binary text is base64',
  8: 'a date stays as it is written',
  9: 'so does a time that is tagged',
  16: 'an empty text may be tagged as null',
  26: 'the tag without a name makes a text',
  75: 'a hexadecimal fraction is a text',
  76: 'a number may have underscores',
  77: '0o is octal',
  78: 'a leading 0 is octal',
  79: 'yes is true',
  80: 'a number in base 60 is a text',
  81: 'a number may have 64 bits without a sign',
  82: 'a number may have a plus',
  83: 'a tilde is null',
  84: 'an equals sign is a text',
  85: 'a number may have an exponent',
  86: 'a number may begin with a period',
  74: 'infinity is not JSON',
});

describe('scalars of YAML', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
