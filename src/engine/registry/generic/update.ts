/** PUT of an object: k8s.io/apiserver/pkg/endpoints/handlers/update.go. */
import type { HandlerResult } from '../../api/registry';
import type { KubeObject } from '../../api/objects';
import { badRequest } from '../../errors/status-error';
import { tracked } from './managed-fields/track';
import { answered, toRequested } from './conversion';
import { decodeBody } from './decode-body';
import { versionOfScope, type RequestScope } from './request-scope';
import { storeUpdate } from './store-update';
import { inNamespaceOfRequest } from './system-fields';
import { objectToStore, validateCreate, validateUpdate } from './update-admission';
import { writeOptions } from './write-options';

/** Throws 400 when the object is not the one that the URL names. */
export function checkName({ name, namespace }: RequestScope, { metadata }: KubeObject): void {
  if ((metadata.name ?? '') === '') throw badRequest(`the name of the object (${name} based on URL) was undeterminable: name must be provided`);
  if (metadata.name !== name) throw badRequest(`the name of the object (${metadata.name}) does not match the name on the URL (${name})`);
  const own = metadata.namespace ?? '';
  if (namespace !== '' && own !== '' && own !== namespace)
    throw badRequest(`the namespace of the object (${own}) does not match the namespace on the request (${namespace})`);
}

export async function update(scope: RequestScope): Promise<HandlerResult> {
  const version = versionOfScope(scope);
  const options = writeOptions('UpdateOptions', scope.call.query, version);
  const decoded = await decodeBody(scope, options);
  const given = version.has('namespaceCheckedFirst') ? inNamespaceOfRequest(scope, decoded) : decoded;
  checkName(scope, given);
  const { object, created } = await storeUpdate(scope, {
    uid: given.metadata.uid ?? '',
    updated: async (existing) => {
      const old = existing && toRequested(scope, existing);
      const owned = await tracked(scope, options.fieldManager, given, old);
      return objectToStore(scope, options, owned, { old, existing });
    },
    validateCreate: validateCreate(scope, options),
    validateUpdate: validateUpdate(scope, options),
    forceAllowCreate: false,
    dryRun: options.dryRun,
  });
  return { status: created ? 201 : 200, object: answered(scope, object) };
}
