/**
 * Between the version a client speaks and the version in which objects are kept. Strategies see the latter, admission and
 * clients the former.
 */
import type { KubeObject } from '../../api/objects';
import { withMeta } from '../../storage/object-meta';
import { selfLinkOf } from './self-link';
import { versionOfExchange, type Exchange } from './exchange';

export const toStored = ({ context, resource }: Exchange, object: KubeObject): KubeObject => context.scheme.inVersion(object, resource.stored.kind);

/** What admission is shown of an object that is not stored yet. */
export const toAdmitted = ({ context, resource }: Exchange, object: KubeObject): KubeObject => context.scheme.inVersion(object, resource.kind);

export const toRequested = ({ context, resource }: Exchange, object: KubeObject): KubeObject => context.scheme.convert(object, resource.kind);

/** The object as the client gets it. */
export function answered(exchange: Exchange, object: KubeObject): KubeObject {
  const requested = toRequested(exchange, object);
  if (!versionOfExchange(exchange).has('selfLink')) return requested;
  return withMeta(requested, { selfLink: selfLinkOf(exchange.resource, requested, exchange.subresource) });
}
