/**
 * Claims that are not what Go's decoder expects, in its words. Only the signed token of a known issuer comes this far.
 * After encoding/json and go-jose/jwt/claims.go.
 */
import { own } from '../golang/map';

export type Claims = Readonly<Record<string, unknown>>;

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === true || value === false ? 'bool' : typeof value);
const isText = (value: unknown): boolean => value === undefined || value === null || typeof value === 'string';
export const isObject = (value: unknown): value is Claims => typeof value === 'object' && value !== null && !Array.isArray(value);

export function claimsError(claims: Claims, library: string): string | undefined {
  for (const name of ['exp', 'nbf', 'iat']) {
    const value = own(claims, name);
    if (value !== undefined && value !== null && typeof value !== 'number') return `${library}/jwt: expected number value to unmarshal NumericDate`;
  }
  const audience = claims['aud'];
  if (audience !== undefined && audience !== null && ![audience].flat().every(isText))
    return `${library}/jwt: expected string or array value to unmarshal to Audience`;
  for (const name of ['iss', 'sub', 'jti']) {
    const value = own(claims, name);
    if (!isText(value)) return `json: cannot unmarshal ${kindOf(value)} into Go value of type string`;
  }
  const kubernetes = claims['kubernetes.io'];
  if (kubernetes !== undefined && kubernetes !== null && !isObject(kubernetes))
    return `json: cannot unmarshal ${kindOf(kubernetes)} into Go value of type serviceaccount.kubernetes`;
  return undefined;
}
