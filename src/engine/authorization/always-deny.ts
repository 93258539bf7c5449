/**
 * Nothing is allowed by this authorizer. It has no opinion rather than denying, so a later one may still allow.
 * After k8s.io/apiserver/pkg/authorization/authorizerfactory/builtin.go.
 */
import type { Mode } from './mode';

export const alwaysDeny: Mode = {
  name: 'AlwaysDeny',
  authorize: () => ({ decision: 'NoOpinion', reason: 'Everything is forbidden.' }),
  rulesFor: () => ({ resourceRules: [], nonResourceRules: [], incomplete: false, errors: [] }),
};
