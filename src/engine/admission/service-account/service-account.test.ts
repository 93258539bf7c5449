import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('ServiceAccount', {
  '1.37/admission/service-account': {
    1: 'the account of a pod is there',
    10: 'so is one that it names',
    13: 'a mirror pod has no account',
    14: 'a mirror pod has no Secrets',
    19: 'a strict account lists the Secrets of volumes',
    20: 'it lists those of variables',
    21: 'it lists those from which variables come',
    22: 'it lists those that images are pulled with',
  },
});
