import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('ResourceQuota', {
  '1.37/admission/resource-quota': {
    6: 'objects are counted',
    12: 'a Service counts its ports of nodes',
    13: 'a change that uses more is refused',
    15: 'kinds of any group are counted by name',
    20: 'claims count their storage',
    25: 'what is limited has to be said',
    27: 'requests of containers add up',
    33: 'a scope limits the pods in it only',
  },
});
