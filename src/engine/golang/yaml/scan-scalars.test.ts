import { describe, it } from 'node:test';
import { expect } from 'expect';
import { yamlRules } from './recorded-yaml.fixture';

const RULES = yamlRules({
  126: 'a double quote is closed',
  127: 'a single quote is closed',
  128: 'a document does not begin inside of a quoted text',
  140: 'an escape is one that is known',
  141: 'digits of an escape are hexadecimal',
  142: 'half of a surrogate pair is not a character',
  143: 'a character is not above the last',
  144: 'a block begins on the next line',
  145: 'a block is indented by one at least',
  146: 'an indentation has one digit',
  147: 'a block ends where less is indented',
  148: 'a block is not indented with a tab',
  171: 'lines may end with both characters',
  172: 'lines may end with a carriage return',
});

describe('texts of YAML', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
