/**
 * The extensions of a certificate. An unhandled critical one makes the certificate invalid; one that is
 * not as it should be makes it none. After processExtensions of crypto/x509/parser.go.
 */
import { alternativeNamesIn, isEmpty } from './alternative-names';
import type { Extensions } from './certificate';
import { bitsOf, constructedTag, contextTag, DerReader, MalformedDer, TAG } from './der';
import { checkAccessDescriptions, checkDistributionPoints } from './informational-extensions';
import { nameConstraintsIn } from './name-constraints';
import { constraintsIn, identifiersIn, inhibitAnyIn, mappingsIn, NO_POLICIES } from './policy-extensions';
import type { CertificateRules } from './rules';

interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  readonly value: Buffer;
}

interface Read {
  readonly found: Partial<Extensions>;
  readonly isUnhandled?: boolean;
}

const NO_BYTES = Buffer.alloc(0);
const NONE: Extensions = {
  keyUsage: new Set(),
  extendedKeyUsage: [],
  policies: NO_POLICIES,
  subjectKeyId: NO_BYTES,
  authorityKeyId: NO_BYTES,
  hasUnhandledCritical: false,
};
const LARGEST_INT = 2n ** 63n;

function basicConstraints(reader: DerReader, { strict }: CertificateRules): Read {
  const why = 'x509: invalid basic constraints';
  const sequence = reader.inside(TAG.sequence, why);
  const isAuthority = sequence.isNext(TAG.boolean) && sequence.boolean(why);
  if (!sequence.isNext(TAG.integer)) return { found: { isAuthority } };
  const longestPath = sequence.integer(why);
  if (longestPath >= LARGEST_INT || longestPath < (strict ? 0n : -LARGEST_INT)) throw new MalformedDer(why);
  return { found: { isAuthority, ...(longestPath >= 0n && { longestPath: Number(longestPath) }) } };
}

function extendedKeyUsage(reader: DerReader): Read {
  const why = 'x509: invalid extended key usages';
  const usages: string[] = [];
  const sequence = reader.inside(TAG.sequence, why);
  while (!sequence.isEmpty) usages.push(sequence.objectIdentifier(why));
  return { found: { extendedKeyUsage: usages } };
}

function alternativeNames(reader: DerReader, rules: CertificateRules): Read {
  const names = alternativeNamesIn(reader, rules);
  return { found: { alternativeNames: names }, isUnhandled: isEmpty(names) };
}

function authorityKeyId(reader: DerReader): Read {
  const why = 'x509: invalid authority key identifier';
  return { found: { authorityKeyId: reader.inside(TAG.sequence, why).optional(contextTag(0), why) ?? NO_BYTES } };
}

function constraintsOfNames(value: Buffer): Read {
  const nameConstraints = nameConstraintsIn(value);
  return { found: { nameConstraints }, isUnhandled: nameConstraints.hasUnhandled };
}

const AUTHORITY_ACCESS = '1.3.6.1.5.5.7.1.1';

function readExtension({ id, value }: Extension, before: Extensions, rules: CertificateRules): Read {
  const reader = new DerReader(value);
  const done = (found: Partial<Extensions>): Read => {
    // Newer versions do not look behind what they read.
    if (!rules.strict && !reader.isEmpty) throw new MalformedDer('x509: trailing data after X.509 extension');
    return { found };
  };
  const policies = (more: Partial<Extensions['policies']>): Read => done({ policies: { ...before.policies, ...more } });
  switch (id) {
    case '2.5.29.14':
      return done({ subjectKeyId: reader.content(TAG.octetString, 'x509: invalid subject key identifier') });
    case '2.5.29.15':
      return done({ keyUsage: bitsOf(reader.content(TAG.bitString, 'x509: invalid key usage'), 'x509: invalid key usage') });
    case '2.5.29.17': {
      const { found, isUnhandled = false } = alternativeNames(reader, rules);
      return { ...done(found), isUnhandled };
    }
    case '2.5.29.19':
      return done(basicConstraints(reader, rules).found);
    case '2.5.29.30':
      return constraintsOfNames(value);
    case '2.5.29.31':
      checkDistributionPoints(reader, rules);
      return done({});
    case '2.5.29.32':
      return policies({ identifiers: identifiersIn(reader, rules) });
    case '2.5.29.35':
      return done(authorityKeyId(reader).found);
    case '2.5.29.37':
      return done(extendedKeyUsage(reader).found);
    case AUTHORITY_ACCESS:
      checkAccessDescriptions(reader, rules);
      return done({});
  }
  if (!rules.policies) return { found: {}, isUnhandled: true };
  if (id === '2.5.29.33') return policies({ mappings: mappingsIn(reader) });
  if (id === '2.5.29.36') return policies(constraintsIn(reader));
  if (id === '2.5.29.54') return policies(inhibitAnyIn(reader));
  return { found: {}, isUnhandled: true };
}

/** What must not be critical, and is refused where it is. */
const NEVER_CRITICAL: ReadonlySet<string> = new Set(['2.5.29.14', '2.5.29.35', AUTHORITY_ACCESS]);

function extensionIn(reader: DerReader): Extension {
  const id = reader.objectIdentifier('x509: malformed extension OID field');
  const isCritical = reader.isNext(TAG.boolean) && reader.boolean('x509: malformed extension critical field');
  return { id, isCritical, value: reader.content(TAG.octetString, 'x509: malformed extension value field') };
}

function listOf(sequence: DerReader, { strict }: CertificateRules): readonly Extension[] {
  const extensions = new Map<string, Extension>();
  const all: Extension[] = [];
  while (!sequence.isEmpty) {
    const extension = extensionIn(sequence.inside(TAG.sequence, 'x509: malformed extension'));
    if (strict && extensions.has(extension.id)) throw new MalformedDer(`x509: certificate contains duplicate extension with OID "${extension.id}"`);
    extensions.set(extension.id, extension);
    all.push(extension);
  }
  return all;
}

/** The extensions at the end of the signed part of a certificate, if there are any. */
export function extensionsIn(reader: DerReader, rules: CertificateRules): Extensions {
  const why = 'x509: malformed extensions';
  if (!reader.isNext(constructedTag(3))) return NONE;
  if (!rules.strict) {
    reader.enter(constructedTag(3), why);
    // Something else counts for what may stand behind.
    if (!reader.isNext(TAG.sequence)) return NONE;
  }
  const explicit = rules.strict ? reader.inside(constructedTag(3), why) : reader;
  let extensions = NONE;
  for (const extension of listOf(explicit.inside(TAG.sequence, why), rules)) {
    if (rules.strict && extension.isCritical && NEVER_CRITICAL.has(extension.id))
      throw new MalformedDer(`x509: extension ${extension.id} incorrectly marked critical`);
    const { found, isUnhandled = false } = readExtension(extension, extensions, rules);
    extensions = { ...extensions, ...found, hasUnhandledCritical: extensions.hasUnhandledCritical || (isUnhandled && extension.isCritical) };
  }
  return extensions;
}
