/** A subresource that reads and writes the object of its kind by a strategy of its own. */
import { get } from './get';
import type { Handlers } from './kind';
import { patch } from './patch';
import type { RequestScope } from './request-scope';
import type { Strategy } from './strategy';
import { update } from './update';

export const withStrategy = (scope: RequestScope, strategy: Strategy): RequestScope => ({ ...scope, resource: { ...scope.resource, strategy } });

export const updatedBy = (strategy: Strategy): Handlers => ({
  get,
  update: (scope) => update(withStrategy(scope, strategy)),
  patch: (scope) => patch(withStrategy(scope, strategy)),
});
