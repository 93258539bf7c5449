import { describe, it } from 'node:test';
import { expect } from 'expect';
import { certificateRules } from './recorded-certificates.fixture';

const RULES = certificateRules({
  'a time without seconds': 'a UTCTime may leave out its seconds',
  'a time with an offset': 'a time may have an offset',
  'a time with an offset of nothing': 'an offset of nothing is written Z',
  'a time with a fraction': 'a time has no fraction of a second',
  'a time on the thirtieth of February': 'a day is one of its month',
  'of the years 1970 to 2060': 'a UTCTime is of the years 1950 to 2049, a GeneralizedTime of any',
});

describe('times of certificates', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, async () => expect(await answered()).toEqual(recorded));
});
