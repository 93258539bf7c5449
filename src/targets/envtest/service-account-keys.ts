/** The key pair that signs and checks the tokens of ServiceAccounts, one for all API servers of a session. */
import { generateKeyPairSync } from 'node:crypto';

export interface KeyPairPem {
  readonly privatePem: string;
  readonly publicPem: string;
}

export function makeServiceAccountKeys(): KeyPairPem {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return { privatePem: privateKey, publicPem: publicKey };
}
