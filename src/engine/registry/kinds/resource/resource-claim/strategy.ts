/** ResourceClaims and ResourceClaimTemplates. After k8s.io/kubernetes/pkg/registry/resource/resourceclaim and resourceclaimtemplate. */
import { validated, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateResourceClaim, validateResourceClaimTemplate } from './validation';

export const resourceClaims: Strategy = withStatus(validated(validateResourceClaim, { returnsDeletedObject: () => true }));
export const resourceClaimTemplates: Strategy = validated(validateResourceClaimTemplate, { returnsDeletedObject: () => true });
