/** resource.k8s.io: slices of devices, and claims to them. After k8s.io/kubernetes/pkg/registry/resource. */
import type { Strategy } from '../../generic/strategy';
import { validateDeviceClass, validateResourceClaim, validateResourceClaimTemplate, validateResourceSlice } from './device-validation';
import { validated, withGeneration, withStatus } from '../../generic/status-and-generation';

const nodeNameOf = ({ spec }: { readonly [field: string]: unknown }): string => (spec as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
const driverOf = ({ spec }: { readonly [field: string]: unknown }): string => (spec as { readonly driver?: string } | undefined)?.driver ?? '';

const resourceSlices: Strategy = withGeneration(
  validated(validateResourceSlice, {
    returnsDeletedObject: () => true,
    selectableFields: () => ['metadata.name', 'spec.nodeName', 'spec.driver'],
    fields: (slice) => ({ 'spec.nodeName': nodeNameOf(slice), 'spec.driver': driverOf(slice) }),
  }),
);

export const deviceResources: Readonly<Record<string, Strategy>> = {
  'resource.k8s.io/resourceslices': resourceSlices,
  'resource.k8s.io/resourceclaims': withStatus(validated(validateResourceClaim, { returnsDeletedObject: () => true })),
  'resource.k8s.io/resourceclaimtemplates': validated(validateResourceClaimTemplate, { returnsDeletedObject: () => true }),
  'resource.k8s.io/deviceclasses': withGeneration(validated(validateDeviceClass, { returnsDeletedObject: () => true })),
};
