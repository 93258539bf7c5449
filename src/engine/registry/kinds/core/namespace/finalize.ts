/** namespaces/finalize: only spec.finalizers is taken from the client; a terminating namespace goes with the last of them. */
import type { HandlerResult } from '../../../../api/registry';
import type { RequestScope } from '../../../generic/request-scope';
import { update } from '../../../generic/update';
import { finalizeStrategy } from './strategy';

export const finalizeNamespace = (scope: RequestScope): Promise<HandlerResult> =>
  update({ ...scope, resource: { ...scope.resource, strategy: finalizeStrategy } });
