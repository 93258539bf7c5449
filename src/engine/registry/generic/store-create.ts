/**
 * Puts a new object into storage: what the server sets, what the strategy makes of it, validation, admission's last word.
 * After k8s.io/apiserver/pkg/registry/rest/create.go BeforeCreate and pkg/registry/generic/registry/store.go Create.
 * Objects are in the stored version here.
 */
import type { KubeObject } from '../../api/objects';
import { alreadyExists, generateNameConflict, invalid, plainError, StatusError, tryAgain } from '../../errors/status-error';
import { inTurns, type Turns } from '../../golang/turns';
import { withMeta } from '../../storage/object-meta';
import { nameIsDnsSubdomain, nameIsPathSegment } from '../../apimachinery/names';
import { checkingMetadata, validateFinalizerNames, validateMetadata } from './metadata/validation';
import { inPieces } from './strategy';
import { reportedErrors } from './declared-rules';
import { kindInErrors, qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { checkKey } from './keys';
import { withRights } from './lacking-rights';
import { roundTripped } from './round-trip';
import { inNamespaceOfRequest, withGeneratedName, withSystemFields } from './system-fields';

/** How often another name is tried when a generated one is taken. */
const GENERATE_NAME_ATTEMPTS = 8;

export type ValidateObject = (object: KubeObject) => void | Promise<void>;

/** A field that older versions have and ignore. */
function withoutClusterName(object: KubeObject): KubeObject {
  const { clusterName, ...metadata } = object.metadata as KubeObject['metadata'] & { readonly clusterName?: string };
  return clusterName === undefined ? object : { ...object, metadata };
}

/** The object as it would be stored. Throws 400 and 422. */
export const preparedForCreate = (scope: RequestScope, given: KubeObject): Promise<KubeObject> =>
  withRights(scope, inTurns(preparingForCreate(scope, given)), undefined);

function* preparingForCreate(scope: RequestScope, given: KubeObject): Turns<KubeObject> {
  const { resource, call, context } = scope;
  const { strategy, namespaced } = resource;
  const version = versionOfScope(scope);
  const early = version.has('systemFieldsFirst');
  const initialised = early ? withGeneratedName(withSystemFields(given)) : given;
  const placed = withMeta(withoutClusterName(inNamespaceOfRequest(scope, initialised)), {
    deletionTimestamp: undefined,
    deletionGracePeriodSeconds: undefined,
  });
  const usable = yield* context.scheme.withoutDisabledFields(placed, undefined, resource.stored.kind);
  const prepared = strategy.prepareForCreate?.(usable, call, context) ?? usable;
  const named = early ? prepared : withGeneratedName(withSystemFields(prepared));
  const object = strategy.completed?.(named, context) ?? named;
  yield;
  yield* checkingMetadata(object.metadata, version);
  const found = [
    ...(strategy.validatesMetadata === true ? [] : validateMetadata(object.metadata, namespaced, strategy.validateName ?? nameIsDnsSubdomain, version)),
    ...(strategy.foreign === true ? [] : validateFinalizerNames(object.metadata)),
    ...(yield* inPieces(strategy.validate?.(object, context, call) ?? [])),
  ];
  const errors = reportedErrors(found, resource.kind, version, { object });
  if (errors.length > 0) throw invalid(kindInErrors(scope), object.metadata.name ?? '', errors);
  const generic = validateMetadata(object.metadata, namespaced, nameIsPathSegment, version);
  if (generic.length > 0) throw invalid(kindInErrors(scope), object.metadata.name ?? '', generic);
  call.warnings.push(...(strategy.warnings?.(object, version) ?? []));
  return strategy.allocate?.(object, undefined, call, context) ?? object;
}

function taken(scope: RequestScope, { metadata }: KubeObject, existing: KubeObject): StatusError {
  const generated = (metadata.generateName ?? '') !== '';
  if (generated && !versionOfScope(scope).has('systemFieldsFirst')) return tryAgain(scope.resource.stored.kind, 'POST');
  const error = (generated ? generateNameConflict : alreadyExists)(qualifiedResource(scope), metadata.name ?? '');
  if (existing.metadata.deletionTimestamp === undefined) return error;
  return new StatusError(error.code, error.reason, `object is being deleted: ${error.message}`, error.details);
}

/** Writes a prepared object, in the form it has when it is read back, that must not be there yet; one that is only tried keeps the resource version that it was sent with. */
export function insert(scope: RequestScope, object: KubeObject, written: KubeObject, dryRun: boolean, sentVersion: string | undefined): KubeObject {
  const { storage } = scope.context;
  const { stored } = scope.resource;
  const existing = storage.get(stored, object.metadata.namespace ?? '', object.metadata.name ?? '');
  if (existing !== undefined) throw taken(scope, object, existing);
  if (dryRun) return withMeta(written, { resourceVersion: sentVersion === '' ? undefined : sentVersion });
  const put = storage.put(stored, written);
  scope.resource.strategy.stored?.(put, undefined, scope.context);
  return put;
}

export async function storeCreate(scope: RequestScope, given: KubeObject, validate: ValidateObject, dryRun: boolean): Promise<KubeObject> {
  // Only numbers are checked.
  const revised = /^0*[1-9][0-9]*$/.test(given.metadata.resourceVersion ?? '');
  const named = (given.metadata.name ?? '') !== '' || (given.metadata.generateName ?? '') === '';
  const unversioned = withMeta(given, { resourceVersion: undefined });
  for (let attempt = 1; ; attempt += 1) {
    const object = await preparedForCreate(scope, unversioned);
    checkKey(scope, object.metadata.name ?? '');
    await validate(object);
    if (revised && !dryRun) throw plainError('resourceVersion should not be set on objects to be created');
    const written = await roundTripped(object, scope.resource.stored, scope.context);
    const { storage } = scope.context;
    const free = storage.get(scope.resource.stored, object.metadata.namespace ?? '', object.metadata.name ?? '') === undefined;
    if (named || free || attempt === GENERATE_NAME_ATTEMPTS) return insert(scope, object, written, dryRun, given.metadata.resourceVersion);
  }
}
