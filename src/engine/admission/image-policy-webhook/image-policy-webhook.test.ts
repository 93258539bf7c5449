import { describe, it } from 'node:test';
import { expect } from 'expect';
import { replayedRules } from '../../replayed-rules.fixture';

const RULES = replayedRules({
  '1.37/documented/admission-image-policy-down': {
    3: 'a pod is refused where the webhook is not reached and the configuration does not allow it by default',
    4: 'a Deployment is not asked about before it has pods',
  },
});

describe('ImagePolicyWebhook', () => {
  for (const { rule, difference } of RULES)
    it(rule, async () => {
      expect(await difference()).toBe('');
    });
});
