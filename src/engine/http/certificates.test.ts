import { X509Certificate } from 'node:crypto';
import { test } from 'node:test';
import { expect } from 'expect';
import { createAuthority } from './certificates';

test('a client certificate names the user and its groups and is signed by the authority', async () => {
  const authority = await createAuthority('test-ca');
  const { certificatePem, keyPem, certificateDer } = await authority.client('jane', ['developers', 'auditors']);
  const certificate = new X509Certificate(certificatePem);
  expect(certificate.subject).toBe('O=developers\nO=auditors\nCN=jane');
  expect(certificate.verify(new X509Certificate(authority.certificatePem).publicKey)).toBe(true);
  expect(new X509Certificate(certificateDer).fingerprint256).toBe(certificate.fingerprint256);
  expect(keyPem).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
});

test('a name keeps characters that are special in a distinguished name', async () => {
  const authority = await createAuthority('test-ca');
  const { certificatePem } = await authority.client('system:node:a,b=c', ['system:nodes']);
  expect(new X509Certificate(certificatePem).toLegacyObject().subject).toEqual({ O: 'system:nodes', CN: 'system:node:a,b=c' });
});

test('a serving certificate is good for its DNS names and addresses', async () => {
  const authority = await createAuthority('test-ca');
  const { certificatePem } = await authority.serving('kube-apiserver', ['localhost', 'kubernetes.default.svc'], ['127.0.0.1', '10.0.0.1']);
  const certificate = new X509Certificate(certificatePem);
  expect(certificate.checkHost('kubernetes.default.svc')).toBe('kubernetes.default.svc');
  expect(certificate.checkIP('10.0.0.1')).toBe('10.0.0.1');
});
