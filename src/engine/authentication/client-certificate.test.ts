import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { NOT_AUDITED } from '../audit/not-audited';
import { createAuthority, type Authority } from '../http/certificates';
import { versionOf } from '../versions';
import { certificateAuthority, certificatesIn } from './certificate-authority';
import { clientCertificate } from './client-certificate';
import { rulesOf } from './x509/rules';

const directory = mkdtempSync(path.join(tmpdir(), 'client-certificate-'));

function trusting(authority: Authority) {
  const file = path.join(directory, 'ca.crt');
  writeFileSync(file, authority.certificatePem);
  const rules = rulesOf(versionOf('1.20'));
  return clientCertificate(certificateAuthority(certificatesIn(file, 'client-ca-bundle', rules), rules), versionOf('1.20'));
}
const credentials = (der: Uint8Array) => ({ headers: {}, peerCertificates: [der], warnings: [], audit: NOT_AUDITED });

test('the common name is the user and the organizations are the groups, in order', async () => {
  const authority = await createAuthority('ca');
  const { certificateDer } = await authority.client('dave', ['y', 'x']);
  const expected = { user: { name: 'dave', uid: '', groups: ['y', 'x'], extra: {} } };
  const authenticator = trusting(authority);
  expect(await authenticator.authenticate(credentials(certificateDer))).toEqual(expected);
  expect(await authenticator.authenticate(credentials(certificateDer))).toEqual(expected);
});
test('a certificate of another authority is an error, no certificate has no opinion', async () => {
  const authenticator = trusting(await createAuthority('ca'));
  const other = await (await createAuthority('ca')).client('dave', []);
  expect(() => authenticator.authenticate(credentials(other.certificateDer))).toThrow('does not vouch');
  expect(await authenticator.authenticate({ headers: {}, warnings: [], audit: NOT_AUDITED })).toBeUndefined();
});
test('a serving certificate does not identify a client', async () => {
  const authority = await createAuthority('ca');
  const serving = await authority.serving('dave', ['localhost'], []);
  expect(() => trusting(authority).authenticate(credentials(serving.certificateDer))).toThrow('does not vouch');
});
test('an authority file that is missing keeps the server from starting', () => {
  expect(() => certificatesIn('/no/ca.crt', 'client-ca-bundle', rulesOf(versionOf('1.20')))).toThrow('open /no/ca.crt: no such file or directory');
});
