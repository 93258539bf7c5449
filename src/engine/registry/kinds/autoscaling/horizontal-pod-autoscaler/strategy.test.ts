import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/autoscaling-horizontalpodautoscalers': {
    3: 'a target and a highest number of replicas are needed',
    11: 'a policy of scaling has a period',
    12: 'the type of a target of a metric is known',
    13: 'a metric of a resource has a target',
    14: 'a metric has the source that its type says',
    15: 'a target has a type',
  },
});

describe('HorizontalPodAutoscalers', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
