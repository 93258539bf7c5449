/**
 * Extensions that say where to ask for more. Nothing is asked, but they have to be in order.
 * After processExtensions of crypto/x509/parser.go, and encoding/asn1 for older versions.
 */
import { bitsOf, constructedTag, contextTag, DerReader, TAG } from './der';
import type { CertificateRules } from './rules';

const ADDRESS = contextTag(6);

/** Reads all there is. */
function drain(reader: DerReader, why: string): void {
  while (!reader.isEmpty) reader.any(why);
}

/** A part of the name may be missing; older versions read the rest as well. */
function checkPoint(point: DerReader, rules: CertificateRules, why: string): void {
  const outer = point.optional(constructedTag(0), why);
  if (outer !== undefined && (rules.strict || outer.length > 0)) {
    const name = new DerReader(outer);
    if (rules.strict || name.isNext(constructedTag(0))) {
      const names = name.inside(constructedTag(0), why);
      if (rules.strict) while (names.isNext(ADDRESS)) names.any(why);
      else drain(names, why);
    }
  }
  if (rules.strict) return;
  if (point.isNext(contextTag(1))) bitsOf(point.content(contextTag(1), why), why);
}

export function checkDistributionPoints(reader: DerReader, rules: CertificateRules): void {
  const why = 'x509: invalid CRL distribution point';
  const sequence = reader.inside(TAG.sequence, `${why}s`);
  while (!sequence.isEmpty) checkPoint(sequence.inside(TAG.sequence, why), rules, why);
}

export function checkAccessDescriptions(reader: DerReader, { strict }: CertificateRules): void {
  const why = 'x509: invalid authority info access';
  const sequence = reader.inside(TAG.sequence, why);
  while (!sequence.isEmpty) {
    const description = sequence.inside(TAG.sequence, why);
    description.objectIdentifier(why);
    if (!strict || description.isNext(ADDRESS)) description.any(why);
  }
}
