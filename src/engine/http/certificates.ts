/**
 * The certificates a server makes itself: an authority, a serving certificate, and client certificates whose common name
 * is a user and whose organizations are its groups. EC P-256 keys, so that making one costs about a millisecond.
 */
import { webcrypto } from 'node:crypto';
import type { JsonName } from '@peculiar/x509';

export interface KeyPair {
  readonly certificatePem: string;
  readonly keyPem: string;
  readonly certificateDer: Uint8Array;
}

export interface Authority {
  readonly certificatePem: string;
  /** A client certificate of that user and those groups. */
  client(name: string, groups: readonly string[]): Promise<KeyPair>;
  /** A serving certificate for those DNS names and IP addresses. */
  serving(name: string, dnsNames: readonly string[], addresses: readonly string[]): Promise<KeyPair>;
}

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;

/** Loaded when first needed: a server that is given its certificates never pays for the library. */
function library(): typeof import('@peculiar/x509') {
  // Not import(), which would load a second copy of it, as an ES module.
  const x509 = require('@peculiar/x509') as typeof import('@peculiar/x509');
  x509.cryptoProvider.set(webcrypto);
  return x509;
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> => webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
const validity = (): { readonly notBefore: Date; readonly notAfter: Date } => ({
  notBefore: new Date(Date.now() - HOUR),
  notAfter: new Date(Date.now() + YEAR),
});
const serialNumber = (): string =>
  Buffer.from(webcrypto.getRandomValues(new Uint8Array(8)).map((byte, at) => (at === 0 ? (byte & 0x7f) | 1 : byte))).toString('hex');

async function pemOf(key: webcrypto.CryptoKey): Promise<string> {
  const der = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', key));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN PRIVATE KEY-----', ...lines, '-----END PRIVATE KEY-----', ''].join('\n');
}

export async function createAuthority(commonName: string): Promise<Authority> {
  const x509 = library();
  const keys = await newKeys();
  const authority = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{ CN: [commonName] }],
    keys,
    signingAlgorithm: ALGORITHM,
    ...validity(),
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.digitalSignature, true),
    ],
  });
  const certificatePem = `${authority.toString('pem')}\n`;

  async function issue(
    subject: JsonName,
    usage: string,
    alternativeNames: readonly { readonly type: 'dns' | 'ip'; readonly value: string }[],
  ): Promise<KeyPair> {
    const own = await newKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      serialNumber: serialNumber(),
      subject,
      issuer: authority.subject,
      publicKey: own.publicKey,
      signingKey: keys.privateKey,
      signingAlgorithm: ALGORITHM,
      ...validity(),
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([usage]),
        ...(alternativeNames.length > 0 ? [new x509.SubjectAlternativeNameExtension([...alternativeNames])] : []),
      ],
    });
    return { certificatePem: `${certificate.toString('pem')}\n`, keyPem: await pemOf(own.privateKey), certificateDer: new Uint8Array(certificate.rawData) };
  }

  return {
    certificatePem,
    client: (name, groups) => issue([...groups.map((group) => ({ O: [group] })), { CN: [name] }], x509.ExtendedKeyUsage.clientAuth, []),
    serving: (name, dnsNames, addresses) =>
      issue([{ CN: [name] }], x509.ExtendedKeyUsage.serverAuth, [
        ...dnsNames.map((value) => ({ type: 'dns' as const, value })),
        ...addresses.map((value) => ({ type: 'ip' as const, value })),
      ]),
  };
}
