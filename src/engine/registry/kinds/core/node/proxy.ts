/** nodes/proxy: what is refused before anything is proxied to, which nothing here is. After k8s.io/kubernetes/pkg/registry/core/node. */
import type { Answer } from '../../../../api/registry';
import { StatusError } from '../../../../errors/status-error';
import { admitConnection } from '../../../generic/connection-options';
import type { Exchange } from '../../../generic/exchange';
import { stored } from '../../../generic/get';
import { serviceNameOf } from '../service/proxy';

export async function connectNode(exchange: Exchange): Promise<Answer> {
  await admitConnection(exchange, 'NodeProxyOptions');
  const node = stored({ ...exchange, name: serviceNameOf(exchange.name) });
  throw new StatusError(
    500,
    '',
    `no preferred addresses found; known addresses: ${JSON.stringify((node['status'] as { addresses?: unknown } | undefined)?.addresses ?? [])}`,
  );
}
