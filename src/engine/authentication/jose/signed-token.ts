/**
 * A signed token in its compact form: three parts in base64 for URLs, without padding. Bits that count for nothing and space count
 * for nothing here as well: what was signed is put together anew.
 * After gopkg.in/go-jose/go-jose.v2 ParseSigned, rawHeader.sanitized and DetachedVerify.
 */
import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { plainOf, isObject, type Node } from '../../scheme/json/node';
import { parseJson } from '../../scheme/json/parse';
import type { Version } from '../../versions';
import { parseCertificate } from '../x509/parse';
import { rulesOf } from '../x509/rules';
import { checkAll, membersOf, quotedWritten, textOf, textsOf, type Members } from './strict-json';
import { hasSigned } from './verify';

export interface SignedToken {
  readonly algorithm: string;
  readonly keyId: string;
  readonly payload: Buffer;
  /** Throws in go-jose's words unless the key has signed the token. */
  verify(key: KeyObject): void;
}

export const libraryOf = (version: Version): string => (version.has('newTokenErrors') ? 'go-jose/go-jose' : 'square/go-jose');

/** Go passes over line ends. */
export function bytesOf(part: string): Buffer {
  const text = part.replace(/[\r\n]/g, '');
  const wrong = part.search(/[^A-Za-z0-9_\-\r\n]/);
  if (wrong !== -1) throw new Error(`illegal base64 data at input byte ${wrong}`);
  if (text.length % 4 === 1) throw new Error(`illegal base64 data at input byte ${part.length - 1}`);
  return Buffer.from(text, 'base64url');
}

/** A key in the header has to be a public one. Nothing is made of it. */
function checkKey(node: Node, version: Version): void {
  if (node === null) return;
  const members = membersOf(node, 'jose.rawJSONWebKey');
  const kind = textOf(members.get('kty'));
  if (!['EC', 'RSA', 'oct', 'OKP'].includes(kind)) throw new Error(`${libraryOf(version)}: unknown json web key type '${kind}'`);
}

const isPublicKey = (node: Node): boolean => {
  if (!isObject(node)) return true;
  const members = membersOf(node, '');
  if (members.has('d') || textOf(members.get('kty')) === 'oct') return false;
  try {
    return createPublicKey({ key: plainOf(node) as JsonWebKey, format: 'jwk' }).type === 'public';
  } catch {
    return false;
  }
};

function checkChain(node: Node, version: Version): void {
  for (const text of textsOf(node)) parseCertificate(Buffer.from(text, 'base64'), rulesOf(version));
}

/** What each member of a header must be, and what a complaint about it calls it. */
const MEMBERS: ReadonlyMap<string, readonly [name: string, check: (node: Node, version: Version) => void]> = new Map<
  string,
  readonly [name: string, check: (node: Node, version: Version) => void]
>([
  ['jwk', ['JWK', checkKey]],
  ['kid', ['key ID', textOf]],
  ['alg', ['algorithm', textOf]],
  ['nonce', ['nonce', textOf]],
  ['x5c', ['x5c header', checkChain]],
]);

function checkMember(member: string, node: Node, version: Version): void {
  const [name, check] = MEMBERS.get(member) ?? ['value', checkAll];
  try {
    check(node, version);
  } catch (error) {
    throw new Error(`failed to unmarshal ${name}: ${(error as Error).message}: ${quotedWritten(node)}`, { cause: error });
  }
}

function headerIn(bytes: Buffer, version: Version): Members {
  if (bytes.length === 0) return new Map();
  const members = membersOf(parseJson(bytes.toString()), 'jose.rawHeader');
  for (const [member, node] of members) if (node !== null) checkMember(member, node, version);
  if (!isPublicKey(members.get('jwk') ?? null)) throw new Error(`${libraryOf(version)}: invalid embedded jwk, must be public key`);
  return members;
}

/** What has to be heeded; a list of anything else than texts is an error. */
const criticalIn = (header: Members): readonly string[] => textsOf(header.get('crit'));

/** Throws why it is not a token. */
export function parseSigned(token: string, version: Version): SignedToken {
  const parts = token.replace(/\s+/gu, '').split('.');
  if (parts.length !== 3) throw new Error(`${libraryOf(version)}: compact JWS format must have three parts`);
  const [head = Buffer.alloc(0), payload = Buffer.alloc(0), signature = Buffer.alloc(0)] = parts.map(bytesOf);
  const header = headerIn(head, version);
  const isPlain = version.has('unencodedPayloads') && header.get('b64') === false;
  const input = Buffer.concat([Buffer.from(`${head.toString('base64url')}.`), isPlain ? payload : Buffer.from(payload.toString('base64url'))]);
  const algorithm = textOf(header.get('alg'));
  const refused = (): Error => new Error(`${libraryOf(version)}: error in cryptographic primitive`);
  return {
    algorithm,
    keyId: textOf(header.get('kid')),
    payload,
    verify(key) {
      const unknown = criticalIn(header).filter((name) => !(version.has('unencodedPayloads') && name === 'b64'));
      if (unknown.length > 0 || !hasSigned(key, algorithm, input, signature)) throw refused();
    },
  };
}
