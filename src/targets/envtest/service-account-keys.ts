/** The key pair that signs and checks the tokens of ServiceAccounts, one for all API servers of the process. */
import { generateKeyPairSync } from 'node:crypto';

interface KeyPairPem {
  readonly privatePem: string;
  readonly publicPem: string;
}

let made: KeyPairPem | undefined;

export function serviceAccountKeys(): KeyPairPem {
  if (made !== undefined) return made;
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  return (made = { privatePem: privateKey, publicPem: publicKey });
}
