import { describe, it } from 'node:test';
import { expect } from 'expect';
import { startRules } from '../../recorded-starts.fixture';

const STARTS = startRules({
  'admission-config-1.37': {
    'config: missing': 'plugin-configurations.ts: the file is there',
    'config: a list': 'plugin-configurations.ts: it is an object',
    'config: no kind': 'plugin-configurations.ts: it has a kind',
    'config: v1beta1': 'plugin-configurations.ts: it has a version that is known',
    'config: old group, v1alpha1': 'plugin-configurations.ts: the old group has v1alpha1',
    'config: EncryptionConfiguration': 'plugin-configurations.ts: it is not another kind of the group',
    'config: unknown field of a plugin': 'plugin-configurations.ts: every field is known',
    'config: case of a field': 'plugin-configurations.ts: the case of a field counts',
    'config: unknown plugin by a path that is missing': 'plugin-configurations.ts: what an unknown plugin has is not read',
    'config: configuration is empty': 'plugin-configurations.ts: an empty configuration is one',
    'config: configuration and path': 'plugin-configurations.ts: a configuration counts more than a path',
    'config: the first of two counts': 'plugin-configurations.ts: the first of a name counts',
    'config: old image policy at the top': 'unversioned.ts: ImagePolicyWebhook is configured at the top of a file without a kind',
    'path: relative': 'plugin-configurations.ts: a path is relative to the file',
    'path: missing, plugin off': 'plugin-configurations.ts: the file of a plugin that is off is not read',
    'webhooks: v1alpha1': 'webhook-admission.ts: the configuration of webhooks has a version that is known',
    'webhooks: kubeconfig is garbage': 'webhook-admission.ts: its kubeconfig can be read',
    'webhooks: unknown field': 'webhook-admission.ts: every field is known',
    'webhooks: manifests': 'static-manifests.ts: a folder of manifests is there',
    'webhooks: manifests by a relative path': 'static-manifests.ts: it is named by a whole path',
    'policies: the kind of the other': 'policies.ts: each plugin has a kind of its own',
    'policies: unknown field': 'policies.ts: every field is known',
    'policies: a folder that is a file': 'static-manifests.ts: it is a folder',
    'two plugins are wrong': 'initialization-error.ts: the first plugin that is wrong is named',
  },
});

describe('the configuration of admission', () => {
  for (const { rule, recorded, outcome } of STARTS)
    it(rule, () => {
      expect(outcome()).toBe(recorded);
    });
});
