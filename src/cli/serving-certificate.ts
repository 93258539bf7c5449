/**
 * The certificate the server shows: the given one, the one kept in --cert-dir, or a new one, which is then kept there.
 * After MaybeDefaultWithSelfSignedCerts of k8s.io/apiserver/pkg/server/options/serving.go.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { makeFolders } from '../engine/golang/files';
import { quote } from '../engine/golang/quote';
import { addressRanges, firstAddress } from '../engine/apimachinery/address-ranges';
import { createAuthority } from '../engine/http/certificates';
import type { ServingCertificate } from '../engine/http/server';
import type { ServeOptions } from '../engine/options/parse';
import { StartError } from '../engine/errors/start-error';
import { table } from '../engine/golang/map';

export interface TrustedCertificate extends ServingCertificate {
  /** PEM that clients trust. */
  readonly authority: string;
}

const DNS_NAMES = ['kubernetes.default.svc', 'kubernetes.default', 'kubernetes', 'localhost'];
const ERRORS = table<string>({ ENOENT: 'no such file or directory', EACCES: 'permission denied', EISDIR: 'is a directory' });

export async function servingCertificate(options: ServeOptions): Promise<TrustedCertificate> {
  const { tlsCertFile, tlsPrivateKeyFile, certDir } = options;
  if (tlsCertFile !== undefined || tlsPrivateKeyFile !== undefined) return given(tlsCertFile, tlsPrivateKeyFile);
  if (certDir === undefined) return selfMade(options);
  const [certificateFile, keyFile] = [path.join(certDir, 'apiserver.crt'), path.join(certDir, 'apiserver.key')];
  if (existsSync(certificateFile) && existsSync(keyFile)) return given(certificateFile, keyFile);
  const made = await selfMade(options);
  try {
    makeFolders(path.resolve(certDir), 0o755);
    writeFileSync(certificateFile, made.certificate);
    writeFileSync(keyFile, made.key, { mode: 0o600 });
  } catch (error) {
    throw new StartError(`error creating self-signed certificates: ${(error as Error).message}`, { cause: error });
  }
  return made;
}

function given(certificateFile: string | undefined, keyFile: string | undefined): TrustedCertificate {
  if (certificateFile === undefined || keyFile === undefined) throw new StartError('missing filename for serving cert');
  const [certificate, key] = [read(certificateFile), read(keyFile)];
  if (certificate === '' || key === '') throw new StartError(`missing content for serving cert ${quote(`serving-cert::${certificateFile}::${keyFile}`)}`);
  for (const [text, input] of [
    [certificate, 'certificate'],
    [key, 'key'],
  ] as const)
    if (!text.includes('-----BEGIN ')) throw new StartError(`tls: failed to find any PEM data in ${input} input`);
  try {
    createSecureContext({ cert: certificate, key });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ERR_OSSL_X509_KEY_VALUES_MISMATCH' ? 'private key does not match public key' : message;
    throw new StartError(`tls: ${why}`, { cause: error });
  }
  return { certificate, key, authority: certificate };
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new StartError(`open ${file}: ${ERRORS[code] ?? message}`, { cause: error });
  }
}

async function selfMade({ bindAddress, externalHostname, serviceClusterIpRange }: ServeOptions): Promise<TrustedCertificate> {
  const authority = await createAuthority('cukernetes-ca');
  const host = externalHostname.replace(/:\d+$/, '');
  const names = [...DNS_NAMES, ...(/[a-z]/i.test(host) && !host.includes(':') ? [host] : [])];
  const addresses = new Set(['127.0.0.1', '::1', bindAddress, ...firstServiceAddresses(serviceClusterIpRange)]);
  const { certificatePem, keyPem } = await authority.serving('kube-apiserver', names, [...addresses]);
  return { certificate: certificatePem + authority.certificatePem, key: keyPem, authority: authority.certificatePem };
}

/** The address of the Service kubernetes. */
const firstServiceAddresses = (list: string): readonly string[] => addressRanges(list).slice(0, 1).map(firstAddress);
