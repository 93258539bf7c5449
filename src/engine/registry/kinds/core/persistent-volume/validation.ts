/** PersistentVolumes. After ValidatePersistentVolumeSpec of pkg/apis/core/validation/validation.go. */
import { own } from '../../../../golang/map';
import type { NodeSelector } from 'kubernetes-types/core/v1';
import { dnsLabel, dnsSubdomain } from '../../../../apimachinery/names';
import { forbiddenField, notSupported, required, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { validateNodeSelector } from '../pod/scheduling';
import { complaints, isEmpty, noBacksteps, optional, optionalOneOf, present, oneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { isNegative, positiveQuantity } from '../../../generic/validation/quantities';
import { invalidValue, GoPrinted } from '../../../../errors/field-error';
import { validateAccessModes, VOLUME_MODES } from '../persistent-volume-claim/validation';
import { inner, persistentIscsi, SOURCES, text, validateDriverName, type Source, type ValidateSource } from '../volume-sources';

interface Spec {
  readonly accessModes?: readonly string[];
  readonly capacity?: Readonly<Record<string, string>>;
  readonly persistentVolumeReclaimPolicy?: string;
  readonly nodeAffinity?: { readonly required?: Given<NodeSelector> };
  readonly storageClassName?: string;
  readonly volumeMode?: string;
  readonly hostPath?: { readonly path?: string };
  readonly [source: string]: unknown;
}

/** Older versions name the source, not the reference, and take a label for the name. */
const secretReference = (reference: Source, at: string, version: Version): Errors =>
  version.has('commonValidationWords') ? namedReference(reference, at, at, version) : namedReference(reference, at, at.replace(/\.[^.]+$/, ''), version);

const namedReference = (reference: Source, at: string, wrongAt: string, version: Version): Errors => [
  ...(text(reference, 'name') === ''
    ? [required(`${at}.name`)]
    : complaints(
        text(reference, 'name'),
        `${wrongAt}.name`,
        version.has('commonValidationWords') ? dnsSubdomain(text(reference, 'name')) : dnsLabel(text(reference, 'name'), version),
      )),
  ...(text(reference, 'namespace') === ''
    ? [required(`${at}.namespace`)]
    : complaints(text(reference, 'namespace'), `${wrongAt}.namespace`, dnsLabel(text(reference, 'namespace'), version))),
];

const SECRETS = ['controllerPublishSecretRef', 'controllerExpandSecretRef', 'nodePublishSecretRef', 'nodeExpandSecretRef'];
const csi: ValidateSource = (source, at, version) => [
  ...validateDriverName(text(source, 'driver'), `${at}.driver`, version),
  ...present(source['volumeHandle'], `${at}.volumeHandle`),
  ...SECRETS.flatMap((field) => optional(inner(source, field), (reference) => secretReference(reference, `${at}.${field}`, version))),
];

const local: ValidateSource = (source, at) => (text(source, 'path') === '' ? [required(`${at}.path`)] : noBacksteps(text(source, 'path'), `${at}.path`));

const KINDS: Readonly<Record<string, ValidateSource>> = { ...SOURCES, iscsi: persistentIscsi, local, csi };
const PLACES: Readonly<Record<string, string>> = { gcePersistentDisk: 'persistentDisk' };

function validateSources(spec: Spec, version: Version): Errors {
  const given = Object.keys(KINDS).filter((kind) => own(spec, kind) !== undefined);
  if (given.length === 0) return [required('spec', 'must specify a volume type')];
  return given.flatMap((kind, index) => {
    if (index > 0) return [forbiddenField(`spec.${kind}`, 'may not specify more than 1 volume type')];
    const errors = own(KINDS, kind)?.(own(spec, kind) as Source, `spec.${own(PLACES, kind) ?? kind}`, version) ?? [];
    const unplaced = kind === 'local' && spec.nodeAffinity === undefined;
    return unplaced ? [...errors, required('spec.nodeAffinity', 'Local volume requires node affinity')] : errors;
  });
}

const capacityPrinted = (capacity: Spec['capacity'], version: Version): FieldValue =>
  version.has('jsonFieldErrors') ? (capacity ?? null) : new GoPrinted(capacity === undefined ? 'core.ResourceList(nil)' : 'core.ResourceList{}');

function validateCapacity({ capacity }: Spec, version: Version): Errors {
  const names = Object.keys(capacity ?? {});
  return [
    ...when(names.length === 0, () => required('spec.capacity')),
    ...when(names.length !== 1 || names[0] !== 'storage', () => notSupported('spec.capacity', capacityPrinted(capacity, version), ['storage'])),
    ...Object.entries(capacity ?? {}).flatMap(([name, quantity]) => [
      ...when(isNegative(quantity), () => invalidValue(`spec.capacity[${name}]`, Number.parseInt(quantity, 10), 'must be a valid resource quantity')),
      ...positiveQuantity(quantity, `spec.capacity[${name}]`),
    ]),
  ];
}

export function validatePersistentVolumeSpec(fields: unknown, version: Version): Errors {
  const spec = givenFields<Spec>(fields);
  const { accessModes, persistentVolumeReclaimPolicy: policy, nodeAffinity, storageClassName, volumeMode } = spec;
  return [
    ...present(accessModes, 'spec.accessModes'),
    ...validateAccessModes(accessModes ?? [], 'spec.accessModes', version),
    ...validateCapacity(spec, version),
    ...(isEmpty(policy) ? [] : oneOf(policy, 'spec.persistentVolumeReclaimPolicy', ['Delete', 'Recycle', 'Retain'])),
    ...optional(nodeAffinity, ({ required: needed }) =>
      needed === undefined
        ? [required('spec.nodeAffinity.required', 'must specify required node constraints')]
        : validateNodeSelector(needed, 'spec.nodeAffinity.required', version),
    ),
    ...validateSources(spec, version),
    ...when(/^\/+$/.test(spec.hostPath?.path ?? '') && policy === 'Recycle', () =>
      forbiddenField('spec.persistentVolumeReclaimPolicy', "may not be 'recycle' for a hostPath mount of '/'"),
    ),
    ...(isEmpty(storageClassName) ? [] : complaints(storageClassName ?? '', 'spec.storageClassName', dnsSubdomain(storageClassName ?? ''))),
    ...optionalOneOf(volumeMode, 'spec.volumeMode', VOLUME_MODES),
  ];
}
