import { test } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { networkError } from './network-error';

const error = (code: string, more: object = {}, message = ''): Error => Object.assign(new Error(message), { code, ...more });
const [old, now] = [versionOf('1.20'), versionOf('1.36')];

test('a certificate of another authority is reported as by crypto/tls of the version', () => {
  expect(networkError(error('SELF_SIGNED_CERT_IN_CHAIN'), old)).toBe('x509: certificate signed by unknown authority');
  expect(networkError(error('SELF_SIGNED_CERT_IN_CHAIN'), now)).toBe('tls: failed to verify certificate: x509: certificate signed by unknown authority');
});

for (const [host, subjectaltname, message] of [
  ['10.0.0.1', 'DNS:a.example', "x509: cannot validate certificate for 10.0.0.1 because it doesn't contain any IP SANs"],
  ['10.0.0.1', 'DNS:a.example, IP Address:127.0.0.1, IP Address:::1', 'x509: certificate is valid for 127.0.0.1, ::1, not 10.0.0.1'],
  ['b.example', 'DNS:a.example, DNS:*.a.example', 'x509: certificate is valid for a.example, *.a.example, not b.example'],
  ['b.example', 'IP Address:127.0.0.1', 'x509: certificate is not valid for any names, but wanted to match b.example'],
] as const)
  test(`a certificate for ${subjectaltname} is not one for ${host}`, () => {
    expect(networkError(error('ERR_TLS_CERT_ALTNAME_INVALID', { host, cert: { subjectaltname } }), old)).toBe(message);
  });

for (const [openssl, go] of [
  ['tlsv13 alert certificate required', 'certificate required'],
  ['tlsv1 alert unknown ca', 'unknown certificate authority'],
  ['sslv3 alert bad certificate', 'bad certificate'],
  ['tlsv1 alert protocol version', 'protocol version not supported'],
] as const)
  test(`${openssl} is Go's ${go}`, () => {
    const message = `80AC:error:0A00045C:SSL routines:ssl3_read_bytes:${openssl}:../deps/openssl/openssl/ssl/record/rec_layer_s3.c:1605:SSL alert number 116\n`;
    expect(networkError(error('EPROTO', {}, message), now)).toBe(`remote error: tls: ${go}`);
  });

test('a server without TLS is reported as one', () => {
  const message = '80AC:error:0A00010B:SSL routines:ssl3_get_record:wrong version number:../deps/openssl/openssl/ssl/record/ssl3_record.c:354:\n';
  expect(networkError(error('EPROTO', {}, message), now)).toBe('http: server gave HTTP response to HTTPS client');
});
