/**
 * Deletes an object: at once, or marked when it has finalizers or a grace period.
 * After k8s.io/apiserver/pkg/registry/rest/delete.go BeforeDelete and pkg/registry/generic/registry/store.go Delete.
 * Objects are in the stored version here.
 */
import type { KubeObject } from '../../api/objects';
import { conflict, notFound } from '../../errors/status-error';
import { encodeJson } from '../../golang/json';
import { withMeta } from '../../storage/object-meta';
import type { DeleteOptions } from './delete-options';
import { qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { finalizersForDeletion } from './finalizers';
import { checkKey } from './keys';
import { now } from './system-fields';

export interface Deleted {
  readonly object: KubeObject;
  /** False while finalizers or a grace period keep the object. */
  readonly gone: boolean;
}

type Marking = { readonly kind: 'none' } | { readonly kind: 'pending' } | { readonly kind: 'marked'; readonly object: KubeObject; readonly seconds: number };

/** Namespaces are deleted by a handler of their own, with words of its own. */
function checkOwnPreconditions(scope: RequestScope, { metadata }: KubeObject, { preconditions }: DeleteOptions): void {
  const { uid, resourceVersion } = preconditions ?? {};
  const refuse = (what: string, wanted: string, found = ''): never => {
    throw conflict(qualifiedResource(scope), metadata.name ?? '', `Precondition failed: ${what} in precondition: ${wanted}, ${what} in object meta: ${found}`);
  };
  if (uid !== undefined && uid !== metadata.uid) refuse('UID', uid, metadata.uid);
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) refuse('ResourceVersion', resourceVersion, metadata.resourceVersion);
}

function checkPreconditions(scope: RequestScope, object: KubeObject, options: DeleteOptions): void {
  const { resource } = scope;
  const { metadata } = object;
  const { preconditions } = options;
  if (resource.strategy.terminating !== undefined) {
    checkOwnPreconditions(scope, object, options);
    return;
  }
  // Upstream passes the kind where the resource belongs.
  const about = { group: resource.stored.kind.group, resource: resource.stored.kind.kind };
  const { uid, resourceVersion } = preconditions ?? {};
  if (uid !== undefined && uid !== metadata.uid)
    throw conflict(
      about,
      metadata.name ?? '',
      `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`,
    );
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion)
    throw conflict(
      about,
      metadata.name ?? '',
      `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`,
    );
}

const later = (timestamp: string, seconds: number): string => `${new Date(Date.parse(timestamp) + seconds * 1000).toISOString().slice(0, 19)}Z`;

/** Graceful deletion: the first request marks the object, later ones may only shorten the time. */
function marking({ resource }: RequestScope, object: KubeObject, { gracePeriodSeconds: requested }: DeleteOptions): Marking {
  const { gracePeriod } = resource.strategy;
  if (gracePeriod === undefined) return { kind: 'none' };
  const { deletionTimestamp, deletionGracePeriodSeconds = 0, generation = 0 } = object.metadata;
  if (deletionTimestamp === undefined) {
    const seconds = gracePeriod(object, requested);
    const marked = withMeta(object, {
      deletionTimestamp: later(now(), seconds),
      deletionGracePeriodSeconds: seconds,
      ...(generation > 0 && { generation: generation + 1 }),
    });
    return { kind: 'marked', object: marked, seconds };
  }
  if (deletionGracePeriodSeconds === 0) return { kind: 'none' };
  const seconds = requested === undefined || requested >= 0 ? requested : 1;
  if (seconds === undefined || seconds >= deletionGracePeriodSeconds) return { kind: 'pending' };
  const shortened = later(deletionTimestamp, seconds - deletionGracePeriodSeconds);
  return { kind: 'marked', object: withMeta(object, { deletionTimestamp: shortened, deletionGracePeriodSeconds: seconds }), seconds };
}

function markedAsDeleting(object: KubeObject): KubeObject {
  const { deletionTimestamp, generation = 0 } = object.metadata;
  return withMeta(object, {
    deletionTimestamp: deletionTimestamp ?? now(),
    deletionGracePeriodSeconds: 0,
    ...(deletionTimestamp === undefined && generation > 0 && { generation: generation + 1 }),
  });
}

function kept(scope: RequestScope, object: KubeObject, existing: KubeObject, dryRun: boolean): Deleted {
  const unchanged = encodeJson(object) === encodeJson(existing);
  if (dryRun || unchanged) return { object, gone: false };
  const put = scope.context.storage.put(scope.resource.stored, object);
  scope.resource.strategy.stored?.(put, existing, scope.context);
  return { object: put, gone: false };
}

function removed({ context, resource }: RequestScope, object: KubeObject, dryRun: boolean): Deleted {
  const { namespace = '', name = '' } = object.metadata;
  if (dryRun) return { object, gone: true };
  const last = context.storage.remove(resource.stored, namespace, name) ?? object;
  resource.strategy.stored?.(undefined, last, context);
  return { object: last, gone: true };
}

function carryOut(scope: RequestScope, existing: KubeObject, options: DeleteOptions): Deleted {
  const dryRun = (options.dryRun ?? []).length > 0;
  const { storage } = scope.context;
  const { stored, strategy } = scope.resource;
  const terminating = strategy.terminating?.(existing, finalizersForDeletion(scope.resource, existing, options));
  if (terminating !== undefined) return kept(scope, terminating, existing, dryRun);
  const mark = marking(scope, existing, options);
  if (mark.kind === 'pending') return { object: existing, gone: false };
  const finalizers = finalizersForDeletion(scope.resource, existing, options);
  const current = mark.kind === 'marked' ? mark.object : existing;
  const object = finalizers === existing.metadata.finalizers ? current : withMeta(current, { finalizers: finalizers.length > 0 ? finalizers : undefined });
  if (mark.kind === 'none') return finalizers.length > 0 ? kept(scope, markedAsDeleting(object), existing, dryRun) : removed(scope, existing, dryRun);
  if (finalizers.length > 0 || mark.seconds > 0) return kept(scope, object, existing, dryRun);
  // A watch sees the mark, then the deletion.
  return removed(scope, dryRun ? object : storage.put(stored, object), dryRun);
}

/** Throws 404 and 409. */
export async function storeDelete(
  scope: RequestScope,
  name: string,
  options: DeleteOptions,
  validate: (object: KubeObject) => void | Promise<void>,
): Promise<Deleted> {
  const { context, resource, namespace } = scope;
  resource.strategy.checkDelete?.(name);
  checkKey(scope, name);
  const read = (): KubeObject => {
    const object = context.storage.get(resource.stored, resource.namespaced ? namespace : '', name);
    if (object === undefined) throw notFound(qualifiedResource(scope), name);
    return object;
  };
  for (;;) {
    const existing = read();
    checkPreconditions(scope, existing, options);
    await validate(existing);
    if (read() === existing) return carryOut(scope, existing, options);
  }
}

/** What DELETE answers with once the object is gone. */
export function deletionStatus(scope: RequestScope, { metadata }: KubeObject): KubeObject {
  const { group, resource } = qualifiedResource(scope);
  return {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    details: { name: metadata.name, ...(group !== '' && { group }), kind: resource, uid: metadata.uid },
  };
}

export const answersWithObject = (scope: RequestScope): boolean => scope.resource.strategy.returnsDeletedObject?.(versionOfScope(scope)) === true;
