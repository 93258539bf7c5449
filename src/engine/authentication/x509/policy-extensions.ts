/**
 * What certificates say of certificate policies. Policies are compared by the bytes of their identifiers.
 * After parseCertificatePoliciesExtension and processExtensions of crypto/x509/parser.go.
 */
import { contextTag, int64, MalformedDer, objectIdentifierOf, TAG, type DerReader } from './der';
import type { CertificateRules } from './rules';

export interface PolicyMapping {
  readonly issuer: string;
  readonly subject: string;
}

export interface Policies {
  /** As hexadecimal text. */
  readonly identifiers: readonly string[];
  readonly mappings: readonly PolicyMapping[];
  /** After how many more certificates a policy has to be there, a mapping counts no longer, anyPolicy counts no longer. */
  readonly requireExplicit?: number;
  readonly inhibitMapping?: number;
  readonly inhibitAny?: number;
}

export const NO_POLICIES: Policies = { identifiers: [], mappings: [] };

export function identifiersIn(reader: DerReader, { strict }: CertificateRules): readonly string[] {
  const why = 'x509: invalid certificate policies';
  const found = new Set<string>();
  const sequence = reader.inside(TAG.sequence, why);
  while (!sequence.isEmpty) {
    const bytes = sequence.inside(TAG.sequence, why).content(TAG.objectIdentifier, why);
    const identifier = bytes.toString('hex');
    // Numbers in it may be larger than those of other identifiers.
    if (strict && (found.has(identifier) || !isIdentifier(bytes))) throw new MalformedDer(why);
    if (!strict) objectIdentifierOf(bytes, why);
    found.add(identifier);
  }
  return [...found];
}

/** Each number ends, and none begins with a zero. */
const isIdentifier = (bytes: Buffer): boolean =>
  (bytes.at(-1) ?? 0xff) < 0x80 && !bytes.some((byte, at) => byte === 0x80 && (at === 0 || (bytes[at - 1] ?? 0) < 0x80));

export function mappingsIn(reader: DerReader): readonly PolicyMapping[] {
  const why = 'x509: invalid policy mappings extension';
  const mappings: PolicyMapping[] = [];
  const sequence = reader.inside(TAG.sequence, why);
  while (!sequence.isEmpty) {
    const pair = sequence.inside(TAG.sequence, why);
    const [issuer, subject] = [pair.content(TAG.objectIdentifier, why), pair.content(TAG.objectIdentifier, why)];
    mappings.push({ issuer: issuer.toString('hex'), subject: subject.toString('hex') });
  }
  return mappings;
}

export function constraintsIn(reader: DerReader): Pick<Policies, 'requireExplicit' | 'inhibitMapping'> {
  const why = 'x509: invalid policy constraints extension';
  const sequence = reader.inside(TAG.sequence, why);
  const optional = (number: number): number | undefined =>
    sequence.isNext(contextTag(number)) ? Number(int64(sequence.integer(why, contextTag(number)), why)) : undefined;
  const [requireExplicit, inhibitMapping] = [optional(0), optional(1)];
  return { ...(requireExplicit !== undefined && { requireExplicit }), ...(inhibitMapping !== undefined && { inhibitMapping }) };
}

export const inhibitAnyIn = (reader: DerReader): Pick<Policies, 'inhibitAny'> => {
  const why = 'x509: invalid inhibit any policy extension';
  return { inhibitAny: Number(int64(reader.integer(why), why)) };
};
