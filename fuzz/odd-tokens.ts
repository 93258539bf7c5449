/** ServiceAccount tokens that are signed with the server's own key and say odd things, so that they get past the signature. */
import { createSign } from 'node:crypto';

const encoded = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

const NOW = Math.floor(Date.now() / 1000);
const CLAIMS = {
  iss: 'https://kubernetes.default.svc',
  sub: 'system:serviceaccount:default:default',
  aud: ['https://kubernetes.default.svc'],
  iat: NOW,
  nbf: NOW,
  exp: NOW + 3600,
  'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'default', uid: 'x' } },
};
const LEGACY = {
  iss: 'kubernetes/serviceaccount',
  sub: 'system:serviceaccount:default:default',
  'kubernetes.io/serviceaccount/namespace': 'default',
  'kubernetes.io/serviceaccount/secret.name': 'x',
  'kubernetes.io/serviceaccount/service-account.name': 'default',
  'kubernetes.io/serviceaccount/service-account.uid': 'x',
};

const HEADERS: readonly unknown[] = [
  { alg: 'RS256' },
  { alg: 'RS256', kid: 1 },
  { alg: 'RS256', kid: null },
  { alg: 'RS256', crit: ['x'] },
  { alg: 'RS256', crit: [] },
  { alg: 'RS256', b64: false, crit: ['b64'] },
  { alg: 'RS256', jwk: {} },
  { alg: 'none' },
  { alg: 'HS256' },
  { alg: ['RS256'] },
  { alg: 'constructor' },
  '{"alg":"none","alg":"RS256"}',
  '{"alg":"RS256","__proto__":{"kid":"x"}}',
  'null',
  '[]',
  '{',
];

const PAYLOADS: readonly unknown[] = [
  CLAIMS,
  { ...CLAIMS, exp: 1e300 },
  { ...CLAIMS, exp: -1 },
  { ...CLAIMS, exp: 'x' },
  { ...CLAIMS, exp: null },
  { ...CLAIMS, nbf: 1e21 },
  { ...CLAIMS, iat: {} },
  { ...CLAIMS, aud: 'https://kubernetes.default.svc' },
  { ...CLAIMS, aud: [null] },
  { ...CLAIMS, aud: {} },
  { ...CLAIMS, sub: 1 },
  { ...CLAIMS, sub: 'system:serviceaccount:constructor:__proto__' },
  { ...CLAIMS, 'kubernetes.io': null },
  { ...CLAIMS, 'kubernetes.io': [] },
  { ...CLAIMS, 'kubernetes.io': { namespace: 'default', serviceaccount: null } },
  { ...CLAIMS, 'kubernetes.io': { namespace: 1, serviceaccount: { name: {}, uid: [] } } },
  { ...CLAIMS, 'kubernetes.io': { ...CLAIMS['kubernetes.io'], pod: { name: 'x' }, secret: {}, node: null, warnafter: 'x' } },
  LEGACY,
  { ...LEGACY, 'kubernetes.io/serviceaccount/namespace': null },
  { ...LEGACY, 'kubernetes.io/serviceaccount/secret.name': {} },
  JSON.stringify(CLAIMS).replace('{', '{"exp":1,'),
  `{"__proto__":${JSON.stringify(CLAIMS)}}`,
  'null',
  '[]',
  '"x"',
  '{',
  '['.repeat(9000),
  '',
];

export function oddTokens(signingKeyPem: string): readonly string[] {
  const token = (header: unknown, payload: unknown): string => {
    const signed = `${encoded(header)}.${encoded(payload)}`;
    return `${signed}.${createSign('RSA-SHA256').update(signed).sign(signingKeyPem).toString('base64url')}`;
  };
  return [
    ...PAYLOADS.map((payload) => token({ alg: 'RS256', typ: 'JWT' }, payload)),
    ...HEADERS.map((header) => token(header, CLAIMS)),
    ...['a', 'a.b', 'a.b.c', '..', 'a.b.c.d', '0123456789abcdef.x', 'abcdef.0123456789abcdef', 'a'.repeat(5000)],
  ];
}
