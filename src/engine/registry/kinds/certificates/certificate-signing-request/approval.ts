/** certificatesigningrequests/approval: only the conditions of the status are taken from the client. */
import type { KubeObject } from '../../../../api/objects';
import type { Strategy } from '../../../generic/strategy';
import { updatedBy } from '../../../generic/with-strategy';
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

export const certificateApproval = updatedBy(STRATEGY);
