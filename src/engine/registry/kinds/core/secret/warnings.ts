/** Warns of a TLS Secret whose key and certificate do not make a pair. After tls.X509KeyPair of Go's crypto/tls. */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';
import { pemBlocks, type PemBlock } from '../../../../golang/pem';
import { quote } from '../../../../golang/quote';
import type { Version } from '../../../../versions';

const CERTIFICATE = 'CERTIFICATE';
const KEY = 'PRIVATE KEY';

const isKey = ({ type }: PemBlock): boolean => type.endsWith(KEY);
const isCertificate = ({ type }: PemBlock): boolean => type === CERTIFICATE;
const types = (blocks: readonly PemBlock[]): string => `[${blocks.map(({ type }) => type).join(' ')}]`;

function certificateProblem(blocks: readonly PemBlock[]): string | undefined {
  if (blocks.some(isCertificate)) return undefined;
  if (blocks.length === 0) return 'failed to find any PEM data in certificate input';
  if (blocks.length === 1 && blocks.every(isKey))
    return 'failed to find certificate PEM data in certificate input, but did find a private key; PEM inputs may have been switched';
  return `failed to find ${quote(CERTIFICATE)} PEM block in certificate input after skipping PEM blocks of the following types: ${types(blocks)}`;
}

function keyProblem(blocks: readonly PemBlock[]): string | undefined {
  if (blocks.some(isKey)) return undefined;
  if (blocks.length === 0) return 'failed to find any PEM data in key input';
  if (blocks.length === 1 && blocks.every(isCertificate)) return 'found a certificate rather than a key in the PEM for the private key';
  return `failed to find PEM block with type ending in ${quote(KEY)} in key input after skipping PEM blocks of the following types: ${types(blocks)}`;
}

function pairProblem(certificate: string, key: string): string | undefined {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key)) ? undefined : 'private key does not match public key';
  } catch {
    return 'failed to parse private key';
  }
}

export function secretWarnings(object: KubeObject, version: Version): readonly string[] {
  if (!version.has('specWarnings') || object['type'] !== 'kubernetes.io/tls') return [];
  const data = (object['data'] ?? {}) as Readonly<Record<string, string>>;
  const blocksOf = (name: string): readonly PemBlock[] => pemBlocks(Buffer.from(own(data, name) ?? '', 'base64').toString('latin1'));
  const [certificates, keys] = [blocksOf('tls.crt'), blocksOf('tls.key')];
  const [certificate, key] = [certificates.find(isCertificate), keys.find(isKey)];
  const problem = certificateProblem(certificates) ?? keyProblem(keys) ?? (certificate && key && pairProblem(certificate.text, key.text));
  return problem === undefined ? [] : [`tls: ${problem}`];
}
