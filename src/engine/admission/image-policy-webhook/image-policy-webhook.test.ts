import { describeReplayed } from '../../replayed-rules.fixture';

describeReplayed('ImagePolicyWebhook', {
  '1.37/documented/admission-image-policy-down': {
    3: 'a pod is refused where the webhook is not reached and the configuration does not allow it by default',
    4: 'a Deployment is not asked about before it has pods',
  },
});
