/** What the certificates of a chain may be used for: every one that says anything has to say so. After checkChainForKeyUsage of crypto/x509/verify.go. */
import type { Certificate } from './certificate';

const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

export const isForClients = (chain: readonly Certificate[]): boolean =>
  chain.every(({ extendedKeyUsage: usages }) => usages.length === 0 || usages.includes(CLIENT_AUTH) || usages.includes(ANY));
