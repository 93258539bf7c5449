import { describe, it } from 'node:test';
import { expect } from 'expect';
import { yamlRules } from './recorded-yaml.fixture';

const RULES = yamlRules({
  108: 'a list does not go on in a mapping',
  110: 'an indented mapping ends before a list',
  115: 'a value has one anchor',
  116: 'a line of a mapping has a colon',
  123: 'an indentation goes back to one that was there',
  124: 'a list in brackets is closed',
  125: 'a mapping in braces is closed',
  129: 'a bracket does not close with a brace',
  130: 'nor a brace with a bracket',
  131: 'an item of a list is not empty',
  132: 'nor is the first',
  133: 'a list closes once',
  135: 'nothing follows a list on its line',
  136: 'nothing follows a quoted text on its line',
  155: 'a document does not begin inside of a list',
  167: 'a key is not empty',
  54: 'nor is one in a mapping below',
});

describe('structure of YAML', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
