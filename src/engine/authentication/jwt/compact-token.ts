/**
 * A token as it is written: three parts in base64 for URLs, without padding.
 * After gopkg.in/go-jose/go-jose.v2 ParseSigned and untrustedIssuer of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc.
 */
import { kindOf, type Node } from '../../scheme/json/node';
import { parseJson } from '../../scheme/json/parse';
import { quote } from '../../golang/quote';

export interface TokenHeader {
  readonly algorithm: string;
  readonly keyId: string;
}

function bytesOf(part: string): Buffer {
  // Go passes over line ends.
  const text = part.replace(/[\r\n]/g, '');
  const wrong = part.search(/[^A-Za-z0-9_\-\r\n]/);
  if (wrong !== -1) throw new Error(`illegal base64 data at input byte ${wrong}`);
  if (text.length % 4 === 1) throw new Error(`illegal base64 data at input byte ${part.length - 1}`);
  return Buffer.from(text, 'base64url');
}

function jsonOf(part: string): unknown {
  const text = bytesOf(part).toString();
  parseJson(text);
  return JSON.parse(text);
}

/** The header of a token whose parts can be read. */
export function headerOf(token: string): TokenHeader {
  const [head = '', payload = '', signature = ''] = token.split('.');
  bytesOf(head);
  bytesOf(payload);
  bytesOf(signature);
  if (head === '') return { algorithm: '', keyId: '' };
  const header = jsonOf(head);
  if (typeof header !== 'object' || Array.isArray(header))
    throw new Error(`json: cannot unmarshal ${kindOf(header as Node)} into Go value of type jose.rawHeader`);
  const { alg, kid } = (header ?? {}) as Readonly<Record<string, unknown>>;
  return { algorithm: typeof alg === 'string' ? alg : '', keyId: typeof kid === 'string' ? kid : '' };
}

export const payloadOf = (token: string): string => bytesOf(token.split('.')[1] ?? '').toString();

/** Whom a token says it is from, before anything is known to be true. Throws if it is no token. */
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
