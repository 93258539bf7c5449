/**
 * Whether names are among those that an authority may vouch for. A constraint of a domain holds for the domain and all below it,
 * one that begins with a period only for those below.
 * After crypto/x509/constraints.go; older versions, after verify.go, count a wildcard only as what is written.
 */
import { isIP } from 'node:net';
import type { AlternativeNames } from './alternative-names';
import { isDomain, mailboxOf, type Mailbox } from './mailbox';
import type { AddressRange, NameConstraints, Subtrees } from './name-constraints';
import type { CertificateRules } from './rules';

const lower = (text: string): string => text.toLowerCase();

function isBelow(domain: string, constraint: string): boolean {
  if (constraint === '') return true;
  const [name, wanted] = [lower(domain), lower(constraint)];
  return wanted.startsWith('.') ? name.endsWith(wanted) && name !== wanted : name === wanted || name.endsWith(`.${wanted}`);
}

const withoutFirstLabel = (name: string): string => (name.includes('.') ? name.slice(name.indexOf('.')) : '');

/** A wildcard may stand for a name that is excluded. */
function mayBe(domain: string, constraint: string): boolean {
  const parent = withoutFirstLabel(lower(constraint));
  return domain.startsWith('*') && parent !== '' && withoutFirstLabel(lower(domain)) === parent;
}

const isIn = (address: Buffer, { address: base, mask }: AddressRange): boolean =>
  address.length === base.length && address.every((byte, at) => (byte & (mask[at] ?? 0)) === ((base[at] ?? 0) & (mask[at] ?? 0)));

function isMailbox({ local, domain }: Mailbox, constraint: string): boolean {
  if (!constraint.includes('@')) return isBelow(domain, constraint);
  const wanted = mailboxOf(constraint);
  return wanted?.local === local && lower(wanted.domain) === lower(domain);
}

/** Where there are constraints of a kind at all, one of them has to permit the name. */
const isAllowed = <Name, Constraint>(
  name: Name,
  permitted: readonly Constraint[],
  excluded: readonly Constraint[],
  matches: (name: Name, constraint: Constraint, excludes: boolean) => boolean,
): boolean =>
  (permitted.length === 0 || permitted.some((constraint) => matches(name, constraint, false))) &&
  !excluded.some((constraint) => matches(name, constraint, true));

/** The name of a host without its port; nothing where it is an address or no host. */
function hostName(host: string): string | undefined {
  const name = host.includes(':') && !host.endsWith(']') ? /^([^:]*):[^:]*$/.exec(host)?.[1] : host;
  return name === undefined || host === '' || name.startsWith('[') || isIP(name) !== 0 ? undefined : name;
}

const constrains = ({ uriDomains }: Subtrees): boolean => uriDomains.length > 0;

export function areAllowed(names: AlternativeNames, { permitted, excluded }: NameConstraints, { policies: isNewer }: CertificateRules): boolean {
  const areUrisLookedAt = isNewer || constrains(permitted) || constrains(excluded);
  const email = (text: string): boolean => {
    const mailbox = mailboxOf(text);
    return mailbox !== undefined && isAllowed(mailbox, permitted.emails, excluded.emails, isMailbox);
  };
  const dnsName = (name: string): boolean =>
    isDomain(name) &&
    isAllowed(name, permitted.dnsNames, excluded.dnsNames, (domain, constraint, excludes) => {
      return isBelow(domain, constraint) || (isNewer && excludes && mayBe(domain, constraint));
    });
  const uri = (host: string): boolean => {
    const name = hostName(host);
    return name !== undefined && isAllowed(name, permitted.uriDomains, excluded.uriDomains, isBelow);
  };
  return (
    names.emails.every(email) &&
    names.dnsNames.every(dnsName) &&
    (!areUrisLookedAt || names.uriHosts.every(uri)) &&
    names.addresses.every((address) => isAllowed(address, permitted.ranges, excluded.ranges, isIn))
  );
}
