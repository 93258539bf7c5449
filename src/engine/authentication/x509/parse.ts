/**
 * Bytes -> certificate, or why they are none. What stands behind the parts of a certificate is passed over, as in Go.
 * After parseCertificate of crypto/x509/parser.go; older versions read with encoding/asn1.
 */
import type { Certificate } from './certificate';
import { constructedTag, contextTag, DerReader, MalformedDer, rightAligned, TAG, type Element } from './der';
import { extensionsIn } from './extensions';
import { parseName } from './names';
import { publicKeyIn } from './public-key';
import type { CertificateRules } from './rules';
import { algorithmIdentifierIn, signatureAlgorithmOf } from './signature-algorithm';
import { timeIn } from './times';

const LARGEST_INT = 2n ** 63n;

function explicitInteger(reader: DerReader, tag: number, strict: boolean, why: string): bigint {
  if (strict) return reader.inside(tag, why).integer(why);
  reader.enter(tag, why);
  return reader.integer(why);
}

function versionIn(reader: DerReader, { strict }: CertificateRules): number {
  const why = 'x509: malformed version';
  const version = reader.isNext(constructedTag(0)) ? explicitInteger(reader, constructedTag(0), strict, why) : 0n;
  if (version >= LARGEST_INT || version < (strict ? 0n : -LARGEST_INT)) throw new MalformedDer(why);
  if (strict && version > 2n) throw new MalformedDer('x509: invalid version');
  return Number(version) + 1;
}

/** Identifiers that an issuer and a subject may have. */
function skipUniqueIds(reader: DerReader, { strict }: CertificateRules): void {
  for (const number of [1, 2]) {
    const content = reader.optional(contextTag(number), 'x509: malformed unique ID');
    if (!strict && content !== undefined) rightAligned(content, 'x509: malformed unique ID');
  }
}

type Body = Omit<Certificate, 'raw' | 'signed' | 'signature'>;

function bodyOf(reader: DerReader, outerAlgorithm: Buffer, rules: CertificateRules): Body {
  const version = versionIn(reader, rules);
  const serialNumber = reader.integer('x509: malformed serial number');
  if (rules.strict && serialNumber < 0n) throw new MalformedDer('x509: negative serial number');
  const algorithm = reader.content(TAG.sequence, 'x509: malformed signature algorithm identifier');
  if (rules.strict && !algorithm.equals(outerAlgorithm)) throw new MalformedDer("x509: inner and outer signature algorithm identifiers don't match");
  const identifier = algorithmIdentifierIn(algorithm);
  const rawIssuer = reader.element(TAG.sequence, 'x509: malformed issuer').bytes;
  parseName(rawIssuer, rules);
  const validity = reader.inside(TAG.sequence, 'x509: malformed validity');
  const [notBefore, notAfter] = [timeIn(validity), timeIn(validity)];
  const rawSubject = reader.element(TAG.sequence, 'x509: malformed issuer').bytes;
  const subject = parseName(rawSubject, rules);
  const rawPublicKey = reader.element(TAG.sequence, 'x509: malformed spki').bytes;
  const publicKey = publicKeyIn(rawPublicKey, rules);
  if (!rules.strict || version > 1) skipUniqueIds(reader, rules);
  const extensions = extensionsIn(rules.strict && version < 3 ? new DerReader(Buffer.alloc(0)) : reader, rules);
  return {
    ...extensions,
    version,
    signatureIdentifier: identifier.algorithm,
    signatureAlgorithm: signatureAlgorithmOf(identifier),
    rawIssuer,
    rawSubject,
    subject,
    notBefore,
    notAfter,
    rawPublicKey,
    ...(publicKey && { publicKey }),
  };
}

/** Says what stands in place of a certificate, as encoding/asn1 does. */
function otherTag({ tag, content, bytes }: Element): MalformedDer {
  const found = `{class:${tag >> 6} tag:${tag & 0x1f} length:${content.length} isCompound:${(tag & 0x20) !== 0}}`;
  const wanted =
    '{optional:false explicit:false application:false private:false defaultValue:<nil> tag:<nil> stringType:0 timeType:0 set:false omitEmpty:false}';
  return new MalformedDer(`asn1: structure error: tags don't match (16 vs ${found}) ${wanted} certificate @${bytes.length - content.length}`);
}

function certificateIn(reader: DerReader, rules: CertificateRules): Certificate {
  const why = 'x509: malformed certificate';
  if (!rules.strict && !reader.isNext(TAG.sequence)) throw otherTag(reader.any(why));
  const { bytes: raw, content } = reader.element(TAG.sequence, why);
  const outer = new DerReader(content);
  const { bytes: signed, content: body } = outer.element(TAG.sequence, 'x509: malformed tbs certificate');
  const algorithm = outer.content(TAG.sequence, 'x509: malformed algorithm identifier');
  if (!rules.strict) algorithmIdentifierIn(algorithm);
  // Read where it stands, so that the first thing that is wrong is the one that counts.
  const rest = bodyOf(new DerReader(body), algorithm, rules);
  const signature = rightAligned(outer.content(TAG.bitString, 'x509: malformed signature'), 'x509: malformed signature');
  return { ...rest, raw, signed, signature };
}

/** One certificate. Throws MalformedDer with Go's words. */
export function parseCertificate(der: Uint8Array, rules: CertificateRules): Certificate {
  const reader = new DerReader(der);
  const certificate = certificateIn(reader, rules);
  if (!reader.isEmpty) throw new MalformedDer('x509: trailing data');
  return certificate;
}

/** Certificates that stand one behind the other. */
export function parseCertificates(der: Uint8Array, rules: CertificateRules): readonly Certificate[] {
  const reader = new DerReader(der);
  const certificates: Certificate[] = [];
  while (!reader.isEmpty) certificates.push(certificateIn(reader, rules));
  return certificates;
}
