import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'a wanted policy that is there': 'a required policy has to run through the chain',
  'a wanted policy that is another': 'another policy is not the required one',
  'a wanted policy that is missing': 'a leaf without policies has none that is required',
  'a wanted policy under any': 'the policy anyPolicy of an intermediate stands for each',
  'a wanted policy under any that counts no longer': 'anyPolicy stands for none once it is inhibited',
  'a policy that is called otherwise': 'a policy is mapped to what the issuer calls it',
  'a policy that is called any': 'no policy is mapped to anyPolicy',
  'a policy wanted after three': 'a requirement begins after as many certificates as it says',
});

describe('certificate policies, which older versions do not know', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
