/** The authorities of --client-ca-file, each with something of its own, and those that none of them vouches for. */
import type { KeyObject } from 'node:crypto';
import * as make from './certificate';
import { identifier, integer, octets, sequence, truth } from './der';

export interface Authority {
  readonly certificate: Buffer;
  readonly name: Buffer;
  readonly key: KeyObject;
  readonly signature: make.Signature;
}

export const keys = {
  root: make.ecKey(),
  intermediate: make.ecKey(),
  second: make.ecKey(),
  third: make.ecKey(),
  leaf: make.ecKey(),
  other: make.ecKey(),
  p224: make.ecKey('P-224'),
  p384: make.ecKey('P-384'),
  p521: make.ecKey('P-521'),
  ed25519: make.ed25519Key(),
  rsa512: make.rsaKey(512),
  rsa1024: make.rsaKey(1024),
  rsa1023: make.rsaKey(1023),
  rsa2048: make.rsaKey(2048),
  rsaExponent3: make.rsaKey(2048, 3),
  dsa: make.dsaKey(),
} as const;

const AUTHORITY = make.basicConstraints(true);

interface Wish extends Partial<make.Shape> {
  readonly extensions?: readonly Buffer[];
}

/** An authority that has signed itself. */
export function root(commonName: string, key: KeyObject, wish: Wish = {}): Authority {
  const name = wish.subject ?? make.subject(commonName);
  const signature = wish.signature ?? make.SIGNATURES.ecdsaSha256;
  const certificate = make.certificate({ subject: name, issuer: name, key, signer: key, signature, extensions: [AUTHORITY], ...wish });
  return { certificate, name, key, signature };
}

/** An authority that another has signed. */
export function intermediate(
  commonName: string,
  issuer: Authority,
  key: KeyObject,
  wish: Wish = {},
  signature = make.SIGNATURES.ecdsaSha256 as make.Signature,
): Authority {
  const name = wish.subject ?? make.subject(commonName);
  const certificate = make.certificate({
    subject: name,
    issuer: issuer.name,
    key,
    signer: issuer.key,
    signature: issuer.signature,
    extensions: [AUTHORITY],
    ...wish,
  });
  return { certificate, name, key, signature };
}

/** A client's certificate. */
export function leaf(commonName: string, issuer: Authority, wish: Wish = {}): Buffer {
  return make.certificate({
    subject: make.subject(commonName, 'readers'),
    issuer: issuer.name,
    key: keys.leaf,
    signer: issuer.key,
    signature: issuer.signature,
    extensions: [make.extendedKeyUsage(make.CLIENT)],
    ...wish,
  });
}

export const UNKNOWN_CRITICAL = make.extension('1.3.6.1.4.1.57683.99', octets(Buffer.from('x')), true);
export const UNKNOWN = make.extension('1.3.6.1.4.1.57683.99', octets(Buffer.from('x')));

const { SIGNATURES } = make;
const constraints = make.extension('2.5.29.30', sequence(make.inner(0, sequence(make.context(2, 'example.com')))), true);

export const roots = {
  plain: root('root', keys.root),
  leafOnly: root('root that signs leaves only', keys.root, { extensions: [make.basicConstraints(true, 0)] }),
  oneBelow: root('root with one below', keys.root, { extensions: [make.basicConstraints(true, 1)] }),
  forServers: root('root for servers', keys.root, { extensions: [AUTHORITY, make.extendedKeyUsage(make.SERVER)] }),
  forAll: root('root for all', keys.root, { extensions: [AUTHORITY, make.extendedKeyUsage(make.ANY_USAGE)] }),
  forClients: root('root for clients', keys.root, { extensions: [AUTHORITY, make.extendedKeyUsage(make.CLIENT, make.SERVER)] }),
  expired: root('root of the past', keys.root, { notAfter: make.utcTime('210101000000Z') }),
  future: root('root to come', keys.root, { notBefore: make.utcTime('480101000000Z') }),
  first: root('root of the first version', keys.root, { version: 0, extensions: [] }),
  bare: root('root without extensions', keys.root, { extensions: [] }),
  none: root('root that is no authority', keys.root, { extensions: [make.basicConstraints(false)] }),
  noSigning: root('root that may not sign', keys.root, { extensions: [AUTHORITY, make.keyUsage(0x80)] }),
  signing: root('root that may sign', keys.root, { extensions: [AUTHORITY, make.keyUsage(0x06, 1)] }),
  emptyUsage: root('root with an empty key usage', keys.root, { extensions: [AUTHORITY, make.keyUsage(0x00, 7)] }),
  critical: root('root with something critical', keys.root, { extensions: [AUTHORITY, UNKNOWN_CRITICAL] }),
  uncritical: root('root with something unknown', keys.root, { extensions: [AUTHORITY, UNKNOWN] }),
  constrained: root('root of example.com', keys.root, { extensions: [AUTHORITY, constraints] }),
  sha1: root('root signed with SHA-1', keys.root, { signature: SIGNATURES.ecdsaSha1 }),
  md5: root('root signed with MD5', keys.rsa2048, { signature: SIGNATURES.rsaMd5 }),
  rsa: root('RSA root', keys.rsa2048, { signature: SIGNATURES.rsaSha256 }),
  rsa512: root('RSA root of 512 bits', keys.rsa512, { signature: SIGNATURES.rsaSha256 }),
  rsa1023: root('RSA root of 1023 bits', keys.rsa1023, { signature: SIGNATURES.rsaSha256 }),
  rsa1024: root('RSA root of 1024 bits', keys.rsa1024, { signature: SIGNATURES.rsaSha256 }),
  exponent3: root('RSA root of exponent 3', keys.rsaExponent3, { signature: SIGNATURES.rsaSha256 }),
  ed25519: root('Ed25519 root', keys.ed25519, { signature: SIGNATURES.ed25519 }),
  p224: root('P-224 root', keys.p224),
  p384: root('P-384 root', keys.p384, { signature: SIGNATURES.ecdsaSha384 }),
  p521: root('P-521 root', keys.p521, { signature: SIGNATURES.ecdsaSha512 }),
  dsa: root('DSA root', keys.dsa, { signature: SIGNATURES.dsaSha256 }),
  twinOne: root('twin', keys.root, { extensions: [AUTHORITY, make.extension('2.5.29.14', octets(Buffer.from('one')))] }),
  twinTwo: root('twin', keys.other, { extensions: [AUTHORITY, make.extension('2.5.29.14', octets(Buffer.from('two')))] }),
  explicit: root('root that wants policies', keys.root, {
    extensions: [AUTHORITY, make.extension('2.5.29.36', sequence(make.context(0, Buffer.from([0]))), true)],
  }),
} satisfies Readonly<Record<string, Authority>>;

export const unknown = root('unknown', keys.other);
/** Of the same name as a known one. */
export const impostor = root('root', keys.other);

/** That of --requestheader-client-ca-file. */
export const proxies = root('root of proxies', keys.third);

export const policy = (...policies: readonly string[]): Buffer => make.extension('2.5.29.32', sequence(...policies.map((each) => sequence(identifier(each)))));
export const policyConstraints = (require: number): Buffer => make.extension('2.5.29.36', sequence(make.context(0, Buffer.from([require]))), true);
export const inhibitAny = (count: number): Buffer => make.extension('2.5.29.54', integer(count), true);
export const policyMapping = (issuer: string, named: string): Buffer =>
  make.extension('2.5.29.33', sequence(sequence(identifier(issuer), identifier(named))), true);
export const falseAuthority = make.extension('2.5.29.19', sequence(truth(0)), true);
export { AUTHORITY };
