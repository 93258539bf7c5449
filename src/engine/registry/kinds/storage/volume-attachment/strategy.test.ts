import { describe, it } from 'node:test';
import { expect } from 'expect';
import { recordedRules } from '../../../recorded-rules.fixture';

const RULES = recordedRules({
  '1.37/validation/storage-volumeattachments': {
    3: 'a source, a node and an attacher are needed',
  },
  '1.37/updates/kinds': {
    150: 'what is attached where stays',
  },
  '1.36/updates/kinds': {
    150: 'older versions show what it would become',
  },
});

describe('VolumeAttachments', () => {
  for (const { rule, recorded, answered } of RULES)
    it(rule, async () => {
      expect(await answered()).toEqual(recorded);
    });
});
