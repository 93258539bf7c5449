/**
 * The certificates that a flag trusts to vouch for clients, and whether they vouch for the certificate of a connection. It must
 * be for client authentication and in its time, and so must each certificate up to the authority.
 * Certificates are parsed and their signatures checked once; their times on each request.
 * After k8s.io/apiserver/pkg/server/dynamiccertificates/dynamic_cafile_content.go and pkg/authentication/request/x509/x509.go.
 */
import { X509Certificate } from 'node:crypto';
import { pemBlocks } from '../golang/pem';
import { StartError } from '../options/start-error';
import { readFile } from './read-file';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY_USAGE = '2.5.29.37.0';
const KEPT = 1000;
const MOST_INTERMEDIATES = 16;

interface Verified {
  readonly leaf: X509Certificate;
  readonly notBefore: number;
  readonly notAfter: number;
}

export interface CertificateAuthority {
  /** The certificate of the client, if there is one and the authority vouches for it. Throws why it does not. */
  verify(chain: readonly Uint8Array[] | undefined): X509Certificate | undefined;
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

function verified(der: readonly Uint8Array[], roots: readonly X509Certificate[]): Verified {
  const [leaf, ...intermediates] = der.slice(0, MOST_INTERMEDIATES).map((bytes) => new X509Certificate(bytes));
  const chain = leaf && chainOf(leaf, intermediates, roots);
  if (leaf === undefined || chain === undefined) throw new Error('x509: certificate signed by unknown authority');
  if (!chain.every(forClients)) throw new Error('x509: certificate specifies an incompatible key usage');
  return {
    leaf,
    notBefore: Math.max(...chain.map(({ validFrom }) => Date.parse(validFrom))),
    notAfter: Math.min(...chain.map(({ validTo }) => Date.parse(validTo))),
  };
}

function certificateOf(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new Error('x509: malformed certificate', { cause: error });
  }
}

/** `name` is what upstream calls the bundle in its complaints. */
export function certificatesIn(path: string, name: string): readonly X509Certificate[] {
  const bundle = `"${name}::${path}"`;
  const text = readFile(path);
  if (text === '') throw new StartError(`missing content for CA bundle ${bundle}`);
  try {
    const blocks = pemBlocks(text).filter(({ type }) => type === 'CERTIFICATE');
    if (blocks.length === 0) throw new Error('data does not contain any valid RSA or ECDSA certificates');
    return blocks.map((block) => certificateOf(block.text));
  } catch (error) {
    throw new StartError(`error loading CA bundle for ${bundle}: ${(error as Error).message}`, { cause: error });
  }
}

export function certificateAuthority(roots: readonly X509Certificate[]): CertificateAuthority {
  const known = new Map<string, Verified | Error>();
  const look = (der: readonly Uint8Array[]): Verified | Error => {
    try {
      return verified(der, roots);
    } catch (error) {
      return error as Error;
    }
  };
  return {
    verify(der = []) {
      if (der.length === 0) return undefined;
      const key = der.map((bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')).join('');
      const found = known.get(key) ?? look(der);
      if (known.size >= KEPT) known.clear();
      known.set(key, found);
      if (found instanceof Error) throw found;
      const now = Date.now();
      if (now < found.notBefore || now > found.notAfter) throw new Error('x509: certificate has expired or is not yet valid');
      return found.leaf;
    },
  };
}
