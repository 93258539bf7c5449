/**
 * The claims that every token of an issuer is judged by. Names match in any case, and a claim of the wrong type is refused as Go
 * refuses it. After the struct idToken of github.com/coreos/go-oidc/oidc.go and encoding/json.
 */
import { unixSeconds } from '../jose/claims';
import { quote } from '../../golang/quote';
import { kindOf, type Node } from '../../scheme/json/node';
import { own, setOwn, table } from '../../golang/map';

export interface IdTokenClaims {
  readonly issuer: string;
  readonly audiences: readonly string[];
  /** In seconds; of a token that does not say, the beginning of Go's time. */
  readonly expiry: number;
  readonly notBefore?: number;
  readonly claimNames: Readonly<Record<string, string>>;
  readonly claimSources: Readonly<Record<string, unknown>>;
}

/** The year 1, in seconds. */
export const ZERO_TIME = -62_135_596_800;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A value of the wrong type; decoding goes on and the first of them is reported. */
class Mismatch extends Error {}

const mismatch = (field: string, value: unknown, type: string): Mismatch =>
  new Mismatch(`json: cannot unmarshal ${kindOf(value as Node)} into Go struct field idToken.${field} of type ${type}`);

function text(field: string, value: unknown): string | undefined {
  if (value === null) return undefined;
  if (typeof value !== 'string') throw mismatch(field, value, 'string');
  return value;
}

/** json.Number: a number, or a text that is one. An error of it ends the decoding. */
function time(field: string, value: unknown): number {
  if (typeof value === 'number') return unixSeconds(value);
  if (value === null) throw new Error('strconv.ParseFloat: parsing "": invalid syntax');
  if (typeof value !== 'string') throw new Error(mismatch(field, value, 'json.Number').message);
  if (!NUMBER.test(value)) throw new Error(`json: invalid number literal, trying to unmarshal ${quote(JSON.stringify(value))} into Number`);
  return unixSeconds(Number(value));
}

function audiences(field: string, value: unknown): readonly string[] {
  if (value === null) return [''];
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value)) throw new Error(mismatch(field, value, '[]string').message);
  return value.map((item: unknown) => {
    if (item !== null && typeof item !== 'string') throw new Error(mismatch(field, item, 'string').message);
    return item ?? '';
  });
}

function map(field: string, value: unknown, type: string): Readonly<Record<string, unknown>> {
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) throw mismatch(field, value, `map[string]${type}`);
  for (const item of Object.values(value)) {
    if (type === 'string' && item !== null && typeof item !== 'string') throw mismatch(field, item, type);
    if (type !== 'string' && (typeof item !== 'object' || Array.isArray(item))) throw mismatch(field, item, type);
  }
  return value as Readonly<Record<string, unknown>>;
}

const READERS = table<(field: string, value: unknown) => unknown>({
  iss: text,
  sub: text,
  aud: audiences,
  exp: time,
  iat: time,
  nbf: (field, value) => (value === null ? undefined : time(field, value)),
  nonce: text,
  at_hash: text,
  _claim_names: (field, value) => map(field, value, 'string'),
  _claim_sources: (field, value) => map(field, value, 'oidc.claimSource'),
});

export function idTokenClaims(claims: unknown): IdTokenClaims {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    if (claims === null) return { issuer: '', audiences: [], expiry: ZERO_TIME, claimNames: {}, claimSources: {} };
    throw new Error(`json: cannot unmarshal ${kindOf(claims as Node)} into Go value of type oidc.idToken`);
  }
  const read: Record<string, unknown> = {};
  let first: Mismatch | undefined;
  for (const [name, value] of Object.entries(claims)) {
    const field = READERS[name] === undefined ? name.toLowerCase() : name;
    const reader = READERS[field];
    if (reader === undefined) continue;
    try {
      setOwn(read, field, reader(field, value) ?? own(read, field));
    } catch (error) {
      if (!(error instanceof Mismatch)) throw error;
      first ??= error;
    }
  }
  if (first !== undefined) throw new Error(first.message);
  return {
    issuer: (read['iss'] ?? '') as string,
    audiences: (read['aud'] ?? []) as readonly string[],
    expiry: (read['exp'] ?? ZERO_TIME) as number,
    ...(read['nbf'] !== undefined && { notBefore: read['nbf'] as number }),
    claimNames: (read['_claim_names'] ?? {}) as Readonly<Record<string, string>>,
    claimSources: (read['_claim_sources'] ?? {}) as Readonly<Record<string, unknown>>,
  };
}
