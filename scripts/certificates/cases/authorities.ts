/** Who has signed, how, and whether it may. */
import * as make from '../certificate';
import { AUTHORITY, falseAuthority, impostor, intermediate, keys, leaf, root, roots, UNKNOWN, UNKNOWN_CRITICAL, unknown, type Authority } from '../authorities';
import { octets, sequence, truth } from '../der';
import type { Case } from './case';

const { SIGNATURES } = make;
const by = (name: string, issuer: Authority, wish: Partial<make.Shape> = {}): Case => ({
  name,
  chain: [leaf(name, issuer, wish)],
  key: wish.key ?? keys.leaf,
});
/** Over an intermediate. */
const over = (name: string, middle: Authority, wish: Partial<make.Shape> = {}): Case => ({
  name,
  chain: [leaf(name, middle, wish), middle.certificate],
  key: wish.key ?? keys.leaf,
});
const plainMiddle = (wish: Partial<make.Shape> = {}): Authority => intermediate('intermediate', roots.plain, keys.intermediate, wish);

/** One authority over the other, the last signs the leaf. */
function tower(name: string, base: Authority, height: number): Case {
  const middles: Authority[] = [];
  for (let at = 0; at < height; at += 1) middles.unshift(intermediate(`storey ${at}`, middles[0] ?? base, at % 2 === 0 ? keys.intermediate : keys.second));
  return { name, chain: [leaf(name, middles[0] ?? base), ...middles.map(({ certificate }) => certificate)], key: keys.leaf };
}

const twinKeyId = (id: string): Buffer => make.extension('2.5.29.35', sequence(make.context(0, id)));
const self = root('self', keys.leaf);
/** Many of the same name and of other keys: each has to be tried. */
const crowd = (count: number): readonly Buffer[] => Array.from({ length: count }, () => intermediate('intermediate', roots.plain, keys.other).certificate);

export const authorityCases: readonly Case[] = [
  by('signed by a root', roots.plain),
  by('signed by an unknown root', unknown),
  by('signed by an impostor of a root', impostor),
  ...Object.entries(roots).map(([which, issuer]) => by(`directly below the root ${which}`, issuer)),
  over('over an intermediate', plainMiddle()),
  { name: 'without the intermediate', chain: [leaf('without the intermediate', plainMiddle())], key: keys.leaf },
  over('over an intermediate that is no authority', plainMiddle({ extensions: [make.basicConstraints(false)] })),
  over('over an intermediate that says that it is none', plainMiddle({ extensions: [falseAuthority] })),
  over('over an intermediate without extensions', plainMiddle({ extensions: [] })),
  over('over an intermediate of the first version', plainMiddle({ version: 0, extensions: [] })),
  over('over an intermediate of the second version', plainMiddle({ version: 1, extensions: [] })),
  over('over an intermediate of the first version with extensions', plainMiddle({ version: 0 })),
  over('over an intermediate that may not sign', plainMiddle({ extensions: [AUTHORITY, make.keyUsage(0x80, 7)] })),
  over('over an intermediate that may sign', plainMiddle({ extensions: [AUTHORITY, make.keyUsage(0x04, 2)] })),
  over('over an intermediate with an empty key usage', plainMiddle({ extensions: [AUTHORITY, make.keyUsage(0x00, 7)] })),
  over('over an intermediate that is expired', plainMiddle({ notAfter: make.utcTime('210101000000Z') })),
  over('over an intermediate to come', plainMiddle({ notBefore: make.utcTime('480101000000Z') })),
  over('over an intermediate with something critical', plainMiddle({ extensions: [AUTHORITY, UNKNOWN_CRITICAL] })),
  over('over an intermediate with something unknown', plainMiddle({ extensions: [AUTHORITY, UNKNOWN] })),
  over('over an intermediate for servers', plainMiddle({ extensions: [AUTHORITY, make.extendedKeyUsage(make.SERVER)] })),
  over('over an intermediate for clients', plainMiddle({ extensions: [AUTHORITY, make.extendedKeyUsage(make.CLIENT)] })),
  over('over an intermediate for all', plainMiddle({ extensions: [AUTHORITY, make.extendedKeyUsage(make.ANY_USAGE)] })),
  over('over an intermediate with an unknown usage', plainMiddle({ extensions: [AUTHORITY, make.extendedKeyUsage('1.3.6.1.4.1.57683.1')] })),
  over('over an intermediate with two usages', plainMiddle({ extensions: [AUTHORITY, make.extendedKeyUsage('1.3.6.1.4.1.57683.1', make.CLIENT)] })),
  over('over an intermediate signed with SHA-1', intermediate('intermediate', { ...roots.plain, signature: SIGNATURES.ecdsaSha1 }, keys.intermediate)),
  over('over an intermediate signed with MD5', intermediate('intermediate', { ...roots.rsa, signature: SIGNATURES.rsaMd5 }, keys.intermediate)),
  over('over an RSA intermediate of 1023 bits', intermediate('intermediate', roots.plain, keys.rsa1023, {}, SIGNATURES.rsaSha256)),
  over('over an Ed25519 intermediate', intermediate('intermediate', roots.plain, keys.ed25519, {}, SIGNATURES.ed25519)),
  over('over a DSA intermediate', intermediate('intermediate', roots.plain, keys.dsa, {}, SIGNATURES.dsaSha256)),
  over('over an intermediate below a root that signs leaves only', intermediate('intermediate', roots.leafOnly, keys.intermediate)),
  over('over an intermediate below a root with one below', intermediate('intermediate', roots.oneBelow, keys.intermediate)),
  tower('over two below a root with one below', roots.oneBelow, 2),
  over('over an intermediate that signs leaves only', plainMiddle({ extensions: [make.basicConstraints(true, 0)] })),
  over('over an intermediate with a path of 127', plainMiddle({ extensions: [make.basicConstraints(true, 127)] })),
  over('over an intermediate with a path below zero', plainMiddle({ extensions: [make.basicConstraints(true, -1)] })),
  over('over an intermediate that is no authority but has a path', plainMiddle({ extensions: [make.basicConstraints(false, 1)] })),
  ((): Case => {
    const upper = plainMiddle({ extensions: [make.basicConstraints(true, 0)] });
    const lower = intermediate('lower', upper, keys.second);
    return {
      name: 'over two of which the upper signs leaves only',
      chain: [leaf('over two of which the upper signs leaves only', lower), lower.certificate, upper.certificate],
      key: keys.leaf,
    };
  })(),
  ((): Case => {
    const upper = plainMiddle();
    const lower = intermediate('lower', upper, keys.second);
    return { name: 'over two in the wrong order', chain: [leaf('over two in the wrong order', lower), upper.certificate, lower.certificate], key: keys.leaf };
  })(),
  ((): Case => {
    const middle = plainMiddle();
    return {
      name: 'over one among strangers',
      chain: [leaf('over one among strangers', middle), unknown.certificate, self.certificate, middle.certificate, roots.plain.certificate],
      key: keys.leaf,
    };
  })(),
  ((): Case => {
    const middle = plainMiddle();
    return {
      name: 'over one that is there three times',
      chain: [leaf('over one that is there three times', middle), ...Array.from({ length: 3 }, () => middle.certificate)],
      key: keys.leaf,
    };
  })(),
  ((): Case => {
    const middle = plainMiddle();
    const stranger = intermediate('intermediate', unknown, keys.intermediate);
    return {
      name: 'cross-signed, a stranger first',
      chain: [leaf('cross-signed, a stranger first', middle), stranger.certificate, middle.certificate],
      key: keys.leaf,
    };
  })(),
  ((): Case => {
    const middle = plainMiddle();
    const expired = plainMiddle({ notAfter: make.utcTime('210101000000Z') });
    return {
      name: 'renewed, the expired one first',
      chain: [leaf('renewed, the expired one first', middle), expired.certificate, middle.certificate],
      key: keys.leaf,
    };
  })(),
  ((): Case => {
    const [one, two] = [
      intermediate('one', { ...roots.plain, name: make.subject('two'), key: keys.second }, keys.intermediate),
      intermediate('two', { ...roots.plain, name: make.subject('one'), key: keys.intermediate }, keys.second),
    ];
    return { name: 'two that have signed each other', chain: [leaf('two that have signed each other', one), one.certificate, two.certificate], key: keys.leaf };
  })(),
  tower('over ten', roots.plain, 10),
  tower('over twenty', roots.plain, 20),
  tower('over fifty', roots.plain, 50),
  tower('over ninety-five', roots.plain, 95),
  tower('over a hundred and one', roots.plain, 101),
  { name: 'behind a crowd of twenty', chain: [leaf('behind a crowd of twenty', plainMiddle()), ...crowd(20), plainMiddle().certificate], key: keys.leaf },
  {
    name: 'behind a crowd of a hundred',
    chain: [leaf('behind a crowd of a hundred', plainMiddle()), ...crowd(100), plainMiddle().certificate],
    key: keys.leaf,
  },
  { name: 'self-signed', chain: [self.certificate], key: keys.leaf },
  { name: 'the root itself', chain: [roots.plain.certificate], key: keys.root },
  { name: 'the root for servers itself', chain: [roots.forServers.certificate], key: keys.root },
  { name: 'the root of the past itself', chain: [roots.expired.certificate], key: keys.root },
  { name: 'the root with something critical itself', chain: [roots.critical.certificate], key: keys.root },
  { name: 'the root signed with MD5 itself', chain: [roots.md5.certificate], key: keys.rsa2048 },
  { name: 'the root that is no authority itself', chain: [roots.none.certificate], key: keys.root },
  by('with the key identifier of the right twin', roots.twinTwo, { extensions: [twinKeyId('two')] }),
  by('with the key identifier of the wrong twin', roots.twinTwo, { extensions: [twinKeyId('one')] }),
  by('with the key identifier of nobody', roots.twinTwo, { extensions: [twinKeyId('three')] }),
  by('with an empty key identifier', roots.twinTwo, { extensions: [make.extension('2.5.29.35', sequence())] }),
  by('with the key identifier of another root', roots.plain, { extensions: [twinKeyId('two')] }),
  over('over an intermediate that lacks the key identifier', plainMiddle(), { extensions: [twinKeyId('zzz')] }),
  by('signed with SHA-1', { ...roots.plain, signature: SIGNATURES.ecdsaSha1 }),
  by('signed with RSA and SHA-1', { ...roots.rsa, signature: SIGNATURES.rsaSha1 }),
  by('signed with RSA and the other SHA-1', { ...roots.rsa, signature: SIGNATURES.rsaSha1Iso }),
  by('signed with MD5', { ...roots.rsa, signature: SIGNATURES.rsaMd5 }),
  by('signed with SHA-224', { ...roots.plain, signature: SIGNATURES.ecdsaSha224 }),
  by('signed with RSA and SHA-224', { ...roots.rsa, signature: SIGNATURES.rsaSha224 }),
  by('signed with SHA-384', { ...roots.plain, signature: SIGNATURES.ecdsaSha384 }),
  by('signed with SHA-512', { ...roots.plain, signature: SIGNATURES.ecdsaSha512 }),
  by('signed with RSA and SHA-512', { ...roots.rsa, signature: SIGNATURES.rsaSha512 }),
  by('signed with DSA and SHA-1', { ...roots.dsa, signature: SIGNATURES.dsaSha1 }),
  by('signed with RSASSA-PSS', { ...roots.rsa, signature: make.pss('sha256', 32) }),
  by('signed with RSASSA-PSS and SHA-512', { ...roots.rsa, signature: make.pss('sha512', 64) }),
  by('signed with RSASSA-PSS and a short salt', { ...roots.rsa, signature: make.pss('sha256', 20) }),
  by('signed with a changed signature', roots.plain, {
    changeSignature: (bytes) => Buffer.concat([bytes.subarray(0, -1), Buffer.from([(bytes.at(-1) ?? 0) ^ 1])]),
  }),
  by('signed with another algorithm than it says', roots.rsa, { signature: { ...SIGNATURES.rsaSha256, hash: 'sha512' } }),
  by('signed with ECDSA as if it were RSA', roots.plain, { signature: { ...SIGNATURES.rsaSha256, hash: 'sha256' } }),
  by('signed with an unknown algorithm', roots.plain, { signature: { identifier: sequence(Buffer.from('06032a0304', 'hex')), hash: 'sha256' } }),
  by('its own critical extension', roots.plain, { extensions: [UNKNOWN_CRITICAL] }),
  by('its own unknown extension', roots.plain, { extensions: [UNKNOWN] }),
  by('a subject key identifier', roots.plain, { extensions: [make.extension('2.5.29.14', octets(Buffer.from('leaf')))] }),
  by('a critical subject key identifier', roots.plain, { extensions: [make.extension('2.5.29.14', octets(Buffer.from('leaf')), true)] }),
  by('a critical authority key identifier', roots.plain, { extensions: [make.extension('2.5.29.35', sequence(), true)] }),
  by('a leaf that is an authority', roots.plain, { extensions: [AUTHORITY, make.extendedKeyUsage(make.CLIENT)] }),
  by('a leaf that says it is no authority', roots.plain, { extensions: [make.extension('2.5.29.19', sequence(truth(0))), make.extendedKeyUsage(make.CLIENT)] }),
];
