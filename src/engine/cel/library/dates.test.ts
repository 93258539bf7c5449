import { describe, it } from 'node:test';
import { expect } from 'expect';
import { expressionRules } from '../recorded-expressions.fixture';

const RULES = expressionRules({
  "timestamp('2020-01-05T00:00:00Z').getDayOfWeek()": 'a week begins on Sunday',
  "timestamp('2020-01-01T00:00:00Z').getMonth()": 'the first month is 0',
  "timestamp('2020-12-31T23:59:59Z').getDate()": 'the first date is 1',
  "timestamp('2020-12-31T23:59:59Z').getDayOfMonth()": 'the first day of a month is 0',
  "timestamp('2020-01-01T00:00:00Z').getHours('America/New_York')": 'a time is shown in a zone',
  "timestamp('2020-07-01T00:00:00Z').getHours('Europe/Berlin')": 'a zone has its summer',
  "timestamp('2020-01-01T00:00:00Z').getHours('Nope/Zone')": 'a zone is one that is known',
  "timestamp('9999-12-31T23:59:59Z') + duration('1s')": 'the year 9999 is the last',
  "timestamp('2020-02-30T00:00:00Z')": 'a date is one of its month',
  "duration('1d')": 'a day is not a unit',
  "duration('1.5s').getMilliseconds()": 'a duration is whole in its unit',
  "string(duration('1h30m'))": 'a duration is written in seconds',
});

describe('times and durations', () => {
  for (const { rule, recorded, answered } of RULES) it(rule, () => expect(answered()).toEqual(recorded));
});
