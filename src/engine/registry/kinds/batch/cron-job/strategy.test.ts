import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/batch-cronjobs': {
    3: 'a schedule, containers and a policy of restarts are needed',
    10: 'a schedule has five fields',
    11: 'a policy of concurrency is known',
    15: 'a container has a name',
  },
});

describe('CronJobs', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
