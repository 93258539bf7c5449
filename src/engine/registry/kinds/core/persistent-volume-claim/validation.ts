/** What a claim asks of a volume. After ValidatePersistentVolumeClaimSpec of pkg/apis/core/validation. */
import type { PersistentVolumeClaimSpec, TypedLocalObjectReference } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { dnsLabel, dnsSubdomain } from '../../../../apimachinery/names';
import { forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { complaints, optional, optionalOneOf, present, when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';
import { positiveQuantity } from '../../../generic/validation/quantities';

export const VOLUME_MODES = ['Block', 'Filesystem'];

const accessModes = (version: Version): readonly string[] => [
  ...['ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOnce'],
  ...(version.has('readWriteOncePod') ? ['ReadWriteOncePod'] : []),
];

export function validateAccessModes(modes: readonly string[], at: string, version: Version): Errors {
  const supported = accessModes(version);
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && supported.includes(mode));
  return [
    ...modes.flatMap((mode) => when(!supported.includes(mode), () => notSupported(at, mode, supported))),
    ...when(supported.includes('ReadWriteOncePod') && modes.includes('ReadWriteOncePod') && others, () =>
      forbiddenField(at, 'may not use ReadWriteOncePod with other access modes'),
    ),
  ];
}

/** Older versions take what they do not know away; a reference is looked at since it may be to anything. */
function validateDataSource({ name, kind, apiGroup }: Given<TypedLocalObjectReference>, at: string, version: Version): Errors {
  const group = apiGroup ?? '';
  return [
    ...present(name, `${at}.name`),
    ...present(kind, `${at}.kind`),
    ...when(group === '' && kind !== 'PersistentVolumeClaim', () =>
      invalidValue(at, kind ?? '', version.has('dataSourceRefs') ? "must be 'PersistentVolumeClaim' when referencing the default apiGroup" : ''),
    ),
    ...(group !== '' && version.has('dataSourceGroupsChecked') ? complaints(group, `${at}.apiGroup`, dnsSubdomain(group)) : []),
  ];
}

/** A source in another namespace is named in one way only. */
function validateForeign(reference: Given<TypedLocalObjectReference>, source: object | null | undefined, at: string, version: Version): Errors {
  const { namespace = '' } = reference as { readonly namespace?: string };
  if (namespace === '') return [];
  return [
    ...complaints(namespace, `${at}.dataSourceRef.namespace`, dnsLabel(namespace, version)),
    ...optional(source, () => [invalidValue(at, {}, 'may not be specified when dataSourceRef.namespace is specified')]),
  ];
}

function validateStorage(spec: Given<PersistentVolumeClaimSpec>, at: string): Errors {
  const requests = (spec.resources?.requests ?? {}) as Readonly<Record<string, string>>;
  const storage = requests['storage'];
  return storage === undefined ? [required(`${at}.resources[storage]`)] : positiveQuantity(storage, `${at}.resources[storage]`);
}

export function validateClaimSpec(spec: Given<PersistentVolumeClaimSpec>, at: string, version: Version): Errors {
  const { selector, storageClassName, volumeMode, dataSource, dataSourceRef, volumeAttributesClassName } = spec;
  const className = (name: string | null | undefined, field: string): Errors =>
    (name ?? '') === '' ? [] : complaints(name ?? '', `${at}.${field}`, dnsSubdomain(name ?? ''));
  return [
    ...present(spec.accessModes, `${at}.accessModes`, 'at least 1 access mode is required'),
    ...optional(selector, (given) => validateLabelSelector(given as LabelSelector, `${at}.selector`, version)),
    ...validateAccessModes(spec.accessModes ?? [], `${at}.accessModes`, version),
    ...validateStorage(spec, at),
    ...className(storageClassName, 'storageClassName'),
    ...optionalOneOf(volumeMode, `${at}.volumeMode`, VOLUME_MODES),
    ...optional(dataSource, (source) => validateDataSource(source, `${at}.dataSource`, version)),
    ...optional(dataSourceRef, (source) => validateDataSource(source, `${at}.dataSourceRef`, version)),
    ...optional(dataSourceRef, (source) => validateForeign(source, dataSource, at, version)),
    ...className(volumeAttributesClassName, 'volumeAttributesClassName'),
  ];
}
