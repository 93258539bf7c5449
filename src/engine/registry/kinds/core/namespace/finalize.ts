/** namespaces/finalize: only spec.finalizers is taken from the client; a terminating namespace goes with the last of them. */
import type { HandlerResult } from '../../../../api/registry';
import type { RequestScope } from '../../../generic/request-scope';
import { update } from '../../../generic/update';
import { withStrategy } from '../../../generic/with-strategy';
import { finalizeStrategy } from './strategy';

export const finalizeNamespace = (scope: RequestScope): Promise<HandlerResult> => update(withStrategy(scope, finalizeStrategy));
