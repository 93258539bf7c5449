/** GET of one object: k8s.io/apiserver/pkg/endpoints/handlers/get.go GetResource. */
import type { KubeObject } from '../../api/objects';
import type { Answer } from '../../api/registry';
import { badRequest, notFound } from '../../errors/status-error';
import { answered } from './conversion';
import { qualifiedResource, versionOfExchange, type Exchange } from './exchange';
import { checkKey } from './keys';
import { booleanValue } from './query-values';
import { checkNotInFuture, parseResourceVersion } from './resource-version';

/** The object as it is stored. Throws 400 and 404. */
export function stored(exchange: Exchange): KubeObject {
  const { context, resource, namespace, name } = exchange;
  checkKey(exchange, name);
  const object = context.storage.get(resource.stored, resource.namespaced ? namespace : '', name);
  if (object === undefined) throw notFound(qualifiedResource(exchange), name);
  return object;
}

export function get(exchange: Exchange): Answer {
  const { query } = exchange.call;
  if (versionOfExchange(exchange).has('export') && booleanValue(query, 'export') === true)
    throw badRequest(`export of ${JSON.stringify(exchange.resource.resource)} is not supported`);
  checkKey(exchange, exchange.name);
  const wanted = parseResourceVersion(exchange, query.get('resourceVersion') ?? '', 'object');
  checkNotInFuture(exchange, wanted, 'object');
  const kept = stored(exchange);
  const object = answered(exchange, kept);
  return { status: 200, object, isKept: object === kept };
}
