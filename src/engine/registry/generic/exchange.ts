/**
 * One request on one resource: what every verb is given. `namespace` and `name` are those of the URL.
 */
import { firstHeader } from '../../golang/http-header';
import type { GroupResource, GroupVersionKind } from '../../api/objects';
import type { Call } from '../../api/registry';
import type { RegistryContext } from './context';
import { requestBody } from './request-body';
import type { Version } from '../../versions';
import type { Resource } from './resource';

export interface Exchange {
  readonly call: Call;
  readonly context: RegistryContext;
  readonly resource: Resource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export const versionOfExchange = ({ context }: Exchange): Version => context.options.version;

/** How errors name the resource: as the client does. */
export const qualifiedResource = ({ resource }: Exchange): GroupResource => ({ group: resource.group, resource: resource.resource });

/** The request without the parameters that a media type may carry. */
export function contentType({ call }: Exchange): string {
  return firstHeader(call.request, 'content-type').trim();
}

export const bodyBytes = ({ call }: Exchange): Uint8Array => requestBody(call.request);

/** The group in which a kind was registered first names it in validation errors. */
const FIRST_REGISTERED_IN_EXTENSIONS = ['NetworkPolicy', 'Ingress', 'PodSecurityPolicy'];

/** How validation errors name the kind: by its internal type. */
export function kindInErrors(exchange: Exchange): Pick<GroupVersionKind, 'group' | 'kind'> {
  const { kind } = exchange.resource.stored;
  const old = FIRST_REGISTERED_IN_EXTENSIONS.includes(kind.kind) && versionOfExchange(exchange).has('kindsOfExtensions');
  return old ? { group: 'extensions', kind: kind.kind } : kind;
}
