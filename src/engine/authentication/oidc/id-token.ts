/**
 * Whether a token is from the issuer, for us, and good now. Newer versions look at the signature first, so that a token that
 * without a valid signature says nothing of its claims.
 * After github.com/coreos/go-oidc/verify.go and idTokenVerifier of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc.
 */
import { nowText, timeText } from '../../golang/time-text';
import { quote, quoteSlice } from '../../golang/quote';
import { entriesOf, isObject, NumberNode, type Node } from '../../scheme/json/node';
import { parseJson } from '../../scheme/json/parse';
import type { Version } from '../../versions';
import type { Claims } from './claims';
import { parseSigned, type SignedToken } from '../jose/signed-token';
import { idTokenClaims } from './id-token-claims';
import type { KeySet } from './key-set';

export interface IdTokenRules {
  readonly issuer: string;
  readonly audiences: readonly string[];
  readonly algorithms: readonly string[];
  readonly version: Version;
}

const LEEWAY = 60_000;

function parsedToken(token: string, version: Version): SignedToken {
  try {
    return parseSigned(token, version);
  } catch (error) {
    throw new Error(`oidc: malformed jwt: ${(error as Error).message}`, { cause: error });
  }
}

/** Reports a number that no float holds with its digits, which JSON.parse does not keep. */
function checkTimes(node: Node): void {
  if (!isObject(node)) return;
  for (const [name, value] of entriesOf(node)) {
    const isTime = ['exp', 'iat', 'nbf'].includes(name.toLowerCase());
    if (isTime && value instanceof NumberNode && !Number.isFinite(Number(value.literal)))
      throw new Error(`strconv.ParseFloat: parsing ${quote(value.literal)}: value out of range`);
  }
}

function parsed(payload: string): unknown {
  checkTimes(parseJson(payload));
  return JSON.parse(payload);
}

function checkAudience(given: readonly string[], { audiences }: IdTokenRules): void {
  if (audiences.some((audience) => given.includes(audience))) return;
  const wanted = audiences.length === 1 ? quote(audiences[0] ?? '') : `in ${quoteSlice([...audiences].sort())}`;
  throw new Error(`oidc: expected audience ${wanted} got ${quoteSlice(given)}`);
}

function checkClaims(payload: string, rules: IdTokenRules): Claims {
  const claims = ((): unknown => {
    try {
      return parsed(payload);
    } catch (error) {
      throw new Error(`oidc: failed to unmarshal claims: ${(error as Error).message}`, { cause: error });
    }
  })();
  const token = ((): ReturnType<typeof idTokenClaims> => {
    try {
      return idTokenClaims(claims);
    } catch (error) {
      throw new Error(`oidc: failed to unmarshal claims: ${(error as Error).message}`, { cause: error });
    }
  })();
  for (const source of Object.values(token.claimNames)) {
    if (source === '') throw new Error('oidc: failed to obtain source from claim name');
    if (!Object.hasOwn(token.claimSources, source)) throw new Error('oidc: source does not exist');
  }
  const isGoogle = rules.issuer === 'https://accounts.google.com' && token.issuer === 'accounts.google.com';
  if (token.issuer !== rules.issuer && !isGoogle)
    throw new Error(`oidc: id token issued by a different provider, expected ${quote(rules.issuer)} got ${quote(token.issuer)}`);
  if (rules.audiences.length === 1) checkAudience(token.audiences, rules);
  const now = Date.now();
  if (token.expiry * 1000 < now) throw new Error(`oidc: token is expired (Token Expiry: ${timeText(token.expiry * 1000)})`);
  if (token.notBefore !== undefined && now + LEEWAY < token.notBefore * 1000)
    throw new Error(`oidc: current time ${nowText(now)} before the nbf (not before) time: ${timeText(token.notBefore * 1000)}`);
  return claims as Claims;
}

async function checkSignature(token: SignedToken, { algorithms }: IdTokenRules, keys: KeySet): Promise<string> {
  const { algorithm } = token;
  if (!algorithms.includes(algorithm))
    throw new Error(`oidc: id token signed with unsupported algorithm, expected ${quoteSlice(algorithms)} got ${quote(algorithm)}`);
  try {
    return await keys.verified(token);
  } catch (error) {
    throw new Error(`failed to verify signature: ${(error as Error).message}`, { cause: error });
  }
}

/** Returns the claims of the token; throws the reason why it is invalid. */
export async function verifiedClaims(text: string, rules: IdTokenRules, keys: KeySet): Promise<Claims> {
  const token = parsedToken(text, rules.version);
  const early = rules.version.has('signatureCheckedFirst') ? undefined : checkClaims(token.payload.toString(), rules);
  const payload = await checkSignature(token, rules, keys);
  const claims = early ?? checkClaims(payload, rules);
  if (rules.audiences.length > 1) checkAudience(idTokenClaims(claims).audiences, rules);
  return claims;
}
