/**
 * The subject of a certificate as text. Its parts stay in their order; of one that is not a text older versions make none, newer ones
 * refuse the certificate. After parseName and parseASN1String of crypto/x509/parser.go, and encoding/asn1.
 */
import { textOfBytes } from '../../golang/utf8-text';
import type { Attribute } from './certificate';
import { DerReader, int64, MalformedDer, rightAligned, TAG, type Element } from './der';
import type { CertificateRules } from './rules';
import { timeIn } from './times';

const PRINTABLE = /^[a-zA-Z0-9'()+,\-./ :=?*&]*$/;
const NUMERIC = /^[0-9 ]*$/;

const IA5 = /^[\0-\x7f]*$/;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const matching =
  (pattern: RegExp, type: string) =>
  (bytes: Buffer): string => {
    const text = bytes.toString('latin1');
    if (!pattern.test(text)) throw new MalformedDer(`invalid ${type}`);
    return text;
  };

function utf8Text(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (error) {
    throw new MalformedDer('invalid UTF-8 string', { cause: error });
  }
}

const isNoCharacter = (point: number): boolean => point >= 0xfffe || (point >= 0xfdd0 && point <= 0xfdef) || (point >= 0xd800 && point <= 0xdfff);

/** Two bytes a character; a last one of zero ends the text. */
function bmpText(bytes: Buffer, strict: boolean): string {
  if (bytes.length % 2 !== 0) throw new MalformedDer('invalid BMPString');
  const points = Array.from({ length: bytes.length / 2 }, (_, at) => bytes.readUInt16BE(2 * at));
  const kept = points.at(-1) === 0 ? points.slice(0, -1) : points;
  if (strict && kept.some(isNoCharacter)) throw new MalformedDer('invalid BMPString');
  return String.fromCharCode(...kept).toWellFormed();
}

const READERS: ReadonlyMap<number, (bytes: Buffer, strict: boolean) => string> = new Map([
  [TAG.utf8String, utf8Text],
  [TAG.printableString, matching(PRINTABLE, 'PrintableString')],
  [TAG.ia5String, matching(IA5, 'IA5String')],
  [TAG.numericString, matching(NUMERIC, 'NumericString')],
  // Older versions take the bytes as they are, though they may be no UTF-8.
  [TAG.t61String, (bytes, strict) => (strict ? bytes.toString('latin1') : textOfBytes(bytes))],
  [TAG.bmpString, bmpText],
]);

/** Older versions read values of these types, too, though nothing comes of them. */
const CHECKS: ReadonlyMap<number, (value: DerReader, content: Buffer) => unknown> = new Map<number, (value: DerReader, content: Buffer) => unknown>([
  [TAG.bitString, (_, content) => rightAligned(content, 'invalid BIT STRING')],
  [TAG.objectIdentifier, (value) => value.objectIdentifier('invalid OBJECT IDENTIFIER')],
  [TAG.utcTime, timeIn],
  [TAG.generalizedTime, timeIn],
  [TAG.integer, (value) => int64(value.integer('invalid INTEGER'), 'integer too large')],
]);

function valueOf({ tag, content, bytes }: Element, strict: boolean): string | undefined {
  const read = READERS.get(tag);
  if (read === undefined && strict) throw new MalformedDer(`unsupported string type: ${tag}`);
  if (read === undefined) CHECKS.get(tag)?.(new DerReader(bytes), content);
  return read?.(content, strict);
}

function attributeOf(reader: DerReader, strict: boolean): Attribute {
  const type = reader.objectIdentifier('x509: invalid RDNSequence: invalid attribute type');
  const element = reader.any('x509: invalid RDNSequence: invalid attribute value');
  try {
    const value = valueOf(element, strict);
    return { type, ...(value !== undefined && { value }) };
  } catch (error) {
    throw new MalformedDer(`x509: invalid RDNSequence: invalid attribute value: ${(error as Error).message}`, { cause: error });
  }
}

export function parseName(bytes: Buffer, { strict }: CertificateRules): readonly Attribute[] {
  const why = 'x509: invalid RDNSequence';
  const attributes: Attribute[] = [];
  const sequence = new DerReader(bytes).inside(TAG.sequence, why);
  while (!sequence.isEmpty) {
    const set = sequence.inside(TAG.set, why);
    while (!set.isEmpty) attributes.push(attributeOf(set.inside(TAG.sequence, `${why}: invalid attribute`), strict));
  }
  return attributes;
}
