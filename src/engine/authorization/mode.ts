/** The built-in authorizers and what a mode is. After k8s.io/apiserver/pkg/authorization/authorizerfactory/builtin.go. */
import type { Authorizer, RuleLister } from '../api/authorizer';

/** One value of --authorization-mode: it decides, and lists the rules it decides by as far as it can. */
export interface Mode extends Authorizer, RuleLister {}

/** Allows everything. */
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

/** Allows nothing: it has no opinion rather than denying, so a later authorizer may still allow. */
export const alwaysDeny: Mode = {
  name: 'AlwaysDeny',
  authorize: () => ({ decision: 'NoOpinion', reason: 'Everything is forbidden.' }),
  rulesFor: () => ({ resourceRules: [], nonResourceRules: [], incomplete: false, errors: [] }),
};
