/**
 * A claim stays as it was made: a volume is given to it once, a bound one may ask for more room, and for another class of attributes.
 * After ValidatePersistentVolumeClaimUpdate of pkg/apis/core/validation.
 */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { own } from '../../../../golang/map';
import { unifiedDiff } from '../../../../golang/unified-diff';
import type { Version } from '../../../../versions';
import { differenceOf } from '../../../generic/difference';
import { when, type Errors } from '../../../generic/validation/checks';
import { compareQuantities } from '../../../generic/validation/quantities';
import { claimSpecInGo, fieldsOf } from './in-go';

type Fields = Readonly<Record<string, unknown>>;

const OLD_CLASS = 'volume.beta.kubernetes.io/storage-class';
const STORAGE = 'spec.resources.requests.storage';

const specOf = (claim: KubeObject): Fields => fieldsOf(claim['spec']);
const statusOf = (claim: KubeObject): Fields => fieldsOf(claim['status']);
const requestsOf = (spec: Fields): Fields => fieldsOf(fieldsOf(spec['resources'])['requests']);
const sizeOf = (quantities: Fields): string => String(own(quantities, 'storage') ?? '0');
const classNamedBy = ({ metadata }: KubeObject): string | undefined => own(metadata.annotations, OLD_CLASS);

/** Reports whether the class that the annotation named is named by the field now. */
function movesClass(claim: KubeObject, old: KubeObject): boolean {
  const [before, after] = [classNamedBy(old), classNamedBy(claim)];
  if (before === undefined || specOf(old)['storageClassName'] !== undefined) return false;
  return specOf(claim)['storageClassName'] === before && (after === undefined || after === before);
}

/** A claim that named no class may be given the default one later. */
function namesClass(claim: KubeObject, old: KubeObject, version: Version): boolean {
  const after = specOf(claim)['storageClassName'];
  if (!version.has('classesNamedLater') || after === undefined || specOf(old)['storageClassName'] !== undefined) return false;
  return classNamedBy(old) === undefined || classNamedBy(old) === after;
}

/** Returns the spec of the new claim as it would be without what may change. */
function withoutChanges(claim: KubeObject, old: KubeObject, version: Version): Fields {
  const [spec, before] = [specOf(claim), specOf(old)];
  const isBound = statusOf(claim)['phase'] === 'Bound';
  const requests = { ...requestsOf(spec), storage: own(requestsOf(before), 'storage') };
  const keepsClass = movesClass(claim, old) || namesClass(claim, old, version);
  return {
    ...spec,
    ...(keepsClass && { storageClassName: before['storageClassName'] }),
    ...(isBound && { resources: { ...fieldsOf(spec['resources']), requests }, volumeAttributesClassName: before['volumeAttributesClassName'] }),
  };
}

const printed = (spec: Fields): string => encodeJson(claimSpecInGo(spec), { indent: ' ' });

function immutable(claim: KubeObject, old: KubeObject, version: Version): Errors {
  const before = specOf(old);
  const given = { ...before, ...((before['volumeName'] ?? '') === '' && { volumeName: specOf(claim)['volumeName'] }) };
  const [was, is] = [printed(given), printed(withoutChanges(claim, old, version))];
  if (was === is) return [];
  const also = version.has('attributesOfVolumes') ? ' and volumeAttributesClassName' : '';
  const difference = version.has('differencesAreUnified')
    ? `\n${unifiedDiff(was, is)}`
    : differenceOf(given, withoutChanges(claim, old, version), 'core/v1.PersistentVolumeClaimSpec', 'PersistentVolumeClaimSpec', version);
  return [forbiddenField('spec', `spec is immutable after creation except resources.requests${also} for bound claims${difference}`)];
}

/** Room that was asked for in vain may be asked for no longer, down to what there is. */
function shrinking(claim: KubeObject, old: KubeObject, version: Version): Errors {
  const [size, before] = [sizeOf(requestsOf(specOf(claim))), sizeOf(requestsOf(specOf(old)))];
  if (compareQuantities(size, before) >= 0) return [];
  if (!version.has('claimsRecover')) return [forbiddenField(STORAGE, 'field can not be less than previous value')];
  const there = sizeOf(fieldsOf(statusOf(old)['capacity']));
  return when(compareQuantities(size, there) <= 0, () => forbiddenField(STORAGE, 'field can not be less than status.capacity'));
}

function attributesClass(claim: KubeObject, old: KubeObject): Errors {
  const [name, before] = [specOf(claim)['volumeAttributesClassName'], specOf(old)['volumeAttributesClassName']];
  if (name === before || statusOf(old)['currentVolumeAttributesClassName'] === undefined || (name !== undefined && name !== '')) return [];
  const to = name === undefined ? 'nil' : 'empty string';
  return [forbiddenField('spec.volumeAttributesClassName', `update to ${to} is forbidden when status.currentVolumeAttributesClassName is not nil`)];
}

export function validateClaimUpdate(claim: KubeObject, old: KubeObject, version: Version): Errors {
  const [annotation, before] = [classNamedBy(claim) ?? '', classNamedBy(old) ?? ''];
  const [mode, modeBefore] = [specOf(claim)['volumeMode'], specOf(old)['volumeMode']];
  return [
    ...when(!movesClass(claim, old) && annotation !== before, () => invalidValue(`metadata.annotations.${OLD_CLASS}`, annotation, 'field is immutable')),
    ...immutable(claim, old, version),
    ...shrinking(claim, old, version),
    ...when(mode !== modeBefore, () => invalidValue('volumeMode', (mode as string | undefined) ?? 'null', 'field is immutable')),
    ...attributesClass(claim, old),
  ];
}
