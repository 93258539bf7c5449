/**
 * Does what an authorized request asks for. First the paths that are no resources (discovery, health), then resources: the
 * route gives the resource and the action, kinds/kinds.ts what is peculiar to the kind; everything else is generic.
 */
import type { HandlerResult, Call } from '../api/registry';
import { Scheme } from '../scheme/scheme';
import { createCustomResources } from './custom-resources/custom-resources';
import { createDiscovery } from './discovery/discovery';
import type { RegistryContext } from './generic/context';
import { handleResource, type Kinds } from './generic/handle-resource';
import { createHealth } from './health/health';
import { settleDefinitions } from './kinds/apiextensions/custom-resource-definition/settle';
import { kindOf } from './kinds/kinds';
import { reviewHandler } from './reviews/reviews';

export interface Registry {
  handle(call: Call): Promise<HandlerResult>;
}

const KINDS: Kinds = { kindOf, reviewHandler };

export function createRegistry(parts: Omit<RegistryContext, 'scheme'>): Registry {
  const context: RegistryContext = { ...parts, scheme: Scheme.of(parts.options.version) };
  const handlers = [createDiscovery(context), createHealth(context), createCustomResources(context, settleDefinitions)];
  return {
    async handle(call) {
      for (const handler of handlers) {
        const answer = await handler.handle(call);
        if (answer !== undefined) return answer;
      }
      return handleResource(call, context, KINDS);
    },
  };
}
