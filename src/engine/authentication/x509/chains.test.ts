import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'over two in the wrong order': 'intermediates come in any order',
  'over an intermediate that says that it is none': 'an intermediate that says that it is not an authority leads nowhere',
  'over two below a root with one below': 'a root that allows one intermediate below has no two',
  'over an intermediate below a root with one below': 'a root that allows one intermediate below has one',
  'over an intermediate that is expired': 'an intermediate that is expired leads nowhere',
  'over an intermediate to come': 'an intermediate of later leads nowhere',
  'over an intermediate with something critical': 'an intermediate with an unknown critical extension leads nowhere',
  'renewed, the expired one first': 'beside an expired intermediate, the renewed one leads to the root',
  'cross-signed, a stranger first': 'of two that signed an intermediate, the one that is trusted counts',
  'two that have signed each other': 'two that have signed each other are no way to a root',
  'over ninety-five': 'ninety-five intermediates are a way to a root',
  'over a hundred and one': 'no more than a hundred signatures are checked',
  'behind a crowd of a hundred': 'signatures of candidates that lead nowhere count among the hundred',
  'with the key identifier of the wrong twin': 'the key identifier only orders the candidates of newer versions, and chooses among those of older ones',
});

describe('chains of certificates', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
