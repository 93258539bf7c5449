/** certificatesigningrequests/approval: only the conditions of the status are taken from the client. */
import type { KubeObject } from '../../../../api/objects';
import type { RequestScope } from '../../../generic/request-scope';
import { get } from '../../../generic/get';
import { patch } from '../../../generic/patch';
import { update } from '../../../generic/update';
import type { Strategy } from '../../../generic/strategy';
import { conditionsOf, validateRequestUpdate, withTimes } from './conditions';

function approved(object: KubeObject, old: KubeObject): KubeObject {
  const conditions = withTimes(conditionsOf(object), old);
  const { conditions: _old, ...status } = (old['status'] ?? {}) as { readonly conditions?: unknown };
  return { ...old, metadata: object.metadata, status: { ...(conditions.length > 0 && { conditions }), ...status } };
}

const STRATEGY: Strategy = {
  prepareForUpdate: approved,
  validateUpdate: (object, old, { options }) => validateRequestUpdate(object, old, options.version, { decides: true }),
};

const withApproval = (scope: RequestScope): RequestScope => ({ ...scope, resource: { ...scope.resource, strategy: STRATEGY } });

export const certificateApproval = {
  get,
  update: (scope: RequestScope) => update(withApproval(scope)),
  patch: (scope: RequestScope) => patch(withApproval(scope)),
};
