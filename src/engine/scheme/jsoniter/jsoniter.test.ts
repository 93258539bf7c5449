import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('options in JSON', {
  '1.37/decoding/delete-options': {
    9: 'decoder.ts: an integer has no fraction',
    18: 'decoder.ts: the words name the field within the field',
    27: 'decoder.ts: what is missing is empty',
    45: 'cursor.ts: JSON that is cut off',
  },
});
