/**
 * Whether the roots vouch for a client's certificate. After Certificate.Verify of crypto/x509/verify.go, as
 * k8s.io/apiserver/pkg/authentication/request/x509 asks it: for client authentication, with what the client sent along on the way.
 */
import type { Certificate } from './certificate';
import { chainsOf, isValid, type Chain, type Trust } from './chains';
import { areAllowed } from './permitted-names';
import { arePoliciesValid } from './policies';

/** What the certificates of a chain may be used for: every one that says anything has to say so. After checkChainForKeyUsage of crypto/x509/verify.go. */
const CLIENT_AUTH = '1.3.6.1.5.5.7.3.2';
const ANY = '2.5.29.37.0';

const isForClients = (chain: readonly Certificate[]): boolean =>
  chain.every(({ extendedKeyUsage: usages }) => usages.length === 0 || usages.includes(CLIENT_AUTH) || usages.includes(ANY));

/** Each constraint holds for all certificates below the one that has it. */
const areNamesAllowed = (chain: Chain, { rules }: Trust): boolean =>
  chain.every(({ nameConstraints }, at) => {
    if (nameConstraints === undefined) return true;
    return chain.slice(0, at).every(({ alternativeNames }) => alternativeNames === undefined || areAllowed(alternativeNames, nameConstraints, rules));
  });

const isGood = (chain: Chain, trust: Trust): boolean =>
  isForClients(chain) && (!trust.rules.policies || (arePoliciesValid(chain) && areNamesAllowed(chain, trust)));

export function isVouchedFor(leaf: Certificate, trust: Trust): boolean {
  if (!isValid(leaf, 0, trust.now)) return false;
  const chains: readonly Chain[] = trust.roots.some(({ raw }) => raw.equals(leaf.raw)) ? [[leaf]] : chainsOf(leaf, trust);
  return chains.some((chain) => isGood(chain, trust));
}

/** When what was found may be so no longer: the next time at which one of the certificates begins or ends. */
export function changesAt(certificates: readonly Certificate[], now: number): number {
  return Math.min(...certificates.flatMap(({ notBefore, notAfter }) => [notBefore, notAfter + 1]).filter((time) => time > now));
}
