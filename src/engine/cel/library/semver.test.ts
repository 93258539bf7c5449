import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "semver('1.2.3-rc.1').isLessThan(semver('1.2.3'))": 'a release comes after its candidates',
  "semver('1.0.0-beta.2').isGreaterThan(semver('1.0.0-beta.11'))": 'numbers of a candidate are compared as numbers',
  "semver('1.0.0-alpha.beta').isLessThan(semver('1.0.0-1'))": 'a number comes before a text',
  "semver('1.2')": 'a version has three numbers',
  "semver('v1.2', true).minor()": 'but not where it is normalized',
  "semver('01.2.3')": 'a number has no leading zero',
  "semver('01.2.3', true).major()": 'but where it is normalized',
  "isSemver('1.2.3-')": 'a candidate is named',
  "semver('99999999999999999999.0.0')": 'a number has 64 bits',
});

describe('semantic versions', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
