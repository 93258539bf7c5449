/**
 * The users of recordings: a token file, a client CA with the certificates that it signs, and a key for ServiceAccount
 * tokens. They protect nothing.
 */
import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { KeyUsageFlags, KeyUsagesExtension, BasicConstraintsExtension, PemConverter, X509CertificateGenerator, type X509Certificate } from '@peculiar/x509';
import type { Actor } from './recording';

export const TOKEN_FILE = `admin-token,admin,u-admin,system:masters
alice-token,alice,u-alice,"dev,ops"
bob-token,bob,u-bob
carol-token,carol,u-carol,auditors
jane-token,jane,u-jane,"group1,group2"
node1-token,system:node:node1,u-node1,system:nodes
node2-token,system:node:node2,u-node2,system:nodes
kubelet-token,kubelet,u-kubelet
`;

export interface Credential {
  readonly token?: string;
  readonly basic?: string;
  readonly peerCertificates?: readonly Uint8Array[];
}

/** Who signs client certificates. */
export interface ClientCa {
  readonly files: Readonly<Record<string, string>>;
  certificateOf(name: string, organizations: readonly string[]): Promise<Uint8Array>;
}

const DAY = 24 * 3_600_000;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const validity = (): { notBefore: Date; notAfter: Date } => ({ notBefore: new Date(Date.now() - DAY), notAfter: new Date(Date.now() + 20 * DAY) });
const makeKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
const serial = (): string => Buffer.from(webcrypto.getRandomValues(new Uint8Array(8))).toString('hex');

export async function makeClientCa(): Promise<ClientCa> {
  const keys = await makeKeys();
  const ca = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: ['test-ca'] }],
    keys,
    serialNumber: serial(),
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [new BasicConstraintsExtension(true, undefined, true), new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true)],
  });
  const issued = new Map<string, Promise<Uint8Array>>();
  const issue = (name: string, organizations: readonly string[]): Promise<Uint8Array> => clientCertificate(ca, keys, name, organizations);
  return {
    files: {
      'ca.crt': ca.toString('pem'),
      'ca.key': PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY'),
      ...serviceAccountKey(),
    },
    certificateOf: (name, organizations) => {
      const key = JSON.stringify([name, organizations]);
      const certificate = issued.get(key) ?? issue(name, organizations);
      issued.set(key, certificate);
      return certificate;
    },
  };
}

async function clientCertificate(ca: X509Certificate, caKeys: webcrypto.CryptoKeyPair, name: string, organizations: readonly string[]): Promise<Uint8Array> {
  const { publicKey } = await makeKeys();
  const certificate = await X509CertificateGenerator.create({
    subject: [...organizations.map((organization) => ({ O: [organization] })), ...(name === '' ? [] : [{ CN: [name] }])],
    issuer: ca.subjectName,
    publicKey,
    signingKey: caKeys.privateKey,
    serialNumber: serial(),
    signingAlgorithm: ALGORITHM,
    ...validity(),
  });
  return new Uint8Array(certificate.rawData);
}

function serviceAccountKey(): Readonly<Record<string, string>> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { 'sa.key': privateKey, 'sa.pub': publicKey };
}

/** What an actor of a recording shows to the server. Certificates are of the CA that the server trusts. */
export async function credentialOf(
  actor: Actor = 'admin',
  saved: ReadonlyMap<string, unknown>,
  { certificateOf }: Pick<ClientCa, 'certificateOf'>,
): Promise<Credential> {
  if (typeof actor === 'string') return actor === 'anonymous' ? {} : { token: `${actor}-token` };
  if ('impersonate' in actor) return { token: 'admin-token' };
  if ('token' in actor) return { token: actor.token.replace(/\$\{(\w+)\}/g, (_, name: string) => String(saved.get(name))) };
  if ('basic' in actor) return { basic: actor.basic };
  if ('none' in actor) return {};
  return { peerCertificates: [await certificateOf(actor.cert.cn, actor.cert.o ?? [])] };
}
