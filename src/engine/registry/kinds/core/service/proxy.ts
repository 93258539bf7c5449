/** services/proxy: what is refused before anything is proxied to, which nothing here is. After k8s.io/kubernetes/pkg/registry/core/service. */
import type { HandlerResult } from '../../../../api/registry';
import { quote } from '../../../../golang/quote';
import { notFound, StatusError } from '../../../../errors/status-error';
import { admitConnection } from '../../../generic/connection-options';
import { qualifiedResource, type RequestScope } from '../../../generic/request-scope';
import { stored } from '../../../generic/get';

const ENDPOINTS = { group: '', resource: 'endpoints' };
interface ServicePort {
  readonly name?: string;
  readonly port: number;
}

/** Throws where a port is named by a number that the service does not have. */
function checkPort(scope: RequestScope, service: string): void {
  const parts = scope.name.split(':');
  const port = parts.length > 1 ? (parts[parts.length - 1] ?? '') : '';
  if (!/^[-+]?\d+$/.test(port)) return;
  const { ports = [] } = (stored({ ...scope, name: service })['spec'] ?? {}) as { readonly ports?: readonly ServicePort[] };
  if (!ports.some((candidate) => candidate.port === Number(port)))
    throw new StatusError(503, 'ServiceUnavailable', `no service port ${Number(port)} found for service ${quote(service)}`);
}

/** [scheme:]name[:port] */
export const serviceNameOf = (id: string): string => {
  const parts = id.split(':');
  return parts.length === 3 ? (parts[1] ?? '') : (parts[0] ?? '');
};

const noEndpoints = (service: string): StatusError => new StatusError(503, 'ServiceUnavailable', `no endpoints available for service ${quote(service)}`);

export async function connectService(scope: RequestScope): Promise<HandlerResult> {
  await admitConnection(scope, 'ServiceProxyOptions');
  const { context, namespace, name } = scope;
  const service = serviceNameOf(name);
  checkPort(scope, service);
  if (context.options.version.has('proxyByEndpointSlices')) throw noEndpoints(service);
  const endpoints = context.storage.get(ENDPOINTS, namespace, service);
  if (endpoints === undefined) throw notFound(qualifiedResource(scope), service);
  // No address is one of a pod that runs.
  const subsets = (endpoints['subsets'] ?? []) as readonly unknown[];
  throw noEndpoints(subsets.length === 0 ? service : name);
}
