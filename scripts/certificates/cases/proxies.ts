/** Who speaks for others. */
import * as make from '../certificate';
import { intermediate, keys, leaf, proxies, roots, UNKNOWN_CRITICAL, type Authority } from '../authorities';
import type { Case } from './case';

const proxy = (name: string, issuer: Authority, wish: Partial<make.Shape> = {}): Case => ({
  name,
  chain: [leaf('front-proxy', issuer, wish)],
  key: keys.leaf,
  remoteUser: 'eve',
});
const middle = intermediate('intermediate of proxies', proxies, keys.intermediate);

export const proxyCases: readonly Case[] = [
  proxy('a proxy', proxies),
  { ...proxy('a proxy that speaks for nobody', proxies), remoteUser: '' },
  proxy('a proxy of another name', proxies, { subject: make.subject('other-proxy') }),
  proxy('a proxy without a name', proxies, { subject: make.name() }),
  proxy('a proxy of two names, the last allowed', proxies, { subject: make.name(make.attribute(make.CN, 'x'), make.attribute(make.CN, 'front-proxy')) }),
  proxy('a proxy of two names, the first allowed', proxies, { subject: make.name(make.attribute(make.CN, 'front-proxy'), make.attribute(make.CN, 'x')) }),
  proxy('a client that would be a proxy', roots.plain),
  proxy('a proxy that is expired', proxies, { notAfter: make.utcTime('210101000000Z') }),
  proxy('a proxy for servers', proxies, { extensions: [make.extendedKeyUsage(make.SERVER)] }),
  proxy('a proxy with something critical', proxies, { extensions: [UNKNOWN_CRITICAL] }),
  proxy('a proxy signed with SHA-1', { ...proxies, signature: make.SIGNATURES.ecdsaSha1 }),
  { name: 'a proxy over an intermediate', chain: [leaf('front-proxy', middle), middle.certificate], key: keys.leaf, remoteUser: 'eve' },
  { name: 'a proxy over an intermediate that is missing', chain: [leaf('front-proxy', middle)], key: keys.leaf, remoteUser: 'eve' },
];
