/** GET of one object: k8s.io/apiserver/pkg/endpoints/handlers/get.go GetResource. */
import type { KubeObject } from '../../api/objects';
import type { HandlerResult } from '../../api/registry';
import { badRequest, notFound } from '../../errors/status-error';
import { answered } from './conversion';
import { qualifiedResource, versionOfScope, type RequestScope } from './request-scope';
import { checkKey } from './keys';
import { booleanValue } from './query-values';
import { checkNotInFuture, parseResourceVersion } from './resource-version';

/** The object as it is stored. Throws 400 and 404. */
export function stored(scope: RequestScope): KubeObject {
  const { context, resource, namespace, name } = scope;
  checkKey(scope, name);
  const object = context.storage.get(resource.stored, resource.namespaced ? namespace : '', name);
  if (object === undefined) throw notFound(qualifiedResource(scope), name);
  return object;
}

export function get(scope: RequestScope): HandlerResult {
  const { query } = scope.call;
  if (versionOfScope(scope).has('export') && booleanValue(query, 'export') === true)
    throw badRequest(`export of ${JSON.stringify(scope.resource.resource)} is not supported`);
  checkKey(scope, scope.name);
  const wanted = parseResourceVersion(scope, query.get('resourceVersion') ?? '', 'object');
  checkNotInFuture(scope, wanted, 'object');
  const kept = stored(scope);
  const object = answered(scope, kept);
  return { status: 200, object, isKept: object === kept };
}
