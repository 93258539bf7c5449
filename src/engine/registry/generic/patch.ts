/**
 * PATCH: reads the object, changes it as the patch says, and goes on like an update.
 * After k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import type { KubeObject } from '../../api/objects';
import type { HandlerResult } from '../../api/registry';
import { conflict, notFound, StatusError } from '../../errors/status-error';
import { tracked } from './managed-fields/track';
import { answered, toRequested } from './conversion';
import { bodyBytes, contentType, qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { notePatch } from './patch-for-audit';
import { patchMechanism } from './patch-mechanisms';
import { storeUpdate } from './store-update';
import { inNamespaceOfRequest } from './system-fields';
import { checkName } from './update';
import { objectToStore, validateCreate, validateUpdate } from './update-admission';
import { APPLY_PATCH, writeOptions } from './write-options';

const PATCH_TYPES = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', APPLY_PATCH];

/** The REST container's own refusal. */
const unsupported = (): StatusError => new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});

/** Old containers look at the content type only if there is content; then no route is left to choose by Accept. */
const notAcceptable = (): StatusError => new StatusError(406, 'NotAcceptable', '406: Not Acceptable', {});

const patchTypeOf = (scope: RequestScope): string => {
  const [type = ''] = contentType(scope).split(';');
  if (PATCH_TYPES.includes(type.trim())) return type.trim();
  const forgiven = bodyBytes(scope).length === 0 && versionOfScope(scope).has('bodilessPatchNotAcceptable');
  throw forgiven ? notAcceptable() : unsupported();
};

export async function patch(scope: RequestScope): Promise<HandlerResult> {
  const type = patchTypeOf(scope);
  const version = versionOfScope(scope);
  // Refuses a body that is too long before anything is made of it: 413 is not an error of the patch.
  bodyBytes(scope);
  const options = writeOptions('PatchOptions', scope.call.query, version, type);
  await notePatch(scope, type);
  const applied = patchMechanism(scope, type, options);
  const forceAllowCreate = type === APPLY_PATCH;

  const patched = async (existing: KubeObject | undefined): Promise<KubeObject> => {
    if (existing === undefined && !forceAllowCreate) throw notFound(qualifiedResource(scope), scope.name);
    const current = existing && toRequested(scope, existing);
    const written = await applied(current);
    const object = forceAllowCreate ? written : await tracked(scope, options.fieldManager, written, current);
    const uid = object.metadata.uid ?? '';
    if (existing === undefined && uid !== '')
      throw conflict(qualifiedResource(scope), scope.name, `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`);
    const placed = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(scope, object) : object;
    checkName(scope, placed);
    return placed;
  };
  const { object, created } = await storeUpdate(scope, {
    uid: '',
    updated: async (existing) => {
      const old = existing && toRequested(scope, existing);
      return objectToStore(scope, options, await patched(existing), { old, existing });
    },
    validateCreate: validateCreate(scope, options),
    validateUpdate: validateUpdate(scope, options),
    forceAllowCreate,
    dryRun: options.dryRun,
  });
  return { status: created ? 201 : 200, object: answered(scope, object) };
}
