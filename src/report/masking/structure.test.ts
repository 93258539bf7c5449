import { describe, it } from 'node:test';
import { expect } from 'expect';
import { maskHeader, maskJson, maskText } from './structure';

describe('masking', () => {
  it('hides the values of a Secret and keeps their names', () => {
    expect(maskJson({ kind: 'Secret', metadata: { name: 'db' }, data: { password: 'MTIz', user: 'cm9vdA==' }, type: 'Opaque' })).toEqual({
      kind: 'Secret',
      metadata: { name: 'db' },
      data: { password: '<masked>', user: '<masked>' },
      type: 'Opaque',
    });
  });

  it('hides the Secrets in a list, whose items have no kind', () => {
    expect(maskJson({ kind: 'SecretList', items: [{ metadata: { name: 'db' }, data: { a: 'b' } }] })).toEqual({
      kind: 'SecretList',
      items: [{ metadata: { name: 'db' }, data: { a: '<masked>' } }],
    });
  });

  it('hides the Secret in a watch event', () => {
    expect(maskJson({ type: 'ADDED', object: { kind: 'Secret', stringData: { a: 'b' } } })).toEqual({
      type: 'ADDED',
      object: { kind: 'Secret', stringData: { a: '<masked>' } },
    });
  });

  it('hides what a patch writes into a Secret, which only its path shows', () => {
    expect(maskJson({ data: { a: 'b' } }, true)).toEqual({ data: { a: '<masked>' } });
  });

  it('hides the copy of a Secret that kubectl apply leaves', () => {
    const annotations = { 'kubectl.kubernetes.io/last-applied-configuration': '{"data":{"a":"b"}}', team: 'blue' };
    expect(maskJson({ kind: 'Secret', metadata: { annotations } })).toEqual({
      kind: 'Secret',
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '<masked>', team: 'blue' } },
    });
  });

  it('leaves the data of a ConfigMap as it is', () => {
    expect(maskJson({ kind: 'ConfigMap', data: { color: 'red' } })).toEqual({ kind: 'ConfigMap', data: { color: 'red' } });
  });

  it('hides the token that a TokenRequest answers with', () => {
    expect(maskJson({ kind: 'TokenRequest', status: { token: 'opaque', expirationTimestamp: 'x' } })).toEqual({
      kind: 'TokenRequest',
      status: { token: '<masked>', expirationTimestamp: 'x' },
    });
  });

  it('keeps null, which is not a value', () => {
    expect(maskJson({ kind: 'Secret', data: null })).toEqual({ kind: 'Secret', data: null });
  });

  it('hides JSON Web Tokens and private keys in any text', () => {
    expect(maskText('token is eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln, ok')).toBe('token is <masked>, ok');
    expect(maskText('-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----')).toBe(
      '-----BEGIN RSA PRIVATE KEY-----<masked>-----END RSA PRIVATE KEY-----',
    );
  });

  it('hides the credentials in headers', () => {
    expect(maskHeader('Authorization', 'Bearer abc')).toBe('<masked>');
    expect(maskHeader('Accept', '*/*')).toBe('*/*');
  });
});
