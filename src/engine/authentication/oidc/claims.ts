/**
 * The claims of a token, and what Go says of one that has another type than it must have.
 * After the type claims of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go and encoding/json.
 */
import { kindOf } from '../../scheme/json/node';
import { own } from '../../golang/map';

export type Claims = Readonly<Record<string, unknown>>;

export const hasClaim = (claims: Claims, name: string): boolean => Object.hasOwn(claims, name);

const mismatch = (value: unknown, type: string): Error => new Error(`json: cannot unmarshal ${kindOf(value as never)} into Go value of type ${type}`);

function claim(claims: Claims, name: string): unknown {
  if (!hasClaim(claims, name)) throw new Error('claim not present');
  return own(claims, name);
}

/** null is neither a text nor an error: Go leaves the empty text as it is. */
const asText = (value: unknown): string => {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  throw mismatch(value, 'string');
};

export const textClaim = (claims: Claims, name: string): string => asText(claim(claims, name));

export function booleanClaim(claims: Claims, name: string): boolean {
  const value = claim(claims, name);
  if (value === null) return false;
  if (typeof value === 'boolean') return value;
  throw mismatch(value, 'bool');
}

/** A list of texts, or one text. */
export function textsClaim(claims: Claims, name: string): readonly string[] {
  const value = claim(claims, name);
  if (value === null) return [];
  if (Array.isArray(value) && value.every((item) => item === null || typeof item === 'string')) return value.map(asText);
  return [asText(value)];
}
