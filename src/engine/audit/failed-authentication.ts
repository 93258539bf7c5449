/** How a requester who is not known tried to be. After getAuthMethods of k8s.io/apiserver/pkg/endpoints/filters/authn_audit.go. */
import type { ApiRequest } from '../api/http';
import { own } from '../golang/map';
import { trimSpace } from '../golang/trim';

/** Two parts, the second of which is user and password in base64. */
function isBasic(authorization: string): boolean {
  const PREFIX = 'basic ';
  return authorization.toLowerCase().startsWith(PREFIX) && Buffer.from(authorization.slice(PREFIX.length), 'base64').includes(':');
}

export function failedAuthentication({ headers, peerCertificates = [] }: ApiRequest, query: URLSearchParams): string {
  const value = own(headers, 'authorization') ?? '';
  const authorization = typeof value === 'string' ? value : (value[0] ?? '');
  const [scheme = '', ...rest] = trimSpace(authorization).split(' ');
  const token = query.get('access_token') ?? '';
  const methods = [
    ...(isBasic(authorization) ? ['basic'] : []),
    ...(rest.length > 0 && scheme.toLowerCase() === 'bearer' ? ['bearer'] : []),
    ...(trimSpace(token) !== '' ? ['access_token'] : []),
    ...(peerCertificates.length > 0 ? ['x509'] : []),
  ];
  return methods.length === 0 ? 'Authentication failed, no credentials provided' : `Authentication failed, attempted: ${methods.join(', ')}`;
}
