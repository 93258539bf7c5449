import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'permitted name': 'a name below a permitted domain is permitted',
  'the permitted name itself': 'so is the domain itself',
  'a name below a permitted one with a period': 'a domain with a period in front permits what is below it',
  'the very name of one with a period': 'but not the domain itself',
  'a name that is not permitted': 'another name is not permitted',
  'a name that only ends like the permitted': 'a name that only ends with the letters of the domain is not',
  'one of two names is not permitted': 'each of the names has to be permitted',
  'a name of another kind than permitted': 'permitted names constrain their own kind only',
  'no names where some are permitted': 'a certificate without names is not constrained',
  'an excluded name': 'an excluded name is not permitted',
  'a name that is not excluded': 'what is not excluded is permitted',
  'a wildcard over an excluded name': 'a wildcard over an excluded name is excluded in newer versions',
  'a permitted address': 'an address in a permitted range is permitted',
  'an address that is not permitted': 'another address is not',
  'an address of the other family': 'nor is one of the other family',
  'a permitted mailbox': 'a permitted mailbox is permitted',
  'another mailbox than permitted': 'another mailbox of its host is not',
  'a mailbox of a permitted host': 'every mailbox of a permitted host is',
  'a permitted URI': 'a URI whose host is permitted is permitted',
  'a URI of an address': 'a URI of an address is not',
  'not permitted by the root': 'the constraints of a root count',
  'an intermediate whose own name is not permitted': 'newer versions constrain the names of intermediates as well',
});

describe('name constraints', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
