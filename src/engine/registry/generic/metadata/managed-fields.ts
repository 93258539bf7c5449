/**
 * metadata.managedFields of a new object: who set which of its fields. A field counts as set when the object differs there
 * from the empty one of its kind; a struct or map that the empty one lacks counts itself, as `.`.
 * Lists are one value each, but for those of the metadata; that is all that objects which are never stored need.
 * After k8s.io/apimachinery/pkg/util/managedfields and sigs.k8s.io/structured-merge-diff/fieldpath.
 */
import type { JsonObject, JsonValue, KubeObject } from '../../../api/objects';
import { compareBytes } from '../../../golang/bytes';
import { encodeJson } from '../../../golang/json';
import { withMeta } from '../../../storage/object-meta';
import { own } from '../../../golang/map';

const MAX_MANAGER_BYTES = 128;
const WHOLE = {};
/** Fields without an owner: what names the object and what only the server sets. */
const UNOWNED = ['name', 'namespace', 'creationTimestamp', 'selfLink', 'uid', 'clusterName', 'generation', 'managedFields', 'resourceVersion'];

type Fields = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

function fieldSet(value: Fields, empty: Fields): JsonObject {
  const entries = Object.entries(value)
    .filter(([name, field]) => field !== undefined && encodeJson(field) !== encodeJson(own(empty, name)))
    .sort(([a], [b]) => compareBytes(a, b));
  return Object.fromEntries(entries.map(([name, field]) => [`f:${name}`, setIn(name, field, own(empty, name))] as const));
}

function setIn(name: string, field: unknown, empty: unknown): JsonValue {
  if (name === 'finalizers')
    return { '.': WHOLE, ...Object.fromEntries((field as readonly string[]).map((finalizer) => [`v:${encodeJson(finalizer)}`, WHOLE])) };
  if (name === 'ownerReferences')
    return { '.': WHOLE, ...Object.fromEntries((field as readonly Fields[]).map(({ uid }) => [`k:${encodeJson({ uid })}`, WHOLE])) };
  if (!isMap(field)) return WHOLE;
  return isMap(empty) ? fieldSet(field, empty) : { '.': WHOLE, ...fieldSet(field, {}) };
}

function owned(object: KubeObject, empty: KubeObject): JsonObject {
  const { kind: _kind, apiVersion: _apiVersion, metadata, ...rest } = object;
  const named = Object.fromEntries(Object.entries(metadata).filter(([name]) => !UNOWNED.includes(name)));
  const ofMetadata = fieldSet(named, {});
  const metadataSet = Object.keys(ofMetadata).length === 0 ? {} : { 'f:metadata': ofMetadata };
  const all = { ...fieldSet(rest, empty), ...metadataSet };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => compareBytes(a, b)));
}

/** ?fieldManager=, or the name that the client gives itself. */
export function managerOf(fieldManager: string, userAgent: string): string {
  if (fieldManager !== '') return fieldManager;
  let manager = '';
  for (const character of userAgent.split('/')[0] ?? '') {
    if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u.test(character)) continue;
    if (Buffer.byteLength(manager + character) > MAX_MANAGER_BYTES) break;
    manager += character;
  }
  return manager === '' ? 'unknown' : manager;
}

/** `empty` is the object of that kind that says nothing. */
export function withManagedFields(object: KubeObject, empty: KubeObject, manager: string, time: string): KubeObject {
  const fieldsV1 = owned(object, empty);
  if (Object.keys(fieldsV1).length === 0) return object;
  const entry = { manager, operation: 'Update', apiVersion: object.apiVersion ?? '', time, fieldsType: 'FieldsV1', fieldsV1 };
  return withMeta(object, { managedFields: [entry] });
}
