import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-version-migrations': {
    1: 'the status is not from the client',
    3: 'a resource is needed',
    4: 'the group and the resource are names',
    5: 'a subresource is not migrated',
    7: 'the resource need not be served',
    8: 'labels may change',
    9: 'the spec stays',
    10: 'the spec that is sent is checked as well',
    12: 'an update says which revision it changes',
    13: 'PUT does not create',
    14: 'a resource version has no zeros in front',
    15: 'a resource version is a number',
    17: 'the resource version stays',
    19: 'a condition needs a status, a time and a reason',
    20: 'a condition has one of three statuses, and a reason without digits in front',
    21: 'a condition is there once',
    24: 'conditions of a migration that has succeeded are not taken away',
  },
});

describe('StorageVersionMigrations', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
