/** ResourceSlices. After k8s.io/kubernetes/pkg/registry/resource/resourceslice and pkg/apis/resource/validation. */
import type { NodeSelector } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { duplicate, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { validateNodeSelector } from '../../core/pod/scheduling';
import { complaints, each, isEmpty, label, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import { tooLongField } from '../../../generic/metadata/validation';
import { validated, withGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface SliceSpec {
  readonly driver?: string;
  readonly pool?: { readonly name?: string; readonly generation?: number; readonly resourceSliceCount?: number };
  readonly nodeName?: string;
  readonly nodeSelector?: Given<NodeSelector>;
  readonly allNodes?: boolean;
  readonly perDeviceNodeSelection?: boolean;
  readonly devices?: readonly { readonly name?: string; readonly attributes?: Readonly<Record<string, Readonly<Record<string, unknown>>>> }[];
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
const MAX_STRING = 64;

function validateResourceSlice(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const spec = givenFields<SliceSpec>(object['spec']);
  const { nodeName, nodeSelector, allNodes, perDeviceNodeSelection, devices } = spec;
  const kinds = [!isEmpty(nodeName), nodeSelector !== undefined, allNodes === true, perDeviceNodeSelection === true].filter(Boolean).length;
  const names = (devices ?? []).map(({ name = '' }) => name);
  return [
    ...validateDriverName(spec.driver ?? '', 'spec.driver', version),
    ...validatePool(spec.pool ?? {}),
    ...optional(nodeName, (name) =>
      name === ''
        ? [invalidValue('spec.nodeName', name, 'must be either unset or set to a non-empty string')]
        : complaints(name, 'spec.nodeName', dnsSubdomain(name)),
    ),
    ...optional(nodeSelector, (selector) => validateNodeSelector(selector, 'spec.nodeSelector', version)),
    ...when(kinds === 0, () => required('spec', NODES)),
    ...each(devices, 'spec.devices', ({ name = '', attributes }, at, index) => [
      ...label(name, `${at}.name`, version),
      ...when(names.indexOf(name) < index, () => duplicate(`${at}.name`, name)),
      ...Object.entries(attributes ?? {}).flatMap(([key, value]) => [
        ...when(Object.keys(givenFields<object>(value)).length !== 1, () =>
          invalidValue(`${at}.attributes[${key}]`, '', 'exactly one value must be specified'),
        ),
        ...when(typeof value['string'] === 'string' && value['string'].length > MAX_STRING, () =>
          tooLongField(`${at}.attributes[${key}].string`, MAX_STRING, version),
        ),
      ]),
    ]),
  ];
}

const nodeNameOf = ({ spec }: KubeObject): string => (spec as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
const driverOf = ({ spec }: KubeObject): string => (spec as { readonly driver?: string } | undefined)?.driver ?? '';

export const resourceSlices: Strategy = withGeneration(
  validated(validateResourceSlice, {
    returnsDeletedObject: () => true,
    selectableFields: () => ['metadata.name', 'spec.nodeName', 'spec.driver'],
    fields: (slice) => ({ 'spec.nodeName': nodeNameOf(slice), 'spec.driver': driverOf(slice) }),
  }),
);
