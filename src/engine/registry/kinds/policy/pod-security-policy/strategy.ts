/** PodSecurityPolicies. After k8s.io/kubernetes/pkg/registry/policy/podsecuritypolicy. */
import { validated } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validatePodSecurityPolicy } from './validation';

export const podSecurityPolicies: Strategy = validated(validatePodSecurityPolicy, { returnsDeletedObject: () => true });
