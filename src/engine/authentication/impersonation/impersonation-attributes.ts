/** The rights that impersonation asks for, as an authorizer is asked. */
import { resourceAttributes } from '../../apimachinery/attributes';
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

export const rightOf = (requester: Identity, right: Right): Attributes => resourceAttributes({ user: requester, apiVersion: 'v1', ...right });
