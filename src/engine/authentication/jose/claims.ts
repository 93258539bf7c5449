/**
 * The claims of a ServiceAccount token, in the types that Go reads them into. Decoding goes on after a value of the wrong type, and the
 * first of them is the complaint; a time or an audience that is none ends it.
 * After gopkg.in/go-jose/go-jose.v2/jwt/claims.go and the private claims of k8s.io/kubernetes/pkg/serviceaccount.
 */
import { isArray, isNumber, literalOf, type Node } from '../../scheme/json/node';
import { parseJson } from '../../scheme/json/parse';
import type { Version } from '../../versions';
import type { Claims } from '../service-account/token-claims';
import { libraryOf } from './signed-token';
import { membersOf, textOf, type Members } from './strict-json';

const INT64 = 2 ** 63;
/** From the year 1, from which Go counts, to 1970. */
const GO_EPOCH = 62_135_596_800n;

/** Seconds as Go's time.Unix has them of a float: what does not fit begins anew at the other end. */
export function unixSeconds(value: number): number {
  const whole = Math.abs(value) < INT64 ? BigInt(Math.trunc(value)) : -(2n ** 63n);
  return Number(BigInt.asIntN(64, whole + GO_EPOCH) - GO_EPOCH);
}

/** Absent where it is null and the version knows times that are not there. */
function timeOf(node: Node, version: Version): number | undefined {
  if (node === null && version.has('tokenTimesOptional')) return undefined;
  const value = node !== null && isNumber(node) ? Number(literalOf(node)) : NaN;
  if (!Number.isFinite(value)) throw new Error(`${libraryOf(version)}/jwt: expected number value to unmarshal NumericDate`);
  return unixSeconds(value);
}

function audiencesOf(node: Node, version: Version): readonly string[] {
  const list = isArray(node) ? node : [node];
  if (!list.every((item) => typeof item === 'string')) throw new Error(`${libraryOf(version)}/jwt: expected string or array value to unmarshal to Audience`);
  return list;
}

type Read = (node: Node) => unknown;
/** How each claim of a kind of token is read. */
export type PrivateClaims = ReadonlyMap<string, Read>;

/** Reads the members that have a reader. */
function read(node: Node, type: string, readers: ReadonlyMap<string, Read>, isFinal: (name: string) => boolean): Claims {
  const found = new Map<string, unknown>();
  let first: unknown;
  for (const [name, value] of checked(node, type)) {
    try {
      const result = readers.get(name)?.(value);
      if (result !== undefined) found.set(name, result);
    } catch (error) {
      if (isFinal(name) || (error as Error).message.startsWith('json: duplicate key')) throw error;
      first ??= error;
    }
  }
  if (first !== undefined) throw first;
  return Object.fromEntries(found);
}

const checked = (node: Node, type: string): Members => membersOf(node, type);

const never = (): boolean => false;
const REFERENCE: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['name', textOf],
  ['uid', textOf],
]);
const reference: Read = (node) => (node === null ? undefined : read(node, 'serviceaccount.ref', REFERENCE, never));

const publicReaders = (version: Version): ReadonlyMap<string, Read> =>
  new Map<string, Read>([
    ['iss', textOf],
    ['sub', textOf],
    ['jti', textOf],
    ['aud', (node) => audiencesOf(node, version)],
    ['exp', (node) => timeOf(node, version)],
    ['nbf', (node) => timeOf(node, version)],
    ['iat', (node) => timeOf(node, version)],
  ]);

const TIMES_AND_AUDIENCES: ReadonlySet<string> = new Set(['aud', 'exp', 'nbf', 'iat', 'warnafter']);
const isFinal = (name: string): boolean => TIMES_AND_AUDIENCES.has(name);

const textsOf: Read = (node) => (isArray(node) ? node.map(textOf) : undefined);
const attestations: Read = (node) =>
  node === null
    ? undefined
    : Object.fromEntries([...checked(node, 'map[string]authentication.AttestationValue')].map(([name, value]) => [name, textsOf(value)]));
const WEBHOOKS: readonly (readonly [string, Read])[] = [
  ['validatingwebhookconfiguration', reference],
  ['mutatingwebhookconfiguration', reference],
  ['attestations', attestations],
];

const kubernetesReaders = (version: Version): ReadonlyMap<string, Read> =>
  new Map<string, Read>([
    ['namespace', textOf],
    ['serviceaccount', reference],
    ['pod', reference],
    ['secret', reference],
    ...(version.has('tokensBoundToNodes') || version.has('nodeOfPodInTokens') ? [['node', reference] as const] : []),
    ...(version.has('attestationsOfTokens') ? WEBHOOKS : []),
    ['warnafter', (node) => timeOf(node, version)],
  ]);

/** The private claims of tokens that are bound to objects. */
export const boundClaims = (version: Version): PrivateClaims =>
  new Map<string, Read>([
    ['kubernetes.io', (node) => (node === null ? undefined : read(node, 'serviceaccount.kubernetes', kubernetesReaders(version), isFinal))],
  ]);

/** The private claims of tokens in Secrets: texts of these names. */
export const textClaims = (names: readonly string[]): PrivateClaims => new Map(names.map((name) => [name, textOf]));

/** Throws in Go's words. */
export function claimsIn(payload: Buffer, privateReaders: PrivateClaims, version: Version): Claims {
  const node = parseJson(payload.toString());
  const open = read(node, 'jwt.Claims', publicReaders(version), isFinal);
  return { ...open, ...read(node, 'serviceaccount.privateClaims', privateReaders, never) };
}
