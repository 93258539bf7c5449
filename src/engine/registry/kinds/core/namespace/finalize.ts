/** namespaces/finalize: only spec.finalizers is taken from the client; a terminating namespace goes with the last of them. */
import type { Answer } from '../../../../api/registry';
import type { Exchange } from '../../../generic/exchange';
import { update } from '../../../generic/update';
import { finalizeStrategy } from './strategy';

export const finalizeNamespace = (exchange: Exchange): Promise<Answer> =>
  update({ ...exchange, resource: { ...exchange.resource, strategy: finalizeStrategy } });
