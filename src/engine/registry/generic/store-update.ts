/**
 * Reads, changes and writes an object, again if another request wrote in between.
 * After k8s.io/apiserver/pkg/registry/rest/update.go BeforeUpdate and pkg/registry/generic/registry/store.go Update.
 * Objects are in the stored version here.
 */
import type { KubeObject } from '../../api/objects';
import { sameJson } from '../../golang/json';
import { quote } from '../../golang/quote';
import { inTurns, type Turns } from '../../golang/turns';
import { GoPrinted, invalidValue, type FieldError, type FieldValue } from '../../errors/field-error';
import { conflict, invalid, notFound, plainError } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import { nameIsPathSegment } from '../../apimachinery/names';
import { checkingMetadata, validateMetadata, validateMetadataUpdate } from './metadata/validation';
import { inPieces } from './strategy';
import { reportedErrors } from './declared-rules';
import { kindInErrors, qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { checkKey } from './keys';
import { storageKey } from './resource';
import { withRights } from './lacking-rights';
import { roundTripped } from './round-trip';
import { insert, preparedForCreate, type ValidateObject } from './store-create';
import { inNamespaceOfRequest } from './system-fields';

const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';
const MAX_UINT64 = 2n ** 64n - 1n;

export interface Update {
  /** The uid that the object must have. */
  readonly uid: string;
  readonly updated: (existing: KubeObject | undefined) => KubeObject | Promise<KubeObject>;
  readonly validateCreate: ValidateObject;
  readonly validateUpdate: (object: KubeObject, old: KubeObject) => void | Promise<void>;
  readonly forceAllowCreate: boolean;
  readonly dryRun: boolean;
}
export interface Updated {
  readonly object: KubeObject;
  readonly created: boolean;
}

function checkUid(scope: RequestScope, uid: string, existing: KubeObject | undefined): void {
  const found = existing?.metadata.uid ?? '';
  if (uid === '' || uid === found) return;
  const key = storageKey(scope.resource, scope.namespace, scope.name);
  const text = `StorageError: invalid object, Code: 4, Key: ${key}, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed: UID in precondition: ${uid}, UID in object meta: ${found}`;
  throw conflict(qualifiedResource(scope), scope.name, text);
}

function revisionOf(resourceVersion: string): bigint {
  if (resourceVersion === '') return 0n;
  if (!/^[0-9]+$/.test(resourceVersion)) throw plainError(`strconv.ParseUint: parsing ${quote(resourceVersion)}: invalid syntax`);
  const revision = BigInt(resourceVersion);
  if (revision > MAX_UINT64) throw plainError(`strconv.ParseUint: parsing ${quote(resourceVersion)}: value out of range`);
  return revision;
}

/** An unsigned number, which Go prints so with %#v. */
const zeroRevision = (scope: RequestScope): FieldValue => (versionOfScope(scope).has('jsonFieldErrors') ? 0 : new GoPrinted('0x0'));

/** The object with the revision it replaces. Throws 409 and 422. */
function atRevision(scope: RequestScope, object: KubeObject, existing: KubeObject): KubeObject {
  const current = existing.metadata.resourceVersion ?? '';
  const given = revisionOf(object.metadata.resourceVersion ?? '');
  if (given === 0n && scope.resource.strategy.validatesRevision?.(versionOfScope(scope)) === true) return object;
  if (given === 0n && scope.resource.strategy.allowUnconditionalUpdate !== false) return withMeta(object, { resourceVersion: current });
  const resource = qualifiedResource(scope);
  if (given === 0n)
    throw invalid({ group: resource.group, kind: resource.resource }, scope.name, [
      invalidValue('metadata.resourceVersion', zeroRevision(scope), 'must be specified for an update'),
    ]);
  if (given !== BigInt(current)) throw conflict(resource, scope.name, MODIFIED);
  return withMeta(object, { resourceVersion: current });
}

function carriedOver(object: KubeObject, { metadata: old }: KubeObject): KubeObject {
  const { uid = '', deletionTimestamp, deletionGracePeriodSeconds } = object.metadata;
  return withMeta(object, {
    uid: uid === '' ? old.uid : uid,
    creationTimestamp: old.creationTimestamp ?? object.metadata.creationTimestamp,
    deletionTimestamp: old.deletionTimestamp ?? deletionTimestamp,
    deletionGracePeriodSeconds: deletionGracePeriodSeconds ?? old.deletionGracePeriodSeconds,
    selfLink: undefined,
  });
}

function* preparedForUpdate(scope: RequestScope, given: KubeObject, existing: KubeObject): Turns<KubeObject> {
  const { call, context, resource } = scope;
  const { strategy, namespaced } = resource;
  const version = versionOfScope(scope);
  const placed = withMeta(inNamespaceOfRequest(scope, given), { generation: existing.metadata.generation });
  const usable = yield* context.scheme.withoutDisabledFields(placed, existing, resource.stored.kind);
  const prepared = strategy.prepareForUpdate?.(usable, existing, call, context) ?? usable;
  const object = carriedOver(prepared, existing);
  yield* checkingMetadata(object.metadata, version);
  const metadataErrors = validateMetadataUpdate(object, existing, version);
  const found: readonly FieldError[] = [
    ...validateMetadata(object.metadata, namespaced, nameIsPathSegment, version),
    ...metadataErrors,
    // Every strategy checks the metadata once more.
    ...(strategy.validatesMetadataUpdate === true ? [] : metadataErrors),
    ...(yield* inPieces(strategy.validateUpdate?.(object, existing, context) ?? [])),
  ];
  const errors = reportedErrors(found, resource.kind, version, { object, old: existing });
  if (errors.length > 0) throw invalid(kindInErrors(scope), object.metadata.name ?? '', errors);
  call.warnings.push(...(strategy.warnings?.(object, version, existing) ?? []));
  return strategy.allocate?.(object, existing, call, context) ?? object;
}

/** An object whose deletion waited for its finalizers goes with the last of them. */
function isEmptied({ resource }: RequestScope, object: KubeObject, { metadata: old }: KubeObject): boolean {
  if ((object.metadata.finalizers ?? []).length > 0 || old.deletionTimestamp === undefined) return false;
  return (old.deletionGracePeriodSeconds ?? 0) === 0 && (resource.strategy.isFinalized?.(object) ?? true);
}

function write(
  scope: RequestScope,
  object: KubeObject,
  existing: KubeObject,
  { dryRun, changes }: { readonly dryRun: boolean; readonly changes: boolean },
): KubeObject {
  const { storage } = scope.context;
  const { stored, strategy } = scope.resource;
  if (isEmptied(scope, object, existing)) {
    if (!dryRun) storage.remove(stored, object.metadata.namespace ?? '', object.metadata.name ?? '');
    if (!dryRun) strategy.stored?.(undefined, existing, scope.context);
    return object;
  }
  // etcd is not written to when nothing changes: the resource version stays.
  if (!changes) return object;
  const put = storage.put(stored, object);
  strategy.stored?.(put, existing, scope.context);
  return put;
}

async function attempt(scope: RequestScope, update: Update, existing: KubeObject | undefined): Promise<Updated | undefined> {
  const { resource, context, namespace, name } = scope;
  const isCurrent = (): boolean => context.storage.get(resource.stored, resource.namespaced ? namespace : '', name) === existing;
  const given = await update.updated(existing);
  if (existing === undefined) {
    const { resourceVersion } = given.metadata;
    // It need not be that of anything, but it must be one.
    revisionOf(resourceVersion ?? '');
    const object = await preparedForCreate(scope, withMeta(given, { resourceVersion: undefined }));
    await update.validateCreate(object);
    const written = await roundTripped(object, resource.stored, context);
    return isCurrent() ? { object: insert(scope, object, written, update.dryRun, resourceVersion), created: true } : undefined;
  }
  const prepared = await withRights(scope, inTurns(preparedForUpdate(scope, atRevision(scope, given, existing), existing)), existing);
  await update.validateUpdate(prepared, existing);
  const object = await roundTripped(prepared, resource.stored, context);
  const changes = !update.dryRun && !(await inTurns(sameJson(object, existing)));
  return isCurrent() ? { object: write(scope, object, existing, { dryRun: update.dryRun, changes }), created: false } : undefined;
}

export async function storeUpdate(scope: RequestScope, update: Update): Promise<Updated> {
  const { resource, context, namespace, name } = scope;
  checkKey(scope, name);
  let isSecond = false;
  for (;;) {
    const existing = context.storage.get(resource.stored, resource.namespaced ? namespace : '', name);
    const { allowCreateOnUpdate = false, createsByPut } = resource.strategy;
    const mayCreate = allowCreateOnUpdate || update.forceAllowCreate || createsByPut?.(versionOfScope(scope)) === true;
    const missing = existing === undefined && !mayCreate;
    if (missing && versionOfScope(scope).has('preconditionsAfterExistence')) throw notFound(qualifiedResource(scope), name);
    checkUid(scope, update.uid, existing);
    if (missing) throw notFound(qualifiedResource(scope), name);
    try {
      const updated = await attempt(scope, update, existing);
      if (updated !== undefined) return updated;
    } catch (error) {
      // The object came from a cache, which older versions do not trust when an update of it is refused.
      if (existing === undefined || isSecond || !versionOfScope(scope).has('refusedUpdatesTriedAgain')) throw error;
      isSecond = true;
    }
  }
}
