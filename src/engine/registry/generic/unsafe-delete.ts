/**
 * The deletion of an object that cannot be read any more, which who deletes has to be granted apart. An object that can be read is not
 * deleted this way, and here each can be read. After k8s.io/apiserver/pkg/endpoints/handlers/delete.go authorizeUnsafeDelete and
 * pkg/registry/generic/registry/corrupt_obj_deleter.go.
 */
import { resourceAttributes } from '../../apimachinery/attributes';
import { quote } from '../../golang/quote';
import { conflict, forbidden, internalError, notFound } from '../../errors/status-error';
import { qualifiedResource, type RequestScope } from './request-scope';
import { storageKey } from './resource';

const VERB = 'unsafe-delete-ignore-read-errors';

/** Storages that wrap another one and do not pass its deleter on: those of rbac.authorization.k8s.io, and namespaces. */
const hasDeleter = ({ resource: { stored } }: RequestScope): boolean =>
  stored.group !== 'rbac.authorization.k8s.io' && !(stored.group === '' && stored.resource === 'namespaces');

async function authorize(scope: RequestScope): Promise<void> {
  const { call, context, namespace, name } = scope;
  const { apiGroup, apiVersion, resource } = call.info;
  const asked = resourceAttributes({ user: call.user, verb: VERB, namespace, apiGroup, apiVersion, resource, name });
  const { decision, reason, error } = await context.authorizer.authorize(asked);
  if (error !== undefined) throw forbidden(qualifiedResource(scope), name, `error while checking permission for ${quote(VERB)}, ${error.message}`);
  if (decision !== 'Allow') throw forbidden(qualifiedResource(scope), name, `not permitted to do ${quote(VERB)}, reason: ${reason}`);
}

/** Throws what a real server answers for an object that it can read, and for one that is not there. */
export async function deleteUnsafely(scope: RequestScope): Promise<never> {
  const { context, resource, namespace, name } = scope;
  if (!hasDeleter(scope)) throw internalError('no unsafe deleter provided, can not honor ignoreStoreReadErrorWithClusterBreakingPotential');
  await authorize(scope);
  if (context.storage.get(resource.stored, resource.namespaced ? namespace : '', name) === undefined) throw notFound(qualifiedResource(scope), name);
  throw conflict(
    qualifiedResource(scope),
    name,
    `StorageError: invalid object, Code: 4, Key: ${storageKey(resource, namespace, name)}, ResourceVersion: 0, AdditionalErrorMsg: unsafe deletion is not allowed because the object is decodable from storage`,
  );
}
