/** CustomResourceDefinitions: what is written is established before it is answered. */
import { create } from '../../../generic/create';
import { deleteOne } from '../../../generic/delete';
import { deleteCollection } from '../../../generic/delete-collection';
import { get } from '../../../generic/get';
import type { Handle, Kind } from '../../../generic/kind';
import { patch } from '../../../generic/patch';
import { withStatusStrategy } from '../../../generic/status-subresource';
import { update } from '../../../generic/update';
import { settleDefinitions } from './settle';
import { customResourceDefinitions } from './strategy';

const settled =
  (handle: Handle): Handle =>
  async (scope) => {
    const answer = await handle(scope);
    await settleDefinitions(scope.call, scope.context);
    return answer;
  };

export const customResourceDefinitionKind: Kind = {
  strategy: customResourceDefinitions,
  handlers: {
    create: settled(create),
    update: settled(update),
    patch: settled(patch),
    delete: settled(deleteOne),
    deletecollection: settled(deleteCollection),
  },
  subresources: {
    status: { get, update: settled((scope) => update(withStatusStrategy(scope))), patch: settled((scope) => patch(withStatusStrategy(scope))) },
  },
};
