/** storage.k8s.io. After pkg/apis/storage/validation/validation.go. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../api/objects';
import { dnsSubdomain, qualifiedName } from '../../../apimachinery/names';
import { duplicate, invalidValue, notSupported, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { tooLongField } from '../../generic/metadata/validation';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { complaints, each, isEmpty, nonNegative, oneOf, optional, present, when, type Errors } from '../../generic/validation/checks';
import { givenFields } from '../../generic/validation/given';
import { nonNegativeQuantity } from '../../generic/validation/quantities';
import { validateDriverName } from '../core/volume-sources';
import type { Version } from '../../../versions';

type Validate = (object: KubeObject, context: RegistryContext) => Errors;

const MAX_PARAMETERS = 512;
const MAX_PARAMETER_BYTES = 256 * 1024;

function validateParameters(parameters: Readonly<Record<string, string>> | undefined, version: Version): Errors {
  const entries = Object.entries(parameters ?? {});
  const size = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [
    ...when(entries.length > MAX_PARAMETERS, () => tooLongField('parameters', MAX_PARAMETERS, version)),
    ...entries.flatMap(([key]) => when(key === '', () => invalidValue('parameters', key, 'field can not be empty.'))),
    ...when(size > MAX_PARAMETER_BYTES, () => tooLongField('parameters', MAX_PARAMETER_BYTES, version)),
  ];
}

const provisioner = (name: string, at: string, version: Version): Errors =>
  name === '' ? [required(at)] : complaints(name.toLowerCase(), at, qualifiedName(name.toLowerCase(), version));

interface Topology {
  readonly matchLabelExpressions?: readonly { readonly key?: string; readonly values?: readonly string[] }[];
}

function validateTopologies(topologies: readonly Topology[] | undefined, version: Version): Errors {
  const seen = new Set<string>();
  return each(topologies, 'allowedTopologies', ({ matchLabelExpressions = [] }, at) => {
    const keys = matchLabelExpressions.map(({ key = '' }) => key);
    const term = JSON.stringify(matchLabelExpressions);
    const isTaken = seen.has(term);
    seen.add(term);
    return [
      ...each(matchLabelExpressions, `${at}.matchLabelExpressions`, ({ key = '', values = [] }, place, index) => [
        ...when(values.length === 0, () => required(`${place}.values`)),
        ...values.flatMap((value, position) => when(values.indexOf(value) < position, () => duplicate(`${place}.values[${position}]`, value))),
        ...complaints(key, `${place}.key`, qualifiedName(key, version)),
        ...when(keys.indexOf(key) < index, () => duplicate(`${place}.key`, key)),
      ]),
      ...when(isTaken || matchLabelExpressions.length === 0, () => duplicate(`${at}.matchLabelExpressions`, '')),
    ];
  });
}

interface StorageClass {
  readonly provisioner?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowedTopologies?: readonly Topology[];
}

export const validateStorageClass: Validate = (object, { options }) => {
  const given = givenFields<StorageClass>(object);
  return [
    ...provisioner(given.provisioner ?? '', 'provisioner', options.version),
    ...validateParameters(given.parameters, options.version),
    ...(isEmpty(given.reclaimPolicy) ? [] : oneOf(given.reclaimPolicy, 'reclaimPolicy', ['Delete', 'Retain'])),
    ...(given.volumeBindingMode === undefined
      ? [required('volumeBindingMode')]
      : oneOf(given.volumeBindingMode, 'volumeBindingMode', ['Immediate', 'WaitForFirstConsumer'])),
    ...validateTopologies(given.allowedTopologies, options.version),
  ];
};

export const validateVolumeAttributesClass: Validate = (object, { options }) => {
  const { driverName = '', parameters } = givenFields<{ readonly driverName?: string; readonly parameters?: Readonly<Record<string, string>> }>(object);
  return [
    ...provisioner(driverName, 'driverName', options.version),
    ...(isEmpty(parameters) ? [required('parameters', 'must contain at least one key/value pair')] : validateParameters(parameters, options.version)),
  ];
};

interface DriverSpec {
  readonly attachRequired?: boolean;
  readonly podInfoOnMount?: boolean;
  readonly storageCapacity?: boolean;
  readonly fsGroupPolicy?: string;
  readonly tokenRequests?: readonly { readonly audience?: string; readonly expirationSeconds?: number }[];
  readonly volumeLifecycleModes?: readonly string[];
}
const MIN_SECONDS = 600;

export const validateCsiDriver: Validate = (object) => {
  const spec = givenFields<DriverSpec>(object['spec']);
  const audiences = (spec.tokenRequests ?? []).map(({ audience = '' }) => audience);
  return [
    ...when(spec.attachRequired === undefined, () => required('spec.attachedRequired')),
    ...when(spec.podInfoOnMount === undefined, () => required('spec.podInfoOnMount')),
    ...optional(spec.fsGroupPolicy, (policy) => oneOf(policy, 'spec.fsGroupPolicy', ['File', 'None', 'ReadWriteOnceWithFSType'])),
    ...each(spec.tokenRequests, 'spec.tokenRequests', ({ audience = '', expirationSeconds }, at, index) => [
      ...when(audiences.indexOf(audience) < index, () => duplicate(`${at}.audience`, audience)),
      ...optional(expirationSeconds, (seconds) => [
        ...when(seconds < MIN_SECONDS, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes')),
        ...when(seconds > 2 ** 32, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds')),
      ]),
    ]),
    ...(spec.volumeLifecycleModes ?? []).flatMap((mode) =>
      when(!['Persistent', 'Ephemeral'].includes(mode), () => notSupported('spec.volumeLifecycleModes', mode, ['Persistent', 'Ephemeral'])),
    ),
  ];
};

interface NodeDriver {
  readonly name?: string;
  readonly nodeID?: string;
  readonly topologyKeys?: readonly string[] | null;
  readonly allocatable?: { readonly count?: number };
}

function validateTopologyKeys(keys: readonly string[], at: string, version: Version): Errors {
  return keys.flatMap((key, index) => [
    ...when(key === '', () => required(at)),
    ...when(keys.indexOf(key) < index, () => duplicate(at, key)),
    ...complaints(key, at, qualifiedName(key, version)),
  ]);
}

export const validateCsiNode: Validate = (object, { options }) => {
  const { drivers } = givenFields<{ readonly drivers?: readonly NodeDriver[] }>(object['spec']);
  const names = (drivers ?? []).map(({ name = '' }) => name);
  const longest = options.version.has('commonValidationWords') ? 256 : 128;
  return each(drivers, 'spec.drivers', ({ name = '', nodeID = '', topologyKeys, allocatable }, at, index) => [
    ...validateDriverName(name, `${at}.name`, options.version),
    ...when(nodeID === '', () => required(`${at}.nodeID`)),
    ...when(nodeID.length > longest, () => invalidValue(`${at}.nodeID`, nodeID, `must be ${longest} characters or less`)),
    ...nonNegative(allocatable?.count, `${at}.allocatable.count`),
    ...when(names.indexOf(name) < index, () => duplicate(`${at}.name`, name)),
    ...validateTopologyKeys(topologyKeys ?? [], at, options.version),
  ]);
};

interface Capacity {
  readonly storageClassName?: string;
  readonly nodeTopology?: LabelSelector;
  readonly capacity?: string;
  readonly maximumVolumeSize?: string;
}

export const validateCsiStorageCapacity: Validate = (object, { options }) => {
  const { storageClassName = '', nodeTopology, capacity, maximumVolumeSize } = givenFields<Capacity>(object);
  return [
    ...optional(nodeTopology, (selector) => validateLabelSelector(selector, 'nodeTopology', options.version)),
    ...complaints(storageClassName, 'storageClassName', dnsSubdomain(storageClassName)),
    ...optional(capacity, (quantity) => nonNegativeQuantity(quantity, 'capacity')),
    ...optional(maximumVolumeSize, (quantity) => nonNegativeQuantity(quantity, 'maximumVolumeSize')),
  ];
};

interface AttachmentSpec {
  readonly attacher?: string;
  readonly nodeName?: string;
  readonly source?: { readonly persistentVolumeName?: string; readonly inlineVolumeSpec?: unknown };
}

export const validateVolumeAttachment: Validate = (object, { options }) => {
  const { attacher = '', nodeName = '', source } = givenFields<AttachmentSpec>(object['spec']);
  const { persistentVolumeName: name, inlineVolumeSpec } = source ?? {};
  const at = 'spec.source.persistentVolumeName';
  const sources =
    inlineVolumeSpec === undefined && name === undefined
      ? [required('spec.source', 'must specify exactly one of inlineVolumeSpec and persistentVolumeName')]
      : name === undefined
        ? []
        : [...present(name, at, 'must specify non empty persistentVolumeName'), ...complaints(name, at, dnsSubdomain(name))];
  return [...validateDriverName(attacher, 'spec.attacher', options.version), ...sources, ...complaints(nodeName, 'spec.nodeName', dnsSubdomain(nodeName))];
};
