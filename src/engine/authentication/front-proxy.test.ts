import { before, describe, it } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import type { RequestHeaderOptions } from '../api/options';
import { createAuthority, type Authority } from '../http/certificates';
import { certificateAuthority } from './certificate-authority';
import { versionOf } from '../versions';
import { frontProxy } from './front-proxy';
import { parseCertificates } from './x509/parse';
import { rulesOf } from './x509/rules';

const HEADERS: RequestHeaderOptions = {
  allowedNames: ['front-proxy'],
  usernameHeaders: ['X-Remote-User', 'X-Other-User'],
  uidHeaders: ['X-Remote-Uid'],
  groupHeaders: ['X-Remote-Group', 'X-Other-Group'],
  extraHeadersPrefix: ['X-Remote-Extra-'],
};

const RULES = rulesOf(versionOf('1.36'));
const derOf = (pem: string): Buffer => Buffer.from(pem.replace(/-----.*-----/g, ''), 'base64');

describe('a front proxy', () => {
  let authority: Authority;
  let proxy: Uint8Array;
  before(async () => {
    authority = await createAuthority('ca');
    proxy = (await authority.client('front-proxy', [])).certificateDer;
  });
  const ask = (headers: Readonly<Record<string, string | readonly string[]>>, certificate?: Uint8Array, options = HEADERS) =>
    frontProxy(certificateAuthority(parseCertificates(derOf(authority.certificatePem), RULES), RULES), options).authenticate({
      headers,
      ...(certificate && { peerCertificates: [certificate] }),
      warnings: [],
      audit: NOT_AUDITED,
    });

  // As a real kube-apiserver of 1.36 answers it in a SelfSubjectReview.
  it('says who is behind it: the first user, all groups, extra by prefix with decoded keys', () => {
    const headers = {
      'x-remote-user': '',
      'x-other-user': ['eve', 'mallory'],
      'x-remote-uid': 'u',
      'x-remote-group': ['x', '', 'y'],
      'x-other-group': 'z',
      'x-remote-extra-scopes%2fa': ['a', 'b'],
    };
    expect(ask(headers, proxy)).toEqual({ user: { name: 'eve', uid: 'u', groups: ['x', 'y', 'z'], extra: { 'scopes/a': ['a', 'b'] } } });
  });

  it('that names no user has no opinion, and neither has a request without a certificate', () => {
    expect(ask({ 'x-remote-group': 'system:masters' }, proxy)).toBeUndefined();
    expect(ask({ 'x-remote-user': 'eve' })).toBeUndefined();
  });

  it('must have a name that is allowed, if any are named, and a certificate of the authority', async () => {
    const { certificateDer: other } = await authority.client('other', []);
    const { certificateDer: stranger } = await (await createAuthority('ca')).client('front-proxy', []);
    expect(() => ask({ 'x-remote-user': 'eve' }, other)).toThrow('x509: subject with cn=other is not in the allowed list');
    expect(ask({ 'x-remote-user': 'eve' }, other, { ...HEADERS, allowedNames: [] })).toMatchObject({ user: { name: 'eve' } });
    expect(() => ask({ 'x-remote-user': 'eve' }, stranger)).toThrow('does not vouch');
  });
});
