/**
 * services/proxy and nodes/proxy: what is told before anything is proxied to, which nothing here is.
 * After k8s.io/kubernetes/pkg/registry/core/{service,node}.
 */
import type { Answer } from '../../api/registry';
import { quote } from '../../golang/quote';
import { notFound, StatusError } from '../../response/status-error';
import { qualifiedResource, type Exchange } from '../generic/exchange';
import { stored } from '../generic/get';

/** [scheme:]name[:port] */
const serviceNameOf = (id: string): string => {
  const parts = id.split(':');
  return parts.length === 3 ? (parts[1] ?? '') : (parts[0] ?? '');
};

export function connectService(exchange: Exchange): Answer {
  const { context, resource, namespace, name } = exchange;
  const service = serviceNameOf(name);
  if (context.storage.get(resource.stored, namespace, service) === undefined) throw notFound(qualifiedResource(exchange), service);
  throw new StatusError(503, 'ServiceUnavailable', `no endpoints available for service ${quote(service)}`);
}

export function connectNode(exchange: Exchange): Answer {
  const node = stored({ ...exchange, name: serviceNameOf(exchange.name) });
  throw new StatusError(
    500,
    '',
    `no preferred addresses found; known addresses: ${JSON.stringify((node['status'] as { addresses?: unknown } | undefined)?.addresses ?? [])}`,
  );
}
