/**
 * What is checked of the metadata of every object, on creation and on update.
 * After k8s.io/apimachinery/pkg/api/validation/objectmeta.go.
 */
import { lenientGroupVersion } from '../../../apimachinery/group-version';
import type { KubeObject, ObjectMeta, OwnerReference } from '../../../api/objects';
import { keysOf, own } from '../../../golang/map';
import { quote } from '../../../golang/quote';
import { atOnce, Pace, type Turns } from '../../../golang/turns';
import { forbiddenField, invalidValue, required, tooLong, type FieldError } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { owner, owners, strings, time } from './go-printed';
import { labelValue, nameIsDnsLabel, nameIsDnsSubdomain, qualifiedName, type NameRule } from '../../../apimachinery/names';

export const MAX_ANNOTATION_BYTES = 256 * 1024;
const ORPHAN = 'orphan';
const FOREGROUND = 'foregroundDeletion';
const STANDARD_FINALIZERS = ['kubernetes', ORPHAN, FOREGROUND];

const at = (field: string): string => `metadata.${field}`;
const complaints = (field: string, value: string, texts: readonly string[]): readonly FieldError[] => texts.map((text) => invalidValue(field, value, text));

export const tooLongField = (field: string, max: number, version: Version): FieldError =>
  version.has('jsonFieldErrors') ? tooLong(field, max) : { reason: 'FieldValueTooLong', field, body: `Too long: must have at most ${max} bytes` };

/** What was found in lists and maps that were checked already: the checks of a write look at the same ones several times. */
const checked = new WeakMap<object, { readonly field: string; readonly version: Version; readonly errors: readonly FieldError[] }>();

/** The errors of each member, one after the other. */
function* checking<T>(
  of: object,
  field: string,
  version: Version,
  members: readonly T[],
  check: (member: T) => readonly FieldError[],
): Turns<readonly FieldError[]> {
  const known = checked.get(of);
  if (known?.field === field && known.version === version) return known.errors;
  const errors: FieldError[] = [];
  const pace = new Pace();
  for (const member of members) {
    for (const error of check(member)) errors.push(error);
    if (pace.isOver()) yield;
  }
  checked.set(of, { field, version, errors });
  return errors;
}

type Texts = Readonly<Record<string, string>>;

function* checkingLabels(labels: Texts, field: string, version: Version): Turns<readonly FieldError[]> {
  return yield* checking(labels, field, version, keysOf(labels), (key) => {
    const [ofKey, ofValue] = [qualifiedName(key, version), labelValue(own(labels, key) ?? '', version)];
    return ofKey.length + ofValue.length === 0 ? [] : [...complaints(field, key, ofKey), ...complaints(field, own(labels, key) ?? '', ofValue)];
  });
}

/** Labels of any object, not only in metadata. */
export const validateLabels = (labels: Texts | undefined, field: string, version: Version): readonly FieldError[] =>
  labels === undefined ? [] : atOnce(checkingLabels(labels, field, version));

function* checkingAnnotations(annotations: Texts, field: string, version: Version): Turns<readonly FieldError[]> {
  const known = checked.get(annotations);
  if (known?.field === field && known.version === version) return known.errors;
  let size = 0;
  // Upper case is allowed here, also in the prefix.
  const ofKeys = yield* checking(annotations, field, version, keysOf(annotations), (key) => {
    size += Buffer.byteLength(key) + Buffer.byteLength(own(annotations, key) ?? '');
    return complaints(field, key, qualifiedName(key.toLowerCase(), version));
  });
  const errors = size > MAX_ANNOTATION_BYTES ? [...ofKeys, tooLongField(field, MAX_ANNOTATION_BYTES, version)] : ofKeys;
  checked.set(annotations, { field, version, errors });
  return errors;
}

export const validateAnnotations = (annotations: Texts | undefined, field: string, version: Version): readonly FieldError[] =>
  annotations === undefined ? [] : atOnce(checkingAnnotations(annotations, field, version));

const checkingFinalizers = (finalizers: readonly string[], version: Version): Turns<readonly FieldError[]> =>
  checking(finalizers, at('finalizers'), version, finalizers, (finalizer) => complaints(at('finalizers'), finalizer, qualifiedName(finalizer, version)));

/** Checks in turns what there may be much of; the checks that follow find it done. */
export function* checkingMetadata({ labels, annotations, finalizers }: ObjectMeta, version: Version): Turns<void> {
  if (labels !== undefined) yield* checkingLabels(labels, at('labels'), version);
  if (annotations !== undefined) yield* checkingAnnotations(annotations, at('annotations'), version);
  if (finalizers !== undefined) yield* checkingFinalizers(finalizers, version);
}

const BANNED_OWNER = '/v1, Kind=Event is disallowed from being an owner';
const isBanned = ({ apiVersion, kind }: OwnerReference): boolean => apiVersion === 'v1' && kind === 'Event';

function validateOwnerAt(index: number, reference: OwnerReference, version: Version): readonly FieldError[] {
  const field = `${at('ownerReferences')}[${index}]`;
  const empty = (part: 'apiVersion' | 'kind' | 'name' | 'uid'): readonly FieldError[] =>
    reference[part] === '' ? [required(`${field}.${part}`, 'must not be empty')] : [];
  return [
    ...empty('apiVersion'),
    ...(reference.apiVersion !== '' && lenientGroupVersion(reference.apiVersion).version === ''
      ? [invalidValue(`${field}.apiVersion`, reference.apiVersion, 'must be <group>/<version> or <version>')]
      : []),
    ...empty('kind'),
    ...empty('name'),
    ...empty('uid'),
    ...(isBanned(reference) ? [invalidValue(field, owner(reference, version), BANNED_OWNER)] : []),
  ];
}

function validateOwner(index: number, reference: OwnerReference, version: Version): readonly FieldError[] {
  if (version.has('ownersByIndex')) return validateOwnerAt(index, reference, version);
  const field = at('ownerReferences');
  const empty = (part: 'kind' | 'name' | 'uid'): readonly FieldError[] =>
    reference[part] === '' ? [invalidValue(`${field}.${part}`, '', version.has('jsonFieldErrors') ? 'must not be empty' : `${part} must not be empty`)] : [];
  return [
    ...(lenientGroupVersion(reference.apiVersion).version === ''
      ? [invalidValue(`${field}.apiVersion`, reference.apiVersion, 'version must not be empty')]
      : []),
    ...empty('kind'),
    ...empty('name'),
    ...empty('uid'),
    ...(isBanned(reference) ? [invalidValue(field, owner(reference, version), BANNED_OWNER)] : []),
  ];
}

function validateOwners(references: readonly OwnerReference[] | undefined, version: Version): readonly FieldError[] {
  if (references === undefined) return [];
  const nameOf = ({ kind, name }: OwnerReference): string => (version.has('jsonFieldErrors') ? `${kind}/${name}` : name);
  let first: OwnerReference | undefined;
  return references.flatMap((reference, index) => {
    const errors = validateOwner(index, reference, version);
    if (reference.controller !== true) return errors;
    if (first === undefined) {
      first = reference;
      return errors;
    }
    const text = `Only one reference can have Controller set to true. Found "true" in references for ${nameOf(first)} and ${nameOf(reference)}`;
    return [...errors, invalidValue(at('ownerReferences'), owners(references, version), text)];
  });
}

function validateFinalizers(finalizers: readonly string[], version: Version): readonly FieldError[] {
  const field = at('finalizers');
  return [
    ...atOnce(checkingFinalizers(finalizers, version)),
    ...(finalizers.includes(ORPHAN) && finalizers.includes(FOREGROUND)
      ? [invalidValue(field, strings(finalizers, version), `finalizer ${ORPHAN} and ${FOREGROUND} cannot be both set`)]
      : []),
  ];
}

/** Kubernetes' own kinds take only finalizers that are standard or name whose they are. Part of the strategy's checks. */
export function validateFinalizerNames({ finalizers = [] }: ObjectMeta): readonly FieldError[] {
  const isKnown = (finalizer: string): boolean => finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer);
  const text = 'name is neither a standard finalizer name nor is it fully qualified';
  return finalizers.flatMap((finalizer, index) => (isKnown(finalizer) ? [] : [invalidValue(`${at('finalizers')}[${index}]`, finalizer, text)]));
}

function validateNamespace(namespace: string, namespaced: boolean, version: Version): readonly FieldError[] {
  const field = at('namespace');
  if (!namespaced) return namespace === '' ? [] : [forbiddenField(field, 'not allowed on this type')];
  return namespace === '' ? [required(field)] : complaints(field, namespace, nameIsDnsLabel(namespace, false, version));
}

export function validateMetadata(metadata: ObjectMeta, namespaced: boolean, rule: NameRule, version: Version): readonly FieldError[] {
  const { name = '', generateName = '', namespace = '' } = metadata;
  return [
    ...(generateName === '' ? [] : complaints(at('generateName'), generateName, rule(generateName, true, version))),
    ...(name === '' ? [required(at('name'), 'name or generateName is required')] : complaints(at('name'), name, rule(name, false, version))),
    ...validateNamespace(namespace, namespaced, version),
    ...((metadata.generation ?? 0) < 0 ? [invalidValue(at('generation'), metadata.generation ?? 0, 'must be greater than or equal to 0')] : []),
    ...validateLabels(metadata.labels, at('labels'), version),
    ...validateAnnotations(metadata.annotations, at('annotations'), version),
    ...validateOwners(metadata.ownerReferences, version),
    ...validateFinalizers(metadata.finalizers ?? [], version),
  ];
}

/** The metadata of a namespaced object again, for kinds whose update is checked like a creation too. */
export const validateWholeMetadata = (
  { metadata }: KubeObject,
  { options }: { readonly options: { readonly version: Version } },
  rule: NameRule = nameIsDnsSubdomain,
): readonly FieldError[] => [...validateMetadata(metadata, true, rule, options.version), ...validateFinalizerNames(metadata)];

/** Go prints `[]string{"a"}` here in every version. */
function validateNoNewFinalizers(metadata: ObjectMeta, old: ObjectMeta): readonly FieldError[] {
  const before = new Set(old.finalizers);
  const added = (metadata.finalizers ?? []).filter((finalizer) => !before.has(finalizer)).sort();
  if (old.deletionTimestamp === undefined || added.length === 0) return [];
  const printed = `[]string{${added.map(quote).join(', ')}}`;
  return [forbiddenField(at('finalizers'), `no new finalizers can be added if the object is being deleted, found new finalizers ${printed}`)];
}

const immutable = 'field is immutable';

export function validateMetadataUpdate({ metadata }: KubeObject, { metadata: old }: KubeObject, version: Version): readonly FieldError[] {
  const unchanged = (field: 'name' | 'namespace' | 'uid'): readonly FieldError[] =>
    (metadata[field] ?? '') === (old[field] ?? '') ? [] : [invalidValue(at(field), metadata[field] ?? '', immutable)];
  const unchangedTime = (field: 'creationTimestamp' | 'deletionTimestamp'): readonly FieldError[] =>
    (metadata[field] ?? null) === (old[field] ?? null) ? [] : [invalidValue(at(field), time(metadata[field], version), immutable)];
  const seconds = metadata.deletionGracePeriodSeconds;
  return [
    ...validateNoNewFinalizers(metadata, old),
    ...((metadata.resourceVersion ?? '') === '' ? [invalidValue(at('resourceVersion'), '', 'must be specified for an update')] : []),
    ...((metadata.generation ?? 0) < (old.generation ?? 0) ? [invalidValue(at('generation'), metadata.generation ?? 0, 'must not be decremented')] : []),
    ...unchanged('name'),
    ...unchanged('namespace'),
    ...unchanged('uid'),
    ...unchangedTime('creationTimestamp'),
    ...unchangedTime('deletionTimestamp'),
    ...(seconds === old.deletionGracePeriodSeconds ? [] : [invalidValue(at('deletionGracePeriodSeconds'), seconds ?? null, immutable)]),
    ...validateLabels(metadata.labels, at('labels'), version),
    ...validateAnnotations(metadata.annotations, at('annotations'), version),
    ...validateOwners(metadata.ownerReferences, version),
  ];
}
