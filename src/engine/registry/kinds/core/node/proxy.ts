/** nodes/proxy: a request to the kubelet of a node, or to another port of it. After ResourceLocation of k8s.io/kubernetes/pkg/registry/core/node/strategy.go. */
import type { HandlerResult } from '../../../../api/registry';
import { badRequest } from '../../../../errors/status-error';
import { checkProxyable, checkReach } from '../../../../proxy/addresses';
import { forward, pathBehindProxy, queryOf } from '../../../../proxy/forward';
import { invalidRequest, kubeletOf, splitSchemeNamePort } from '../../../../proxy/kubelet-location';
import { UNVERIFIED } from '../../../../proxy/location';
import { admitConnection } from '../../../generic/connection-options';
import type { RequestScope } from '../../../generic/request-scope';

export async function connectNode(scope: RequestScope): Promise<HandlerResult> {
  await admitConnection(scope, 'NodeProxyOptions');
  const { call, context, resource } = scope;
  const { options, storage } = context;
  const id = splitSchemeNamePort(scope.name);
  if (id === undefined) throw badRequest(invalidRequest('node', scope.name));
  const { location } = kubeletOf(storage, options, id.name, resource);
  checkReach(location.host, options.kubelet);
  await checkProxyable(location.host, options.version);
  const isKubelet = id.port === '' || id.port === location.port;
  const place = isKubelet ? location : { scheme: id.scheme, host: location.host, port: id.port, tls: UNVERIFIED };
  return forward(call, options, { ...place, path: pathBehindProxy(call), query: queryOf(call) });
}
