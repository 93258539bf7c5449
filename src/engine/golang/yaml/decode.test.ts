import { describe, it } from 'node:test';
import { expect } from 'expect';
import { yamlRules } from './recorded-yaml.fixture';

const RULES = yamlRules({
  27: 'a merge takes over the entries of a mapping',
  28: 'of several mappings the first counts',
  29: 'a merge is of a mapping',
  30: 'or of a list of mappings',
  31: 'and not of null',
  32: 'a merge that comes later counts more than what is before it',
  33: 'what comes after a merge counts more',
  34: 'a merge may be of an alias',
  35: 'there may be several merges',
  36: 'a quoted merge is a key',
  37: 'a merge may be tagged',
  38: 'a value is not a merge',
  40: 'a key may be a number',
  41: 'a hexadecimal key is written in decimal',
  42: 'an octal key is written in decimal',
  45: 'a key may be a fraction',
  46: 'an exponent in a key is worked out',
  49: 'infinity may be a key',
  51: 'a key may be a boolean',
  52: 'yes as a key is true',
  53: 'null is not a key',
  56: 'a list is not a key',
  57: 'a mapping is not a key',
  58: 'a complaint prints the key as Go does',
  60: 'a key may be binary',
  62: 'a key that needs 64 bits without a sign is not one',
  67: 'an alias may be a key',
  69: 'of a key that comes twice the last counts',
  113: 'an alias has an anchor before it',
});

describe('mappings of YAML', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
