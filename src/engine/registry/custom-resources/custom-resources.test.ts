import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../recorded-rules.fixture';

const RULES = recordedRules(
  {
    '1.37/discovery/custom-resources': {
      12: 'an object that is not there is not found',
      17: 'an object of a namespace is not found without it',
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
