/** certificatesigningrequests/approval: only the conditions of the status are taken from the client. */
import type { KubeObject } from '../../../../api/objects';
import type { Exchange } from '../../../generic/exchange';
import { get } from '../../../generic/get';
import { patch } from '../../../generic/patch';
import { update } from '../../../generic/update';

const conditionsOf = ({ status }: KubeObject): unknown =>
  typeof status === 'object' && status !== null && 'conditions' in status ? status.conditions : undefined;

function approved(object: KubeObject, old: KubeObject): KubeObject {
  const conditions = conditionsOf(object);
  const { conditions: _old, ...status } = (old['status'] ?? {}) as { readonly conditions?: unknown };
  return { ...old, metadata: object.metadata, status: { ...(conditions !== undefined && { conditions }), ...status } };
}

const withApproval = (exchange: Exchange): Exchange => ({ ...exchange, resource: { ...exchange.resource, strategy: { prepareForUpdate: approved } } });

export const certificateApproval = {
  get,
  update: (exchange: Exchange) => update(withApproval(exchange)),
  patch: (exchange: Exchange) => patch(withApproval(exchange)),
};
