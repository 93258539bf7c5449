/** nodes/proxy: what is refused before anything is proxied to, which nothing here is. After k8s.io/kubernetes/pkg/registry/core/node. */
import type { HandlerResult } from '../../../../api/registry';
import { StatusError } from '../../../../errors/status-error';
import { admitConnection } from '../../../generic/connection-options';
import type { RequestScope } from '../../../generic/request-scope';
import { stored } from '../../../generic/get';
import { serviceNameOf } from '../service/proxy';

export async function connectNode(scope: RequestScope): Promise<HandlerResult> {
  await admitConnection(scope, 'NodeProxyOptions');
  const node = stored({ ...scope, name: serviceNameOf(scope.name) });
  throw new StatusError(
    500,
    '',
    `no preferred addresses found; known addresses: ${JSON.stringify((node['status'] as { addresses?: unknown } | undefined)?.addresses ?? [])}`,
  );
}
