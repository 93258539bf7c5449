/**
 * What a token says before anything is known to be true.
 * After untrustedIssuer of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc and hasCorrectIssuer of k8s.io/kubernetes/pkg/serviceaccount/jwt.go.
 */
import { kindOf, type Node } from '../../scheme/json/node';
import { parseJson } from '../../scheme/json/parse';
import { bytesOf } from '../jose/signed-token';
import { quote } from '../../golang/quote';

const payloadOf = (token: string): string => bytesOf(token.split('.')[1] ?? '').toString();

/** Returns the issuer that a token names, before anything is verified. Throws if it is not a token. */
export function untrustedIssuer(token: string): string {
  if (token.trim().startsWith('{')) throw new Error('token is not compact JWT');
  const parts = token.split('.');
  if (parts.length !== 3) throw new Error('malformed token');
  const payload = ((): string => {
    try {
      return payloadOf(token);
    } catch (error) {
      throw new Error(`error decoding token: ${(error as Error).message}`, { cause: error });
    }
  })();
  const issuer = issuerIn(payload);
  return issuer === 'accounts.google.com' ? 'https://accounts.google.com' : issuer;
}

function issuerIn(payload: string): string {
  try {
    parseJson(payload);
  } catch (error) {
    throw new Error(`while unmarshaling token: ${(error as Error).message}`, { cause: error });
  }
  const claims = JSON.parse(payload) as unknown;
  if (claims === null) return '';
  if (typeof claims !== 'object' || Array.isArray(claims))
    throw new Error(
      `while unmarshaling token: json: cannot unmarshal ${kindOf(claims as Node)} into Go value of type struct { Issuer string ${quote('json:"iss"')} }`,
    );
  const entry = Object.entries(claims).findLast(([name, value]) => name.toLowerCase() === 'iss' && value !== null);
  const value: unknown = entry?.[1] ?? '';
  if (typeof value === 'string') return value;
  throw new Error(`while unmarshaling token: json: cannot unmarshal ${kindOf(value as Node)} into Go struct field .iss of type string`);
}
