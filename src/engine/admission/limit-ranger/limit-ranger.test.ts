import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('LimitRanger', {
  '1.37/plugins/limit-ranger': {
    16: 'every limit that is broken is named',
    18: 'init containers keep within the limits of containers',
    19: 'what is limited is requested as much, which no default changes',
    20: 'a default limit is not raised to a request above it',
    24: 'a limit of pods is one of the sum of their containers',
    25: 'an init container counts where it asks for more than the sum',
    27: 'a pod within its limits is created',
    30: 'claims have limits of their own',
    34: 'a pod that is there is not looked at again',
    37: 'a Deployment is not limited before it has pods',
  },
});
