/**
 * A client certificate that an authority of --client-ca-file has signed: the common name is the user, the organizations are the
 * groups. It must be for client authentication and in its time, and so must each certificate up to the authority.
 * Certificates are parsed and their signatures checked once; their times on each request.
 * After k8s.io/apiserver/pkg/authentication/request/x509/x509.go.
 */
import { createHash, X509Certificate } from 'node:crypto';
import type { Identity } from '../api/identity';
import { StartError } from '../options/start-error';
import type { Version } from '../versions';
import type { Authenticator } from './authenticator';
import { readFile } from './read-file';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY_USAGE = '2.5.29.37.0';
const UID_ATTRIBUTE = '1.3.6.1.4.1.57683.2';
const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';
const KEPT = 1000;
const MOST_INTERMEDIATES = 16;

interface Verified {
  readonly identity: Identity | undefined;
  readonly notBefore: number;
  readonly notAfter: number;
}

const forClients = ({ keyUsage: usages }: X509Certificate): boolean => usages === undefined || usages.includes(CLIENT_AUTH) || usages.includes(ANY_USAGE);
const isIssuer = (authority: X509Certificate, certificate: X509Certificate): boolean =>
  authority.ca && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);

/** From the leaf to a root; the roots are trusted, the intermediates only lead there. */
function chainOf(leaf: X509Certificate, intermediates: readonly X509Certificate[], roots: readonly X509Certificate[]): readonly X509Certificate[] | undefined {
  if (roots.some(({ raw }) => raw.equals(leaf.raw))) return [leaf];
  const root = roots.find((candidate) => isIssuer(candidate, leaf));
  if (root !== undefined) return [leaf, root];
  for (const intermediate of intermediates) {
    if (!isIssuer(intermediate, leaf)) continue;
    const rest = chainOf(
      intermediate,
      intermediates.filter((other) => other !== intermediate),
      roots,
    );
    if (rest !== undefined) return [leaf, ...rest];
  }
  return undefined;
}

const several = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : value === undefined ? [] : [String(value)]);

function identityOf(certificate: X509Certificate, version: Version): Identity | undefined {
  const subject = certificate.toLegacyObject().subject as unknown as Readonly<Record<string, unknown>> | undefined;
  const name = several(subject?.['CN']).at(-1) ?? '';
  if (name === '') return undefined;
  const uids = version.has('certificateUid') ? several(subject?.[UID_ATTRIBUTE]) : [];
  if (uids.length > 1) throw new Error(`expected 1 UID, but found multiple: [${uids.join(' ')}]`);
  if (uids[0] === '') throw new Error('UID cannot be an empty string');
  const hash = createHash('sha256').update(certificate.raw).digest('hex');
  return {
    name,
    uid: uids[0] ?? '',
    groups: several(subject?.['O']),
    extra: version.has('certificateCredentialId') ? { [CREDENTIAL_ID]: [`X509SHA256=${hash}`] } : {},
  };
}

function verify(der: readonly Uint8Array[], roots: readonly X509Certificate[], version: Version): Verified {
  const [leaf, ...intermediates] = der.slice(0, MOST_INTERMEDIATES).map((bytes) => new X509Certificate(bytes));
  const chain = leaf && chainOf(leaf, intermediates, roots);
  if (leaf === undefined || chain === undefined) throw new Error('x509: certificate signed by unknown authority');
  if (!chain.every(forClients)) throw new Error('x509: certificate specifies an incompatible key usage');
  return {
    identity: identityOf(leaf, version),
    notBefore: Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom))),
    notAfter: Math.min(...chain.map(({ validTo }) => Date.parse(validTo))),
  };
}

const PEM_CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g;

function rootsIn(path: string): readonly X509Certificate[] {
  try {
    const text = readFile(path);
    const name = `"client-ca-bundle::${path}"`;
    if (text === '') throw new Error(`missing content for CA bundle ${name}`);
    const blocks = text.match(PEM_CERTIFICATE);
    if (blocks === null) throw new Error(`error loading CA bundle for ${name}: data does not contain any valid RSA or ECDSA certificates`);
    return blocks.map((block) => new X509Certificate(block));
  } catch (error) {
    throw new StartError(`unable to load client CA file: ${(error as Error).message}`, { cause: error });
  }
}

export function clientCertificate(caFile: string, version: Version): Authenticator {
  const roots = rootsIn(caFile);
  const known = new Map<string, Verified | Error>();
  const look = (der: readonly Uint8Array[]): Verified | Error => {
    try {
      return verify(der, roots, version);
    } catch (error) {
      return error as Error;
    }
  };
  return {
    name: 'client certificate',
    authenticate({ peerCertificates: der = [] }) {
      if (der.length === 0) return undefined;
      const key = der.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')).join('');
      const verified = known.get(key) ?? look(der);
      if (known.size >= KEPT) known.clear();
      known.set(key, verified);
      if (verified instanceof Error) throw verified;
      const now = Date.now();
      if (now < verified.notBefore || now > verified.notAfter) throw new Error('x509: certificate has expired or is not yet valid');
      return verified.identity && { user: verified.identity };
    },
  };
}
