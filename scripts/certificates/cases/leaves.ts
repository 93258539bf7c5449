/** What the certificate of a client itself holds: usage, time, key, names. */
import * as make from '../certificate';
import { inhibitAny, intermediate, keys, leaf, policy, policyConstraints, policyMapping, roots, AUTHORITY } from '../authorities';
import { bits, element, identifier, integer, octets, sequence, set, text } from '../der';
import type { Case } from './case';

const one = (name: string, wish: Partial<make.Shape> = {}): Case => ({ name, chain: [leaf(name, roots.plain, wish)], key: wish.key ?? keys.leaf });
const named = (name: string, ...attributes: readonly Buffer[]): Case => one(name, { subject: make.name(...attributes) });
const cn = (value: string | Buffer): Buffer => make.attribute(make.CN, value);
const o = (value: string | Buffer): Buffer => make.attribute(make.O, value);
const dns = (value: string): Buffer => make.context(2, value);
const email = (value: string): Buffer => make.context(1, value);
const uri = (value: string): Buffer => make.context(6, value);
const ip = (...bytes: readonly number[]): Buffer => make.context(7, Buffer.from(bytes));

const constraints = (which: 0 | 1, ...trees: readonly Buffer[]): Buffer =>
  make.extension('2.5.29.30', sequence(make.inner(which, ...trees.map((each) => sequence(each)))), true);
/** Below an intermediate that has constraints. */
function constrained(name: string, constraint: Buffer, ...names: readonly Buffer[]): Case {
  const middle = intermediate('intermediate', roots.plain, keys.intermediate, { extensions: [AUTHORITY, constraint] });
  const extensions = [make.extendedKeyUsage(make.CLIENT), ...(names.length > 0 ? [make.alternativeNames(...names)] : [])];
  return { name, chain: [leaf(name, middle, { extensions }), middle.certificate], key: keys.leaf };
}
const belowRoot = (name: string, ...names: readonly Buffer[]): Case => ({
  name,
  chain: [leaf(name, roots.constrained, { extensions: [make.extendedKeyUsage(make.CLIENT), ...(names.length > 0 ? [make.alternativeNames(...names)] : [])] })],
  key: keys.leaf,
});
/** Below an intermediate with policies. */
function withPolicies(name: string, middleExtensions: readonly Buffer[], leafExtensions: readonly Buffer[], issuer = roots.plain): Case {
  const middle = intermediate('intermediate', issuer, keys.intermediate, { extensions: [AUTHORITY, ...middleExtensions] });
  return { name, chain: [leaf(name, middle, { extensions: leafExtensions }), middle.certificate], key: keys.leaf };
}

const ALPHA = '1.3.6.1.4.1.57683.10';
const BETA = '1.3.6.1.4.1.57683.11';
const ANY_POLICY = '2.5.29.32.0';
const UID = '1.3.6.1.4.1.57683.2';

export const leafCases: readonly Case[] = [
  one('no extensions at all', { extensions: [] }),
  one('the first version', { version: 0, extensions: [] }),
  one('the second version', { version: 1, extensions: [] }),
  one('the first version with extensions', { version: 0 }),
  one('the fourth version', { version: 3 }),
  one('a version below zero', { version: -1 }),
  one('for servers', { extensions: [make.extendedKeyUsage(make.SERVER)] }),
  one('for servers and clients', { extensions: [make.extendedKeyUsage(make.SERVER, make.CLIENT)] }),
  one('for everything', { extensions: [make.extendedKeyUsage(make.ANY_USAGE)] }),
  one('for something unknown', { extensions: [make.extendedKeyUsage('1.2.3.4')] }),
  one('for nothing', { extensions: [make.extendedKeyUsage()] }),
  one('a critical usage', { extensions: [make.extension('2.5.29.37', sequence(identifier(make.CLIENT)), true)] }),
  one('a key usage that is for agreement only', { extensions: [make.keyUsage(0x08, 3)] }),
  one('expired', { notAfter: make.utcTime('210101000000Z') }),
  one('to come', { notBefore: make.utcTime('480101000000Z') }),
  one('of the years 1970 to 2060', { notBefore: make.utcTime('700101000000Z'), notAfter: make.generalizedTime('20600101000000Z') }),
  one('of the years 1950 to 9999', { notBefore: make.utcTime('500101000000Z'), notAfter: make.generalizedTime('99991231235959Z') }),
  one('a time without seconds', { notBefore: make.utcTime('2001010000Z') }),
  one('a time with an offset', { notBefore: make.utcTime('200101000000+0100') }),
  one('a time with an offset of nothing', { notBefore: make.utcTime('200101000000+0000') }),
  one('a time with a fraction', { notBefore: make.generalizedTime('20200101000000.5Z') }),
  one('a time on the thirtieth of February', { notBefore: make.utcTime('200230000000Z') }),
  one('a time that is a number', { notBefore: integer(5) }),
  one('an end before the beginning', { notBefore: make.utcTime('300101000000Z'), notAfter: make.utcTime('290101000000Z') }),
  one('a P-384 key', { key: keys.p384 }),
  one('a P-521 key', { key: keys.p521 }),
  one('a P-224 key', { key: keys.p224 }),
  one('an Ed25519 key', { key: keys.ed25519 }),
  one('an RSA key', { key: keys.rsa2048 }),
  one('an RSA key of 1024 bits', { key: keys.rsa1024 }),
  one('an RSA key of 1023 bits', { key: keys.rsa1023 }),
  one('an RSA key with exponent 3', { key: keys.rsaExponent3 }),
  one('a DSA key', { key: keys.dsa }),
  named('no common name', o('readers')),
  named('no subject at all'),
  one('no subject, and critical alternative names', { subject: make.name(), extensions: [make.extension('2.5.29.17', sequence(dns('a.example.com')), true)] }),
  named('an empty common name', cn('')),
  named('two common names', cn('first'), cn('second')),
  named('two common names of which the last is empty', cn('first'), cn('')),
  named('a group thrice', o('b'), o('readers'), cn('a group thrice'), o('a'), o('readers')),
  named('an empty group', o(''), cn('an empty group')),
  named('the group of masters', o('system:masters'), cn('the group of masters')),
  one('two in one set', { subject: sequence(set(cn('two in one set'), o('readers'))) }),
  one('an empty set', { subject: sequence(set(), set(cn('an empty set'))) }),
  named('a common name in Unicode', cn('jané 日本 𝒳')),
  named('a common name with quotes, < > & and a line end', cn('a"b\\c<d>&e\nf')),
  named('a common name with zero', cn('a\0b')),
  named('a printable common name', cn(text(0x13, 'printable *&')), o('readers')),
  named('a printable common name with an underscore', cn(text(0x13, 'not_printable'))),
  named('a numeric common name', cn(text(0x12, '12 34'))),
  named('a numeric common name with letters', cn(text(0x12, '12a'))),
  named('an IA5 common name', cn(text(0x16, 'ia5@x'))),
  named('an IA5 common name over 127', cn(element(0x16, Buffer.from([0x61, 0xe9])))),
  named('a T61 common name', cn(text(0x14, 't61'))),
  named('a T61 common name over 127', cn(element(0x14, Buffer.from('jan\xe9', 'latin1')))),
  named('a BMP common name', cn(element(0x1e, Buffer.from('006a00e965e5', 'hex')))),
  named('a BMP common name with half a character', cn(element(0x1e, Buffer.from('006a00', 'hex')))),
  named('a BMP common name with a surrogate', cn(element(0x1e, Buffer.from('006ad835dcb3', 'hex')))),
  named('a BMP common name with a lone surrogate', cn(element(0x1e, Buffer.from('006ad835', 'hex')))),
  named('a BMP common name that ends with zero', cn(element(0x1e, Buffer.from('006a0000', 'hex')))),
  named('a universal common name', cn(element(0x1c, Buffer.from('0000006a', 'hex')))),
  named('a general common name', cn(text(0x1b, 'general'))),
  named('a visible common name', cn(text(0x1a, 'visible'))),
  named('a common name that is no UTF-8', cn(element(0x0c, Buffer.from([0x61, 0xff])))),
  named('a common name that is a number', cn(integer(7))),
  named('a common name that is octets', cn(octets(Buffer.from('octets')))),
  named('a common name that is bits', cn(bits(Buffer.from('bits')))),
  named('a common name that is a time', cn(make.utcTime('200101000000Z'))),
  named('a common name that is a sequence', cn(sequence(text(0x0c, 'inside')))),
  named('a group that is a number', o(integer(7)), cn('a group that is a number')),
  named('a uid', make.attribute(UID, 'u-1'), cn('a uid')),
  named('two uids', make.attribute(UID, 'u-1'), make.attribute(UID, 'u-2'), cn('two uids')),
  named('an empty uid', make.attribute(UID, ''), cn('an empty uid')),
  one('an issuer in another string type', { issuer: make.name(cn(text(0x13, 'root'))) }),
  one('alternative names', { extensions: [make.alternativeNames(dns('a.b'), email('a@b'), uri('https://a.b/c'), ip(10, 0, 0, 1))] }),
  one('alternative names of unknown kinds', {
    extensions: [make.alternativeNames(make.context(8, Buffer.from([0x2a, 3])), make.inner(4, make.name(cn('x'))))],
  }),
  one('critical alternative names of unknown kinds', { extensions: [make.extension('2.5.29.17', sequence(make.context(8, Buffer.from([0x2a, 3]))), true)] }),
  one('no alternative names in the extension', { extensions: [make.alternativeNames()] }),
  one('an alternative name over 127', { extensions: [make.alternativeNames(make.context(2, Buffer.from([0x61, 0xe9])))] }),
  one('an alternative address of five bytes', { extensions: [make.alternativeNames(ip(1, 2, 3, 4, 5))] }),
  one('an alternative URI that is none', { extensions: [make.alternativeNames(uri('http://[::1'))] }),
  one('an alternative URI with an odd host', { extensions: [make.alternativeNames(uri('http://a..b/'))] }),
  constrained('permitted name', constraints(0, dns('example.com')), dns('a.example.com')),
  constrained('the permitted name itself', constraints(0, dns('example.com')), dns('EXAMPLE.com')),
  constrained('a name that is not permitted', constraints(0, dns('example.com')), dns('example.org')),
  constrained('a name that only ends like the permitted', constraints(0, dns('example.com')), dns('anexample.com')),
  constrained('one of two names is not permitted', constraints(0, dns('example.com')), dns('a.example.com'), dns('b.org')),
  constrained('a name of another kind than permitted', constraints(0, dns('example.com')), email('a@b.org')),
  constrained('no names where some are permitted', constraints(0, dns('example.com'))),
  constrained('a name below a permitted one with a period', constraints(0, dns('.example.com')), dns('a.example.com')),
  constrained('the very name of one with a period', constraints(0, dns('.example.com')), dns('example.com')),
  constrained('an excluded name', constraints(1, dns('example.com')), dns('a.example.com')),
  constrained('a name that is not excluded', constraints(1, dns('example.com')), dns('example.org')),
  constrained('everything excluded', constraints(1, dns('')), dns('example.org')),
  constrained('a wildcard over an excluded name', constraints(1, dns('a.example.com')), dns('*.example.com')),
  constrained('a wildcard below a permitted name', constraints(0, dns('example.com')), dns('*.example.com')),
  constrained('a name that is no domain', constraints(0, dns('example.com')), dns('a..example.com')),
  constrained('a name that ends with a period', constraints(0, dns('example.com')), dns('a.example.com.')),
  constrained('a permitted address', constraints(0, ip(10, 0, 0, 0, 255, 0, 0, 0)), ip(10, 1, 2, 3)),
  constrained('an address that is not permitted', constraints(0, ip(10, 0, 0, 0, 255, 0, 0, 0)), ip(11, 1, 2, 3)),
  constrained('an excluded address', constraints(1, ip(10, 0, 0, 0, 255, 0, 0, 0)), ip(10, 1, 2, 3)),
  constrained('an address of the other family', constraints(0, ip(10, 0, 0, 0, 255, 0, 0, 0)), ip(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 10, 1, 2, 3)),
  constrained('a constraint with a mask with holes', constraints(0, ip(10, 0, 0, 0, 255, 0, 255, 0)), ip(10, 1, 2, 3)),
  constrained('a constraint of seven bytes', constraints(0, ip(10, 0, 0, 0, 255, 0, 0)), ip(10, 1, 2, 3)),
  constrained('a permitted mailbox', constraints(0, email('a@example.com')), email('a@EXAMPLE.com')),
  constrained('another mailbox than permitted', constraints(0, email('a@example.com')), email('A@example.com')),
  constrained('a mailbox of a permitted host', constraints(0, email('example.com')), email('"x y"@example.com')),
  constrained('a mailbox that is none', constraints(0, email('example.com')), email('nobody')),
  constrained('an excluded mailbox', constraints(1, email('.example.com')), email('a@b.example.com')),
  constrained('a permitted URI', constraints(0, uri('example.com')), uri('spiffe://user@a.example.com:8080/x')),
  constrained('a URI that is not permitted', constraints(0, uri('example.com')), uri('https://example.org/')),
  constrained('a URI of an address', constraints(0, uri('example.com')), uri('https://10.0.0.1/')),
  constrained('a URI without a host', constraints(0, uri('example.com')), uri('mailto:a@example.com')),
  constrained('a URI without a host where names are constrained', constraints(0, dns('example.com')), uri('mailto:a@example.com')),
  constrained('an excluded URI', constraints(1, uri('example.com')), uri('https://example.com/')),
  constrained('a critical constraint of directory names', constraints(0, make.inner(4, make.name(cn('x')))), dns('a')),
  constrained('an empty constraint', make.extension('2.5.29.30', sequence(), true), dns('a')),
  constrained('a constraint that is no domain', constraints(0, dns('a..b')), dns('a')),
  constrained('a constraint with an address for a URI', constraints(0, uri('10.0.0.1')), dns('a')),
  belowRoot('permitted by the root', dns('a.example.com')),
  belowRoot('not permitted by the root', dns('a.example.org')),
  ((): Case => {
    const upper = intermediate('upper', roots.plain, keys.intermediate, { extensions: [AUTHORITY, constraints(0, dns('example.com'))] });
    const lower = intermediate('lower', upper, keys.second, { extensions: [AUTHORITY, make.alternativeNames(dns('example.org'))] });
    return {
      name: 'an intermediate whose own name is not permitted',
      chain: [leaf('an intermediate whose own name is not permitted', lower), lower.certificate, upper.certificate],
      key: keys.leaf,
    };
  })(),
  withPolicies('policies that nobody wants', [policy(ALPHA)], [policy(BETA)]),
  withPolicies('a wanted policy that is there', [policy(ALPHA), policyConstraints(0)], [policy(ALPHA)]),
  withPolicies('a wanted policy that is another', [policy(ALPHA), policyConstraints(0)], [policy(BETA)]),
  withPolicies('a wanted policy that is missing', [policy(ALPHA), policyConstraints(0)], []),
  withPolicies('a wanted policy under any', [policy(ANY_POLICY), policyConstraints(0)], [policy(ALPHA)]),
  withPolicies('a wanted policy under any that counts no longer', [policy(ANY_POLICY), policyConstraints(0), inhibitAny(0)], [policy(ANY_POLICY)]),
  withPolicies('a policy that is called otherwise', [policy(ALPHA), policyMapping(ALPHA, BETA), policyConstraints(0)], [policy(BETA)]),
  withPolicies('a policy that is called any', [policy(ALPHA), policyMapping(ALPHA, ANY_POLICY), policyConstraints(0)], [policy(BETA)]),
  withPolicies('a policy wanted after three', [policyConstraints(3)], []),
  withPolicies('a leaf that wants a policy', [], [policyConstraints(0)]),
  withPolicies('policies twice', [], [make.extension('2.5.29.32', sequence(sequence(identifier(ALPHA)), sequence(identifier(ALPHA))))]),
  withPolicies('a root that wants policies, over an intermediate', [], [], roots.explicit),
];
