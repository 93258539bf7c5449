/** ResourceSlices. After k8s.io/kubernetes/pkg/registry/resource/resourceslice and pkg/apis/resource/validation. */
import { immutable } from '../../../generic/validation/immutable';
import type { NodeSelector } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { validateNodeSelector } from '../../core/pod/scheduling';
import { complaints, isEmpty, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import { withGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateDevices, type Device } from './devices';
import { validateSkippedOperations } from './skipped-operations';

interface SliceSpec {
  readonly driver?: string;
  readonly pool?: { readonly name?: string; readonly generation?: number; readonly resourceSliceCount?: number };
  readonly nodeName?: string;
  readonly nodeSelector?: Given<NodeSelector>;
  readonly allNodes?: boolean;
  readonly perDeviceNodeSelection?: boolean;
  readonly devices?: readonly Device[];
  readonly partitionTypeAttribute?: string;
  readonly skipNodeOperations?: readonly string[];
}

function validatePool({ name = '', generation = 0, resourceSliceCount = 0 }: NonNullable<SliceSpec['pool']>): Errors {
  const at = 'spec.pool';
  return [
    ...(name === '' ? [required(`${at}.name`)] : name.split('/').flatMap((part) => complaints(part, `${at}.name`, dnsSubdomain(part)))),
    ...when(resourceSliceCount <= 0, () => invalidValue(`${at}.resourceSliceCount`, resourceSliceCount, 'must be greater than zero')),
    ...when(generation < 0, () => invalidValue(`${at}.generation`, generation, 'must be greater than or equal to zero')),
  ];
}

const NODES = 'exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required';

/** Whose devices these are stays. */
function validateOwnerStays({ driver, pool, nodeName }: SliceSpec, old: SliceSpec): Errors {
  return [
    ...immutable(pool?.name, old.pool?.name, 'spec.pool.name'),
    ...immutable(driver, old.driver, 'spec.driver'),
    ...immutable(nodeName, old.nodeName, 'spec.nodeName'),
  ];
}

function validateResourceSlice(object: KubeObject, { options }: RegistryContext, old?: KubeObject): Errors {
  const { version } = options;
  const spec = givenFields<SliceSpec>(object['spec']);
  const { nodeName, nodeSelector, allNodes, perDeviceNodeSelection, devices } = spec;
  const kinds = [!isEmpty(nodeName), nodeSelector !== undefined, allNodes === true, perDeviceNodeSelection === true].filter(Boolean).length;
  return [
    ...validateDriverName(spec.driver ?? '', 'spec.driver', version),
    ...validatePool(spec.pool ?? {}),
    ...optional(old, (before) => validateOwnerStays(spec, givenFields<SliceSpec>(before['spec']))),
    ...optional(nodeName, (name) =>
      name === ''
        ? [invalidValue('spec.nodeName', name, 'must be either unset or set to a non-empty string')]
        : complaints(name, 'spec.nodeName', dnsSubdomain(name)),
    ),
    ...optional(nodeSelector, (selector) => validateNodeSelector(selector, 'spec.nodeSelector', version)),
    ...when(allNodes === false, () => invalidValue('spec.allNodes', false, 'must be either unset or set to true')),
    ...when(kinds === 0, () => required('spec', NODES)),
    ...validateDevices(devices, perDeviceNodeSelection === true, version),
    ...optional(spec.partitionTypeAttribute, (name) =>
      when(!(devices ?? []).some(({ consumesCounters }) => (consumesCounters ?? []).length > 0), () =>
        invalidValue('spec.partitionTypeAttribute', name, 'may only be set on a slice which declares devices that consume counters'),
      ),
    ),
    ...optional(spec.partitionTypeAttribute, (name) =>
      when(!name.includes('/'), () =>
        invalidValue('spec.partitionTypeAttribute', name, 'a fully qualified name must be a domain and a name separated by a slash'),
      ),
    ),
    ...validateSkippedOperations(spec.skipNodeOperations, 'spec.skipNodeOperations'),
  ];
}

const nodeNameOf = ({ spec }: KubeObject): string => (spec as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
const driverOf = ({ spec }: KubeObject): string => (spec as { readonly driver?: string } | undefined)?.driver ?? '';

export const resourceSlices: Strategy = withGeneration({
  validate: (slice, context) => validateResourceSlice(slice, context),
  validateUpdate: (slice, old, context) => validateResourceSlice(slice, context, old),
  returnsDeletedObject: () => true,
  selectableFields: () => ['metadata.name', 'spec.nodeName', 'spec.driver'],
  fields: (slice) => ({ 'spec.nodeName': nodeNameOf(slice), 'spec.driver': driverOf(slice) }),
});
