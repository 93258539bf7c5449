/** Certificates that are written in odd ways. */
import * as make from '../certificate';
import { intermediate, keys, leaf, roots, AUTHORITY } from '../authorities';
import { bits, element, identifier, integer, nothing, octets, sequence, text, truth } from '../der';
import type { Case } from './case';

const one = (name: string, wish: Partial<make.Shape> = {}): Case => ({ name, chain: [leaf(name, roots.plain, wish)], key: wish.key ?? keys.leaf });
const CLIENT = make.extendedKeyUsage(make.CLIENT);
const withExtension = (name: string, extension: Buffer): Case => one(name, { extensions: [CLIENT, extension] });
/** The length in one byte more than it takes. */
const longer = (bytes: Buffer): Buffer => {
  const [tag = 0, length = 0] = bytes;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, 0x81, length]), bytes.subarray(2)]);
  return Buffer.concat([Buffer.from([tag, length + 1, 0]), bytes.subarray(2)]);
};
const replaced =
  (at: number, change: (part: Buffer) => Buffer) =>
  (parts: Buffer[]): Buffer[] =>
    parts.map((part, index) => (index === at ? change(part) : part));
const SERIAL = 1;
const VALIDITY = 4;
const strange = (name: string, change: Partial<make.Shape>): Case => {
  const middle = intermediate('strange', roots.plain, keys.other, change);
  return { name, chain: [leaf(name, roots.plain), middle.certificate], key: keys.leaf };
};

export const encodingCases: readonly Case[] = [
  one('a serial number below zero', { serial: integer(-5) }),
  one('a serial number of zero', { serial: integer(0) }),
  one('a serial number of 30 bytes', { serial: element(0x02, Buffer.alloc(30, 0x11)) }),
  one('a serial number with a needless zero', { serial: element(0x02, Buffer.from([0, 1])) }),
  one('a serial number of no bytes', { serial: element(0x02) }),
  one('a serial number that is a text', { serial: text(0x0c, 'x') }),
  one('a length that is longer than it must be', { changeBody: replaced(SERIAL, (part) => longer(part)) }),
  one('a validity with a long length', { changeBody: replaced(VALIDITY, (part) => longer(part)) }),
  one('a signed part with a long length', {
    changeWhole: (whole) => sequence(longer(whole.subarray(4, 4 + 4 + whole.readUInt16BE(6))), whole.subarray(8 + whole.readUInt16BE(6))),
  }),
  one('something behind the signed part', { changeBody: (parts) => [...parts, nothing()] }),
  one('something behind the signature', { changeWhole: (whole) => sequence(whole.subarray(4), nothing()) }),
  one('another algorithm outside than inside', { outerIdentifier: make.SIGNATURES.ecdsaSha384.identifier }),
  one('an algorithm with parameters that it must not have', {
    signature: { identifier: sequence(identifier('1.2.840.10045.4.3.2'), nothing()), hash: 'sha256' },
  }),
  {
    name: 'an RSA algorithm without its parameters',
    chain: [
      leaf('an RSA algorithm without its parameters', roots.rsa, { signature: { identifier: sequence(identifier('1.2.840.113549.1.1.11')), hash: 'sha256' } }),
    ],
    key: keys.leaf,
  },
  one('an issuer id', { changeBody: (parts) => [...parts.slice(0, 7), element(0x81, Buffer.from([0, 1, 2])), ...parts.slice(7)] }),
  one('a subject id with unused bits', { changeBody: (parts) => [...parts.slice(0, 7), element(0x82, Buffer.from([9, 1, 2])), ...parts.slice(7)] }),
  one('the same extension twice', { extensions: [CLIENT, CLIENT] }),
  one('the same unknown extension twice', { extensions: [CLIENT, make.extension('1.2.3.4', nothing()), make.extension('1.2.3.4', nothing())] }),
  one('a usage for servers, then one for clients', { extensions: [make.extendedKeyUsage(make.SERVER), CLIENT] }),
  withExtension('an extension that is false about being critical', sequence(identifier('1.2.3.4'), truth(0), octets(nothing()))),
  withExtension('an extension that is half critical', sequence(identifier('1.2.3.4'), truth(1), octets(nothing()))),
  withExtension('an extension with something behind', sequence(identifier('1.2.3.4'), octets(nothing()), nothing())),
  withExtension('a usage with something behind', make.extension('2.5.29.15', Buffer.concat([bits(Buffer.from([0x80]), 7), nothing()]))),
  withExtension('a key usage with unused bits that are set', make.extension('2.5.29.15', bits(Buffer.from([0xff]), 3))),
  withExtension('a key usage of nothing', make.extension('2.5.29.15', element(0x03))),
  withExtension('a key usage that is octets', make.extension('2.5.29.15', octets(Buffer.from([1])))),
  withExtension('basic constraints with something behind', make.extension('2.5.29.19', Buffer.concat([sequence(), nothing()]))),
  withExtension('basic constraints with something inside', make.extension('2.5.29.19', sequence(nothing()))),
  withExtension('basic constraints that are a number', make.extension('2.5.29.19', integer(1))),
  withExtension('basic constraints that are half true', make.extension('2.5.29.19', sequence(truth(1)))),
  withExtension('basic constraints with a long path', make.extension('2.5.29.19', sequence(truth(), element(0x02, Buffer.alloc(9, 0x7f))))),
  withExtension('a subject key identifier that is a number', make.extension('2.5.29.14', integer(5))),
  withExtension('a subject key identifier with something behind', make.extension('2.5.29.14', Buffer.concat([octets(Buffer.from('x')), nothing()]))),
  withExtension('places of revocation lists', make.extension('2.5.29.31', sequence(sequence(make.inner(0, make.inner(0, make.context(6, 'http://a/b'))))))),
  withExtension('places of revocation lists that are none', make.extension('2.5.29.31', integer(5))),
  withExtension('a place of revocation lists without a name', make.extension('2.5.29.31', sequence(sequence()))),
  withExtension(
    'access to the authority',
    make.extension('1.3.6.1.5.5.7.1.1', sequence(sequence(identifier('1.3.6.1.5.5.7.48.1'), make.context(6, 'http://a/b')))),
  ),
  withExtension(
    'critical access to the authority',
    make.extension('1.3.6.1.5.5.7.1.1', sequence(sequence(identifier('1.3.6.1.5.5.7.48.1'), make.context(6, 'http://a/b'))), true),
  ),
  withExtension('access to the authority that is none', make.extension('1.3.6.1.5.5.7.1.1', sequence(integer(5)))),
  withExtension('policies that are none', make.extension('2.5.29.32', sequence(integer(5)))),
  withExtension('critical policies', make.extension('2.5.29.32', sequence(sequence(identifier('1.2.3'))), true)),
  withExtension('critical mappings of policies', make.extension('2.5.29.33', sequence(sequence(identifier('1.2.3'), identifier('1.2.4'))), true)),
  withExtension('a critical way to more about the subject', make.extension('1.3.6.1.5.5.7.1.11', sequence(), true)),
  withExtension('a critical list of precertificates', make.extension('1.3.6.1.4.1.11129.2.4.3', nothing(), true)),
  withExtension('critical alternative names of the issuer', make.extension('2.5.29.18', sequence(make.context(2, 'a')), true)),
  one('no extension in the list', { changeBody: (parts) => [...parts.slice(0, 7), make.inner(3, sequence())] }),
  strange('beside a certificate with a serial number below zero', { serial: integer(-5) }),
  strange('beside a certificate with an extension twice', { extensions: [AUTHORITY, AUTHORITY] }),
  strange('beside a certificate with a name that is no UTF-8', { subject: make.name(make.attribute(make.CN, element(0x0c, Buffer.from([0xff])))) }),
  strange('beside a certificate with a key of an unknown kind', { publicKey: sequence(sequence(identifier('1.2.3.4')), bits(Buffer.from('key'))) }),
  strange('beside a certificate with an odd curve', {
    publicKey: sequence(sequence(identifier('1.2.840.10045.2.1'), identifier('1.3.132.0.10')), bits(Buffer.from('04'.padEnd(130, '1'), 'hex'))),
  }),
  strange('beside a certificate with an RSA key without parameters', {
    publicKey: sequence(sequence(identifier('1.2.840.113549.1.1.1')), bits(sequence(element(0x02, Buffer.alloc(128, 0x51)), integer(3)))),
  }),
  strange('beside a certificate with a negative modulus', {
    publicKey: sequence(sequence(identifier('1.2.840.113549.1.1.1'), nothing()), bits(sequence(element(0x02, Buffer.alloc(128, 0x91)), integer(3)))),
  }),
  strange('beside a certificate with an RSA key of 8200 bits', {
    publicKey: sequence(sequence(identifier('1.2.840.113549.1.1.1'), nothing()), bits(sequence(element(0x02, Buffer.alloc(1025, 0x51)), integer(3)))),
  }),
  strange('beside a certificate of another version', { version: 5 }),
];
