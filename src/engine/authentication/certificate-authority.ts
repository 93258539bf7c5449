/**
 * The certificates that a flag trusts to vouch for clients, and whether they vouch for the certificate of a connection. What was
 * found for a chain is kept until one of its certificates begins or ends.
 * After k8s.io/apiserver/pkg/server/dynamiccertificates/dynamic_cafile_content.go and pkg/authentication/request/x509/x509.go.
 */
import { createHash } from 'node:crypto';
import { pemBlocks } from '../golang/pem';
import { StartError } from '../errors/start-error';
import { readFile } from './read-file';
import type { Certificate } from './x509/certificate';
import { parseCertificate, parseCertificates } from './x509/parse';
import type { CertificateRules } from './x509/rules';
import { changesAt, isVouchedFor } from './x509/verify';

const KEPT = 1000;

interface Verified {
  /** Absent where the chain is invalid. */
  readonly leaf?: Certificate;
  readonly until: number;
}

export interface CertificateAuthority {
  /** The certificate of the client, if there is one and the authority vouches for it. Throws where it does not. */
  verify(chain: readonly Uint8Array[] | undefined): Certificate | undefined;
}

const derIn = (pem: string): Buffer => Buffer.from(pem.split('-----')[2] ?? '', 'base64');

/** `name` is what upstream calls the bundle in its complaints. */
export function certificatesIn(path: string, name: string, rules: CertificateRules): readonly Certificate[] {
  const bundle = `"${name}::${path}"`;
  const text = readFile(path);
  if (text === '') throw new StartError(`missing content for CA bundle ${bundle}`);
  try {
    const blocks = pemBlocks(text).filter(({ type }) => type === 'CERTIFICATE');
    if (blocks.length === 0) throw new Error('data does not contain any valid RSA or ECDSA certificates');
    return blocks.flatMap((block) => parseCertificates(derIn(block.text), rules));
  } catch (error) {
    throw new StartError(`error loading CA bundle for ${bundle}: ${(error as Error).message}`, { cause: error });
  }
}

/** The same certificate counts once. */
const distinct = (certificates: readonly Certificate[]): readonly Certificate[] => [
  ...new Map(certificates.map((certificate) => [certificate.raw.toString('latin1'), certificate])).values(),
];

export function certificateAuthority(trusted: readonly Certificate[], rules: CertificateRules): CertificateAuthority {
  const roots = distinct(trusted);
  const byHash = new Map<string, Verified>();
  // A connection hands over the same list with each request.
  const byConnection = new WeakMap<readonly Uint8Array[], Verified>();

  function verified(der: readonly Uint8Array[], now: number): Verified {
    try {
      const [leaf, ...others] = der.map((bytes) => parseCertificate(bytes, rules));
      if (leaf === undefined) return { until: Infinity };
      const isGood = isVouchedFor(leaf, { roots, intermediates: distinct(others), rules, now });
      return { ...(isGood && { leaf }), until: changesAt([leaf, ...others, ...roots], now) };
    } catch {
      // Such a certificate ends the handshake of a connection already.
      return { until: Infinity };
    }
  }

  function look(der: readonly Uint8Array[], now: number): Verified {
    const hash = der.reduce((sum, bytes) => sum.update(`${bytes.length}:`).update(bytes), createHash('sha256')).digest('base64');
    const kept = byHash.get(hash);
    const found = kept !== undefined && now < kept.until ? kept : verified(der, now);
    if (byHash.size >= KEPT) byHash.clear();
    byHash.set(hash, found);
    byConnection.set(der, found);
    return found;
  }

  return {
    verify(der = []) {
      if (der.length === 0) return undefined;
      const now = Date.now();
      const kept = byConnection.get(der);
      const { leaf } = kept !== undefined && now < kept.until ? kept : look(der, now);
      if (leaf === undefined) throw new Error('x509: the authority does not vouch for the certificate');
      return leaf;
    },
  };
}
