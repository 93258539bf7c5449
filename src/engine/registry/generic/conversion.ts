/**
 * Between the version a client speaks and the version in which objects are kept. Strategies see the latter, admission and
 * clients the former.
 */
import type { KubeObject } from '../../api/objects';
import { withMeta } from '../../storage/object-meta';
import { selfLinkOf } from './self-link';
import { versionOfScope, type RequestScope } from './request-scope';

export const toStored = ({ context, resource }: RequestScope, object: KubeObject): KubeObject => context.scheme.inVersion(object, resource.stored.kind);

/** What admission is shown of an object that is not stored yet. */
export const toAdmitted = ({ context, resource }: RequestScope, object: KubeObject): KubeObject => context.scheme.inVersion(object, resource.kind);

export const toRequested = ({ context, resource }: RequestScope, object: KubeObject): KubeObject => context.scheme.convert(object, resource.kind);

/** The object as the client gets it. */
export function answered(scope: RequestScope, object: KubeObject): KubeObject {
  const requested = toRequested(scope, object);
  if (!versionOfScope(scope).has('selfLink')) return requested;
  return withMeta(requested, { selfLink: selfLinkOf(scope.resource, requested, scope.subresource) });
}
