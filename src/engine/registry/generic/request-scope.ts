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

export interface RequestScope {
  readonly call: Call;
  readonly context: RegistryContext;
  readonly resource: Resource;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
}

export const versionOfScope = ({ context }: RequestScope): Version => context.options.version;

/** How errors name the resource: as the client does. */
export const qualifiedResource = ({ resource }: RequestScope): GroupResource => ({ group: resource.group, resource: resource.resource });

/** The request without the parameters that a media type may carry. */
export function contentType({ call }: RequestScope): string {
  return firstHeader(call.request, 'content-type').trim();
}

export const bodyBytes = ({ call }: RequestScope): Uint8Array => requestBody(call.request);

/** The group in which a kind was registered first names it in validation errors. */
const FIRST_REGISTERED_IN_EXTENSIONS = ['NetworkPolicy', 'Ingress', 'PodSecurityPolicy'];

/** How validation errors name the kind: by its internal type. */
export function kindInErrors(scope: RequestScope): Pick<GroupVersionKind, 'group' | 'kind'> {
  const { kind } = scope.resource.stored;
  const old = FIRST_REGISTERED_IN_EXTENSIONS.includes(kind.kind) && versionOfScope(scope).has('kindsOfExtensions');
  return old ? { group: 'extensions', kind: kind.kind } : kind;
}
