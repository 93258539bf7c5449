/**
 * The chains from a certificate to a root: every certificate on the way is in its time and may sign for as many below it as there
 * are. A chain may lead over any of the certificates that a client sent along, in any order; the number of signatures that are
 * looked at is limited. After buildChains and isValid of crypto/x509/verify.go.
 */
import type { Certificate } from './certificate';
import { areAllowed } from './permitted-names';
import type { CertificateRules } from './rules';
import { isSignedBy } from './signature';

const MOST_SIGNATURES = 100;

export type Chain = readonly [leaf: Certificate, ...issuers: Certificate[]];

export interface Trust {
  readonly roots: readonly Certificate[];
  readonly intermediates: readonly Certificate[];
  readonly rules: CertificateRules;
  /** In milliseconds. */
  readonly now: number;
}

/** Reports whether a certificate is in its time and nothing in it is critical and unknown. `between` is the number of intermediates below. */
export function isValid(certificate: Certificate, between: number, now: number): boolean {
  const { hasUnhandledCritical, notBefore, notAfter, longestPath } = certificate;
  if (hasUnhandledCritical || now < notBefore || now > notAfter) return false;
  return longestPath === undefined || between <= longestPath;
}

const keyIdMatch = (candidate: Certificate, { authorityKeyId }: Certificate): number => {
  if (candidate.subjectKeyId.equals(authorityKeyId)) return 0;
  return (candidate.subjectKeyId.length === 0) === (authorityKeyId.length === 0) ? 2 : 1;
};

/** Those whose name is that of the issuer. Of older versions a key identifier decides, if there is a certificate that has it. */
function candidatesOf(certificate: Certificate, pool: readonly Certificate[], { policies: isNewer }: CertificateRules): readonly Certificate[] {
  const named = (): readonly Certificate[] => pool.filter(({ rawSubject }) => rawSubject.equals(certificate.rawIssuer));
  if (isNewer) return [...named()].sort((one, other) => keyIdMatch(one, certificate) - keyIdMatch(other, certificate));
  const { authorityKeyId } = certificate;
  const identified = authorityKeyId.length === 0 ? [] : pool.filter(({ subjectKeyId }) => subjectKeyId.equals(authorityKeyId));
  return identified.length > 0 ? identified : named();
}

/** Reports whether a certificate of the same names and key is on the way already; of older versions, the very same. */
function isOnTheWay(candidate: Certificate, chain: Chain, { policies: isNewer }: CertificateRules): boolean {
  if (!isNewer) return chain.some(({ raw }) => raw.equals(candidate.raw));
  const named = candidate.alternativeNames?.bytes;
  for (const { rawSubject, rawPublicKey, alternativeNames } of chain) {
    if (!rawSubject.equals(candidate.rawSubject) || !rawPublicKey.equals(candidate.rawPublicKey)) continue;
    const other = alternativeNames?.bytes;
    // Upstream looks no further when only one of the two has alternative names.
    if (named === undefined || other === undefined) return named === other;
    if (named.equals(other)) return true;
  }
  return false;
}

/** Older versions look at the names while they build, and only at those of the leaf. */
const mayVouch = ({ nameConstraints }: Certificate, [{ alternativeNames }]: Chain, rules: CertificateRules): boolean =>
  rules.policies || nameConstraints === undefined || alternativeNames === undefined || areAllowed(alternativeNames, nameConstraints, rules);

class ChainBuilder {
  readonly #trust: Trust;
  /** Of older versions: what an intermediate led to on the first way over it. */
  readonly #known = new Map<Certificate, readonly Chain[]>();
  #signatures = 0;

  constructor(trust: Trust) {
    this.#trust = trust;
  }

  build(chain: Chain): readonly Chain[] {
    const { roots, intermediates, rules } = this.#trust;
    const certificate = chain.at(-1) ?? chain[0];
    const found: Chain[] = [];
    for (const root of candidatesOf(certificate, roots, rules)) if (this.#issued(certificate, root, chain)) found.push([...chain, root]);
    for (const intermediate of candidatesOf(certificate, intermediates, rules)) {
      if (!this.#issued(certificate, intermediate, chain) || intermediate.isAuthority !== true) continue;
      const rest = (rules.policies ? undefined : this.#known.get(intermediate)) ?? this.build([...chain, intermediate]);
      this.#known.set(intermediate, rest);
      found.push(...rest);
    }
    return found;
  }

  #issued(certificate: Certificate, candidate: Certificate, chain: Chain): boolean {
    const { rules, now } = this.#trust;
    const isRepeated = isOnTheWay(candidate, chain, rules);
    if (isRepeated && !rules.policies) return false;
    this.#signatures += 1;
    if (this.#signatures > MOST_SIGNATURES || isRepeated) return false;
    if (!candidate.rawSubject.equals(certificate.rawIssuer) || !isSignedBy(certificate, candidate, rules)) return false;
    return isValid(candidate, chain.length - 1, now) && mayVouch(candidate, chain, rules);
  }
}

export const chainsOf = (leaf: Certificate, trust: Trust): readonly Chain[] => new ChainBuilder(trust).build([leaf]);
