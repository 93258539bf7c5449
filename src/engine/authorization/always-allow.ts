/** Everything is allowed. After k8s.io/apiserver/pkg/authorization/authorizerfactory/builtin.go. */
import type { Mode } from './mode';

export const alwaysAllow: Mode = {
  name: 'AlwaysAllow',
  authorize: () => ({ decision: 'Allow', reason: '' }),
  rulesFor: () => ({
    resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
    nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
    incomplete: false,
    errors: [],
  }),
};
