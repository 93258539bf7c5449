/**
 * Which names an authority may vouch for: the extension as it is read. After parseNameConstraintsExtension of crypto/x509/parser.go.
 */
import { isIP } from 'node:net';
import { constructedTag, contextTag, DerReader, MalformedDer, TAG } from './der';
import { isDomain, mailboxOf } from './mailbox';

export interface AddressRange {
  readonly address: Buffer;
  readonly mask: Buffer;
}

export interface Subtrees {
  readonly dnsNames: readonly string[];
  readonly emails: readonly string[];
  readonly uriDomains: readonly string[];
  readonly ranges: readonly AddressRange[];
}

export interface NameConstraints {
  readonly permitted: Subtrees;
  readonly excluded: Subtrees;
  /** Reports whether there are constraints of other kinds, which nothing heeds. */
  readonly hasUnhandled: boolean;
}

const INVALID = 'x509: invalid NameConstraints extension';
const EMAIL = contextTag(1);
const DNS = contextTag(2);
const URI = contextTag(6);
const IP = contextTag(7);

/** A leading period means subdomains only. */
const isDomainConstraint = (text: string): boolean => isDomain(text.replace(/^\./, ''));

function isMask(mask: Buffer): boolean {
  const bits = [...mask].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits);
}

function rangeOf(value: Buffer): AddressRange {
  if (value.length !== 8 && value.length !== 32) throw new MalformedDer(`x509: IP constraint contained value of length ${value.length}`);
  const [address, mask] = [value.subarray(0, value.length / 2), value.subarray(value.length / 2)];
  if (!isMask(mask)) throw new MalformedDer(`x509: IP constraint contained invalid mask ${mask.toString('hex')}`);
  return { address, mask };
}

function textOf(value: Buffer): string {
  // Bytes over 127 are none of IA5.
  if (value.some((byte) => byte > 0x7f)) throw new MalformedDer('x509: invalid constraint value');
  return value.toString('latin1');
}

function checked(text: string, kind: string, isGood: boolean): string {
  if (!isGood) throw new MalformedDer(`x509: failed to parse ${kind} constraint "${text}"`);
  return text;
}

function subtreesIn(bytes: Buffer | undefined): { readonly subtrees: Subtrees; readonly hasUnhandled: boolean } {
  const subtrees = { dnsNames: [] as string[], emails: [] as string[], uriDomains: [] as string[], ranges: [] as AddressRange[] };
  let hasUnhandled = false;
  const reader = new DerReader(bytes ?? Buffer.alloc(0));
  while (!reader.isEmpty) {
    const { tag, content } = reader.inside(TAG.sequence, INVALID).any(INVALID);
    if (tag === IP) subtrees.ranges.push(rangeOf(content));
    else if (tag === DNS) {
      const text = textOf(content);
      subtrees.dnsNames.push(checked(text, 'dnsName', isDomainConstraint(text)));
    } else if (tag === EMAIL) {
      const text = textOf(content);
      subtrees.emails.push(checked(text, 'rfc822Name', text.includes('@') ? mailboxOf(text) !== undefined : isDomainConstraint(text)));
    } else if (tag === URI) {
      const text = textOf(content);
      subtrees.uriDomains.push(checked(text, 'URI', isIP(text) === 0 && isDomainConstraint(text)));
    } else hasUnhandled = true;
  }
  return { subtrees, hasUnhandled };
}

export function nameConstraintsIn(value: Buffer): NameConstraints {
  const outer = new DerReader(value);
  const inner = outer.inside(TAG.sequence, INVALID);
  const [permitted, excluded] = [inner.optional(constructedTag(0), INVALID), inner.optional(constructedTag(1), INVALID)];
  if (!outer.isEmpty || !inner.isEmpty) throw new MalformedDer(INVALID);
  if ((permitted?.length ?? 0) + (excluded?.length ?? 0) === 0) throw new MalformedDer('x509: empty name constraints extension');
  const [allowed, refused] = [subtreesIn(permitted), subtreesIn(excluded)];
  return { permitted: allowed.subtrees, excluded: refused.subtrees, hasUnhandled: allowed.hasUnhandled || refused.hasUnhandled };
}
