import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.37/admission/runtime-class': {
    3: 'the nodes of a class and of its pod do not conflict',
    4: 'the class is there',
    5: 'only a class brings overhead',
    6: 'the overhead of a pod is that of its class',
  },
});

describe('RuntimeClass', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
