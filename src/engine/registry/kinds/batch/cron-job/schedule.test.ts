import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../../../versions';
import { cronScheduleProblem } from './schedule';

// The texts are those of github.com/robfig/cron/v3 v3.0.1 parser.go.
const CASES: readonly (readonly [schedule: string, problem: string | undefined])[] = [
  ['*/5 * * * *', undefined],
  ['0 22 * * MON-FRI', undefined],
  ['@hourly', undefined],
  ['@every 1h', undefined],
  ['* * * *', 'expected exactly 5 fields, found 4: [* * * *]'],
  ['60 * * * *', 'end of range (60) above maximum (59): 60'],
  ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
  ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
  ['*/0 * * * *', 'step of range should be a positive number: */0'],
  ['@never', 'unrecognized descriptor: @never'],
];

for (const [schedule, problem] of CASES) {
  test(`the schedule ${schedule} is ${problem === undefined ? 'good' : 'refused'}`, () => {
    expect(cronScheduleProblem(schedule, versionOf('1.36'))).toBe(problem);
  });
}
