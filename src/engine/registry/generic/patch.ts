/**
 * PATCH: reads the object, changes it as the patch says, and goes on like an update.
 * After k8s.io/apiserver/pkg/endpoints/handlers/patch.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Answer } from '../../api/registry';
import { conflict, notFound, StatusError } from '../../errors/status-error';
import { settled, tracked } from './managed-fields/track';
import { answered, toRequested, toStored } from './conversion';
import { bodyBytes, contentType, qualifiedResource, versionOfExchange, type Exchange } from './exchange';
import { notePatch } from './patch-for-audit';
import { patchMechanism } from './patch-mechanisms';
import { storeUpdate } from './store-update';
import { inNamespaceOfRequest } from './system-fields';
import { checkName } from './update';
import { admitUpdate, authorizedUpdate, validateCreate, validateUpdate } from './update-admission';
import { APPLY_PATCH, writeOptions } from './write-options';

const PATCH_TYPES = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', APPLY_PATCH];

/** The REST container's own refusal. */
const unsupported = (): StatusError => new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});

/** Old containers look at the content type only if there is content; then no route is left to choose by Accept. */
const notAcceptable = (): StatusError => new StatusError(406, 'NotAcceptable', '406: Not Acceptable', {});

const patchTypeOf = (exchange: Exchange): string => {
  const [type = ''] = contentType(exchange).split(';');
  if (PATCH_TYPES.includes(type.trim())) return type.trim();
  const forgiven = bodyBytes(exchange).length === 0 && versionOfExchange(exchange).has('bodilessPatchNotAcceptable');
  throw forgiven ? notAcceptable() : unsupported();
};

export async function patch(exchange: Exchange): Promise<Answer> {
  const type = patchTypeOf(exchange);
  const version = versionOfExchange(exchange);
  // Refuses a body that is too long before anything is made of it: 413 is no error of the patch.
  bodyBytes(exchange);
  const options = writeOptions('PatchOptions', exchange.call.query, version, type);
  await notePatch(exchange, type);
  const applied = patchMechanism(exchange, type, options);
  const forceAllowCreate = type === APPLY_PATCH;

  const patched = async (existing: KubeObject | undefined): Promise<KubeObject> => {
    if (existing === undefined && !forceAllowCreate) throw notFound(qualifiedResource(exchange), exchange.name);
    const current = existing && toRequested(exchange, existing);
    const written = await applied(current);
    const object = forceAllowCreate ? written : await tracked(exchange, options.fieldManager, written, current);
    const uid = object.metadata.uid ?? '';
    if (existing === undefined && uid !== '')
      throw conflict(qualifiedResource(exchange), exchange.name, `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`);
    const placed = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(exchange, object) : object;
    checkName(exchange, placed);
    return placed;
  };
  const { object, created } = await storeUpdate(exchange, {
    uid: '',
    updated: async (existing) => {
      const old = existing && toRequested(exchange, existing);
      const admitted = await admitUpdate(exchange, options, await patched(existing), old);
      const written = await settled(exchange, admitted, old);
      await exchange.context.scheme.convertAhead(written, exchange.resource.stored.kind);
      const object = toStored(exchange, written);
      await authorizedUpdate(exchange, object, existing);
      return object;
    },
    validateCreate: validateCreate(exchange, options),
    validateUpdate: validateUpdate(exchange, options),
    forceAllowCreate,
    dryRun: options.dryRun,
  });
  return { status: created ? 201 : 200, object: answered(exchange, object) };
}
