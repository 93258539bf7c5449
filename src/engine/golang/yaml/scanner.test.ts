import { describe, it } from 'node:test';
import { expect } from 'expect';
import { yamlRules } from './recorded-yaml.fixture';

const RULES = yamlRules({
  87: 'a control character is refused',
  92: 'a byte order mark inside is not',
  91: 'a zero is refused',
  93: 'U+0085 ends a line',
  97: 'the version of YAML is 1.1',
  103: 'it is not 1.2 either',
  99: 'a directive is one that is known',
  102: 'a version comes once',
  101: 'a directive stands before a document',
  104: 'a tab does not begin a value',
  105: 'a tab does not indent',
  119: 'a value that is not quoted has no second colon',
  120: 'nor after a space',
  121: 'a text goes on in lines without colons',
  137: 'an at sign does not begin a text',
  138: 'a backquote does not begin a text',
  139: 'a percent sign does not begin a text',
  114: 'an alias has a name',
  24: 'a handle of a tag is declared',
});

describe('characters of YAML', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
