/**
 * The alternative names of the subject: those kinds that name constraints are about. After parseSANExtension of crypto/x509.
 */
import { parseUrl } from '../../golang/url';
import { contextTag, DerReader, MalformedDer, TAG } from './der';
import { isDomain } from './mailbox';
import type { CertificateRules } from './rules';

export interface AlternativeNames {
  /** The whole extension. */
  readonly bytes: Buffer;
  readonly emails: readonly string[];
  readonly dnsNames: readonly string[];
  /** The hosts of addresses, with their ports. */
  readonly uriHosts: readonly string[];
  readonly addresses: readonly Buffer[];
}

const EMAIL = 1;
const DNS = 2;
const URI = 6;
const IP = 7;

const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

function hostOf(text: string): string {
  const { host } = (() => {
    try {
      return parseUrl(text);
    } catch (error) {
      throw new MalformedDer(`x509: cannot parse URI "${text}": ${(error as Error).message}`, { cause: error });
    }
  })();
  if (!isDomain(host)) throw new MalformedDer(`x509: cannot parse URI "${text}": invalid domain`);
  return host;
}

export function alternativeNamesIn(reader: DerReader, { strict }: CertificateRules): AlternativeNames {
  const { bytes, content: inner } = reader.element(TAG.sequence, 'x509: invalid subject alternative names');
  const names = { bytes, emails: [] as string[], dnsNames: [] as string[], uriHosts: [] as string[], addresses: [] as Buffer[] };
  const sequence = new DerReader(inner);
  while (!sequence.isEmpty) {
    const { tag, content } = sequence.any('x509: invalid subject alternative name');
    // Older versions look at the number only.
    const kind = strict ? tag ^ contextTag(0) : tag & 0x1f;
    const text = content.toString('latin1');
    if (strict && [EMAIL, DNS, URI].includes(kind) && !isAscii(text)) throw new MalformedDer('x509: subject alternative name is malformed');
    if (kind === EMAIL) names.emails.push(text);
    if (kind === DNS) names.dnsNames.push(text);
    if (kind === URI) names.uriHosts.push(hostOf(text));
    if (kind !== IP) continue;
    if (content.length !== 4 && content.length !== 16) throw new MalformedDer(`x509: cannot parse IP address of length ${content.length}`);
    names.addresses.push(content);
  }
  return names;
}

/** Reports whether no name is of a kind that is checked. */
export const isEmpty = ({ emails, dnsNames, uriHosts, addresses }: AlternativeNames): boolean =>
  emails.length + dnsNames.length + uriHosts.length + addresses.length === 0;
