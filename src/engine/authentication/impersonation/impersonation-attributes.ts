/** The rights that impersonation asks for, as an authorizer is asked. */
import type { Attributes } from '../../api/attributes';
import type { Identity } from '../../api/identity';

export const AUTHENTICATION_GROUP = 'authentication.k8s.io';

interface Right {
  readonly verb: string;
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly namespace?: string;
  readonly name?: string;
}

export const rightOf = (requester: Identity, { verb, apiGroup, resource, subresource = '', namespace = '', name = '' }: Right): Attributes => ({
  user: requester,
  verb,
  namespace,
  apiGroup,
  apiVersion: 'v1',
  resource,
  subresource,
  name,
  isResourceRequest: true,
  path: '',
});
