import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../recorded-rules.fixture';

const RULES = recordedRules(
  {
    '1.37/discovery/custom-resources': {
      12: 'an object that is not there is not found',
      17: 'an object of a namespace is not found without it',
    },
    '1.37/custom-resources/conflicts': {
      7: 'a definition whose short name is taken is not served',
    },
    '1.37/custom-resources/lives': {
      7: 'objects go with their definition',
      9: 'nothing new is made of a definition that waits for its objects',
      11: 'a definition goes with its last object',
    },
    '1.37/custom-resources/versions': {
      4: 'a version has the fields of its schema',
      6: 'a default of another version is not there',
      8: 'a field that the stored version does not have is lost',
      11: 'a new default holds for objects that are there',
      12: 'a default does not count as a change',
    },
    '1.37/custom-resources/schemas': {
      3: 'a list with two keys has each pair of them once',
      5: 'an object within an object has the metadata of every object',
      8: 'a number is a multiple',
      9: 'an int32 is not larger',
      13: 'a map has members enough',
      16: 'one of several schemas has to fit',
      18: 'all of several schemas have to fit',
      20: 'a schema may have to not fit',
      25: 'a mail address has an address',
      28: 'a rule compares fields',
      30: 'a rule that fails says how',
      32: 'a label is a text',
      35: 'what another manager applied is not taken without force',
    },
    '1.37/modern-rest/custom-resources': {
      17: 'defaults are filled in',
      19: 'a name is taken once',
      20: 'what is required is there, and rules wait until it is',
      23: 'a rule may make its own message',
      25: 'a value has the type of its schema',
      26: 'a whole number has no fraction',
      27: 'a null that may not be counts as left out',
      28: 'a value is one of an enumeration',
      29: 'a text matches its pattern',
      30: 'a text is not too long',
      31: 'a rule says which field it is about, and why',
      32: 'a text has the format of its schema',
      34: 'what is a number or a text is nothing else',
      35: 'a list is not too long',
      38: 'a member of a map has the type of members',
      39: 'items of a list have their keys once',
      41: 'items of a set are there once',
      42: 'none of several schemas fits',
      43: 'only one of several schemas may fit',
      44: 'a null takes the default',
      47: 'replicas lie where the definition says',
      49: 'fields that the schema does not have go',
      54: 'the kind is that of the definition',
      55: 'the version is that of the path',
      56: 'a name is a DNS subdomain',
      63: 'objects are selected by the fields that the definition names',
      68: 'a strategic merge patch is not taken',
      69: 'a rule compares with what was before',
      71: 'an update needs the revision of what it changes',
      80: 'the status is written through its subresource alone',
      82: 'the status is checked by its part of the schema',
      84: 'a scale needs replicas',
      85: 'a scale is written through its subresource',
      88: 'replicas are not negative',
      90: 'a subresource that is not defined is not found',
      92: 'the status is not created',
      104: 'an object is there in every version that is served',
      108: 'an object of another version may break the rules of this one',
      109: 'what was wrong before and has not changed is let be',
      110: 'what changes has to hold',
    },
  },
  { isAfterAll: true },
);

describe('custom resources', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
