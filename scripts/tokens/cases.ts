/** Tokens, good and odd ones, made for the objects of a server. */
import { base64url, ec, eddsa, hmac, jwk, key, pss, rsa, token } from './token';

/** What differs from server to server. */
export interface Known {
  readonly accountUid: string;
  readonly podUid: string;
  readonly secretUid: string;
  /** An account that exists, of another name. */
  readonly otherUid: string;
  /** The address of the OpenID issuer. */
  readonly issuer: string;
}

const FAR = 4_102_444_800;
const PAST = 1_600_000_000;
const RS = { alg: 'RS256' };
const AUDIENCE = 'https://kubernetes.default.svc';

type Make = (known: Known) => string;
type Table = Readonly<Record<string, Make>>;

/** The text with some claims in place of others; `undefined` leaves one out. */
const json = (claims: object): string => JSON.stringify(claims);
/** Puts a member, written as it is, before the others. */
const before = (member: string, object: object): string => `{${member},${json(object).slice(1)}`;
const after = (object: object, member: string): string => `${json(object).slice(0, -1)},${member}}`;

/** Cases that are the same for each kind of token, with the claims of that kind. */
function ofForm(kind: string, claims: (known: Known) => object): Table {
  const good = (known: Known): string => token(RS, claims(known));
  const parts = (known: Known): string[] => good(known).split('.');
  const part = (known: Known, at: number): string => parts(known)[at] ?? '';
  const header = (what: string, value: string | object, signer = rsa()): Table => ({ [what]: (known) => token(value, claims(known), signer) });
  const table: Table = {
    good,
    'a kid of nothing': (known) => token({ ...RS, kid: '' }, claims(known)),
    ...header('an unknown kid', { ...RS, kid: 'unknown' }),
    ...header('a numeric kid', { ...RS, kid: 5 }),
    ...header('a kid of null', { ...RS, kid: null }),
    ...header('a kid in a list', { ...RS, kid: ['a'] }),
    ...header('a kid in capitals', '{"alg":"RS256","KID":"unknown"}'),
    ...header('kid twice', '{"alg":"RS256","kid":"unknown","kid":""}'),
    ...header('alg twice', '{"alg":"none","alg":"RS256"}'),
    ...header('an unknown member twice', '{"alg":"RS256","x":1,"x":2}'),
    ...header('a member twice inside of a member', '{"alg":"RS256","x":{"a":1,"a":2}}'),
    ...header('alg in capitals', '{"ALG":"RS256"}'),
    ...header('alg with an escape', '{"\\u0061lg":"RS\\u0032\\u0035\\u0036"}'),
    ...header('no alg', {}),
    ...header('alg of null', { alg: null }),
    ...header('a numeric alg', { alg: 256 }),
    ...header('alg none', { alg: 'none' }),
    'alg none without a signature': (known) => `${base64url('{"alg":"none"}')}.${part(known, 1)}.`,
    ...header('alg HS256 with the public key', { alg: 'HS256' }, hmac()),
    ...header('an unknown alg', { alg: 'RS257' }),
    ...header('alg in lower case', { alg: 'rs256' }),
    ...header('RS384', { alg: 'RS384' }, rsa('first', 'sha384')),
    ...header('RS512', { alg: 'RS512' }, rsa('first', 'sha512')),
    ...header('RS384 that is RS256', { alg: 'RS384' }),
    ...header('PS256', { alg: 'PS256' }, pss()),
    ...header('PS512', { alg: 'PS512' }, pss('first', 'sha512', 64)),
    ...header('PS256 with a short salt', { alg: 'PS256' }, pss('first', 'sha256', 8)),
    ...header('PS256 with a long salt', { alg: 'PS256' }, pss('first', 'sha256', 100)),
    ...header('the second key', RS, rsa('second')),
    ...header('the key of a stranger', RS, rsa('stranger')),
    ...header('ES256', { alg: 'ES256' }, ec()),
    ...header('ES256 in DER', { alg: 'ES256' }, ec('curve', 'sha256', 'der')),
    ...header('ES256 with an RSA signature', { alg: 'ES256' }),
    ...header('RS256 with an ECDSA signature', RS, ec()),
    ...header('ES384 with P-256', { alg: 'ES384' }, ec('curve', 'sha384')),
    ...header('ES256 with P-384', { alg: 'ES256' }, ec('curve384')),
    ...header('EdDSA', { alg: 'EdDSA' }, eddsa()),
    ...header('crit that is empty', { ...RS, crit: [] }),
    ...header('crit of null', { ...RS, crit: null }),
    ...header('crit with exp', { ...RS, crit: ['exp'], exp: 1 }),
    ...header('crit with b64', { ...RS, crit: ['b64'], b64: true }),
    ...header('crit that is a text', { ...RS, crit: 'exp' }),
    ...header('crit with a number', { ...RS, crit: [1] }),
    ...header('b64 that is false', { ...RS, b64: false }),
    'b64 that is false, signed so': (known) => {
      const [first, second] = [base64url('{"alg":"RS256","b64":false,"crit":["b64"]}'), json(claims(known))];
      return `${first}.${base64url(second)}.${base64url(rsa()(Buffer.from(`${first}.${second}`)))}`;
    },
    ...header('b64 that is a text', { ...RS, b64: 'false' }),
    ...header('typ JWT', { ...RS, typ: 'JWT' }),
    ...header('typ of a number', { ...RS, typ: 5 }),
    ...header('cty JWT', { ...RS, cty: 'JWT' }),
    ...header('a nonce', { ...RS, nonce: 'n' }),
    ...header('a numeric nonce', { ...RS, nonce: 5 }),
    ...header('jwk of the signer', { ...RS, jwk: jwk('first') }),
    ...header('jwk of a stranger, signed by it', { ...RS, jwk: jwk('stranger') }, rsa('stranger')),
    ...header('jwk with the private key', { ...RS, jwk: key.stranger.export({ format: 'jwk' }) }),
    ...header('jwk of null', { ...RS, jwk: null }),
    ...header('jwk of another kind', { ...RS, jwk: { kty: 'x' } }),
    ...header('jwk that is a text', { ...RS, jwk: 'x' }),
    ...header('jku', { ...RS, jku: 'https://example.com/keys' }),
    ...header('x5u', { ...RS, x5u: 'https://example.com/chain' }),
    ...header('x5c that is empty', { ...RS, x5c: [] }),
    ...header('x5c that is none', { ...RS, x5c: ['AAAA'] }),
    ...header('x5c that is a text', { ...RS, x5c: 'AAAA' }),
    ...header('zip', { ...RS, zip: 'DEF' }),
    ...header('a header of null', 'null'),
    ...header('a header that is a list', '[]'),
    ...header('a header that is a text', '"x"'),
    ...header('a header that is no JSON', '{"alg":"RS256"'),
    ...header('a header with something behind', '{"alg":"RS256"} x'),
    ...header('a header with spaces', ' {\n"alg" :\t"RS256" } '),
    ...header('a header of 20,000 bytes', { ...RS, x: 'a'.repeat(20_000) }),
    'an empty header': (known) => `.${part(known, 1)}.${part(known, 2)}`,
    'an empty payload': (known) => `${part(known, 0)}..${part(known, 2)}`,
    'an empty signature': (known) => `${part(known, 0)}.${part(known, 1)}.`,
    'nothing but dots': () => '..',
    'two parts': (known) => `${part(known, 0)}.${part(known, 1)}`,
    'four parts': (known) => `${good(known)}.`,
    'five parts': (known) => `${part(known, 0)}..${part(known, 1)}.${part(known, 2)}.x`,
    'JSON serialization': (known) => json({ payload: part(known, 1), protected: part(known, 0), signature: part(known, 2) }),
    'padding behind the header': (known) => `${part(known, 0)}=.${part(known, 1)}.${part(known, 2)}`,
    'padding behind the signature': (known) => `${good(known)}==`,
    'letters of plain base64': (known) => `${part(known, 0)}.${part(known, 1)}.A+/${part(known, 2).slice(3)}`,
    'unused bits in the signature': (known) => `${part(known, 0)}.${part(known, 1)}.${part(known, 2).slice(0, -1)}${odd(part(known, 2).slice(-1))}`,
    'unused bits in the header': () => 'replaced below',
    'a letter too many in the signature': (known) => `${good(known)}AAA`,
    'a line end inside': (known) => `${part(known, 0)}.${part(known, 1)}\n.${part(known, 2)}`,
    'a byte less in the signature': (known) => `${part(known, 0)}.${part(known, 1)}.${base64url(Buffer.from(part(known, 2), 'base64url').subarray(0, -1))}`,
    'a zero before the signature': (known) =>
      `${part(known, 0)}.${part(known, 1)}.${base64url(Buffer.concat([Buffer.alloc(1), Buffer.from(part(known, 2), 'base64url')]))}`,
    'a changed signature': (known) => `${part(known, 0)}.${part(known, 1)}.${part(known, 2).startsWith('A') ? 'B' : 'A'}${part(known, 2).slice(1)}`,
    'changed claims': (known) => `${part(known, 0)}.${base64url(json({ ...claims(known), x: 1 }))}.${part(known, 2)}`,
    nested: (known) => token({ ...RS, cty: 'JWT' }, base64url(good(known))),
    'claims of null': () => token(RS, 'null'),
    'claims that are a list': () => token(RS, '[]'),
    'claims that are no JSON': () => token(RS, '{"iss":'),
    'claims with something behind': (known) => token(RS, `${json(claims(known))} x`),
    'claims with spaces': (known) => token(RS, ` ${JSON.stringify(claims(known), undefined, 2)}\n`),
    'an unknown claim twice': (known) => token(RS, after(claims(known), '"x":1,"x":2')),
    'a claim twice inside of an unknown claim': (known) => token(RS, after(claims(known), '"x":{"a":1,"a":2}')),
    'exp twice': (known) => token(RS, after(claims(known), `"exp":${FAR}`)),
    'exp in capitals': (known) => token(RS, after(claims(known), `"EXP":${PAST}`)),
    'iss twice, the last is another': (known) => token(RS, after(claims(known), '"iss":"https://example.com"')),
    'iss twice, the first is another': (known) => token(RS, before('"iss":"https://example.com"', claims(known))),
    'iss in capitals as well': (known) => token(RS, after(claims(known), '"ISS":"https://example.com"')),
    'claims nested 1,000 deep': (known) => token(RS, after(claims(known), `"x":${'['.repeat(1000)}${']'.repeat(1000)}`)),
    'a number of 1,000 digits': (known) => token(RS, after(claims(known), `"x":${'9'.repeat(1000)}`)),
    'claims that are no UTF-8': (known) =>
      tokenOfBytes(Buffer.concat([Buffer.from(after(claims(known), '"x":"').slice(0, -1)), Buffer.from([0xff]), Buffer.from('"}')])),
    'a lone surrogate in a claim': (known) => token(RS, after(claims(known), '"x":"\\ud800"')),
    ...claimCases(claims),
  };
  const named = { ...table, 'unused bits in the header': (known: Known): string => oddHeader(claims(known)) };
  return Object.fromEntries(Object.entries(named).map(([name, make]) => [`${kind}: ${name}`, make]));
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** The letter whose last bit, which counts for nothing, is another. */
const odd = (letter: string): string => ALPHABET[ALPHABET.indexOf(letter) ^ 1] ?? '';

/** Signed as the header is written without its unused bits. */
function oddHeader(claims: object): string {
  const [header = '', payload = '', signature = ''] = token({ alg: 'RS256', x: 'aa' }, claims).split('.');
  return `${header.slice(0, -1)}${odd(header.slice(-1))}.${payload}.${signature}`;
}

const tokenOfBytes = (claims: Buffer): string => {
  const written = `${base64url('{"alg":"RS256"}')}.${base64url(claims)}`;
  return `${written}.${base64url(rsa()(Buffer.from(written)))}`;
};

/** Claims that are registered names of JSON Web Tokens, with values of all types. */
function claimCases(claims: (known: Known) => object): Table {
  const VALUES: Readonly<Record<string, readonly string[]>> = {
    exp: [
      String(PAST),
      'null',
      '"4102444800"',
      '4102444800.9',
      '4.1024448e9',
      '1e300',
      '1e400',
      '-1',
      '0',
      '9223372036854775808',
      '9200000000000000000',
      'true',
      '{}',
    ],
    nbf: [String(FAR), String(PAST), 'null', '"1"', '1e300', '-1e300', '1.5'],
    iat: [String(FAR), String(PAST), 'null', '"1"', '1e300'],
    aud: [
      '"https://kubernetes.default.svc"',
      '["other","https://kubernetes.default.svc"]',
      '["other"]',
      '"other"',
      '[]',
      '""',
      'null',
      '5',
      '["https://kubernetes.default.svc",5]',
      '["https://kubernetes.default.svc",null]',
      '{}',
    ],
    iss: ['null', '5', '["x"]', '"https://example.com"', '""'],
    sub: ['null', '5', '"system:serviceaccount:default:other"', '""', '["a"]'],
    jti: ['null', '5', '"an id"', '""'],
  };
  const cases = Object.entries(VALUES).flatMap(([claim, values]) => [
    [`no ${claim}`, (known: Known) => token(RS, { ...claims(known), [claim]: undefined })] as const,
    ...values.map(
      (value) => [`${claim} ${value}`, (known: Known) => token(RS, after({ ...claims(known), [claim]: undefined }, `"${claim}":${value}`))] as const,
    ),
  ]);
  return Object.fromEntries(cases);
}

const bound = ({ accountUid }: Known, more: object = {}): object => ({
  aud: [AUDIENCE],
  exp: FAR,
  iat: PAST,
  iss: AUDIENCE,
  nbf: PAST,
  sub: 'system:serviceaccount:default:reader',
  'kubernetes.io': { namespace: 'default', serviceaccount: { name: 'reader', uid: accountUid }, ...more },
});

/** Bound tokens whose kubernetes.io is as it is written. */
const kubernetes =
  (value: (known: Known) => string): Make =>
  (known) =>
    token(RS, after({ ...bound(known), 'kubernetes.io': undefined }, `"kubernetes.io":${value(known)}`));
const account = ({ accountUid }: Known): string => `"serviceaccount":{"name":"reader","uid":"${accountUid}"}`;

const boundCases: Table = {
  'no kubernetes.io': (known) => token(RS, { ...bound(known), 'kubernetes.io': undefined }),
  'kubernetes.io of null': kubernetes(() => 'null'),
  'kubernetes.io that is a text': kubernetes(() => '"x"'),
  'kubernetes.io that is a list': kubernetes(() => '[]'),
  'an empty kubernetes.io': kubernetes(() => '{}'),
  'kubernetes.io in capitals': (known) =>
    token(RS, after({ ...bound(known), 'kubernetes.io': undefined }, `"KUBERNETES.IO":{"namespace":"default",${account(known)}}`)),
  'no namespace': kubernetes((known) => `{${account(known)}}`),
  'a numeric namespace': kubernetes((known) => `{"namespace":5,${account(known)}}`),
  'a namespace in capitals': kubernetes((known) => `{"NAMESPACE":"default",${account(known)}}`),
  'namespace twice': kubernetes((known) => `{"namespace":"default","namespace":"default",${account(known)}}`),
  'an unknown member of kubernetes.io twice': kubernetes((known) => `{"namespace":"default","x":1,"x":2,${account(known)}}`),
  'a namespace that is not there': kubernetes((known) => `{"namespace":"other",${account(known)}}`),
  'no account': kubernetes(() => '{"namespace":"default"}'),
  'an account of null': kubernetes(() => '{"namespace":"default","serviceaccount":null}'),
  'an account that is a text': kubernetes(() => '{"namespace":"default","serviceaccount":"reader"}'),
  'an account that is a list': kubernetes(() => '{"namespace":"default","serviceaccount":[]}'),
  'an account without a uid': kubernetes(() => '{"namespace":"default","serviceaccount":{"name":"reader"}}'),
  'an account with another uid': kubernetes(() => '{"namespace":"default","serviceaccount":{"name":"reader","uid":"x"}}'),
  'an account with a numeric uid': kubernetes(() => '{"namespace":"default","serviceaccount":{"name":"reader","uid":5}}'),
  'an account with a uid twice': kubernetes(({ accountUid }) => `{"namespace":"default","serviceaccount":{"name":"reader","uid":"x","uid":"${accountUid}"}}`),
  'an account that is not there': kubernetes(() => '{"namespace":"default","serviceaccount":{"name":"nobody","uid":"x"}}'),
  'the uid of another account': kubernetes(({ otherUid }) => `{"namespace":"default","serviceaccount":{"name":"reader","uid":"${otherUid}"}}`),
  'a name with a slash': kubernetes(() => '{"namespace":"default","serviceaccount":{"name":"a/b","uid":"x"}}'),
  'a pod': (known) => token(RS, bound(known, { pod: { name: 'pod', uid: known.podUid } })),
  'a pod with another uid': (known) => token(RS, bound(known, { pod: { name: 'pod', uid: 'x' } })),
  'a pod that is not there': (known) => token(RS, bound(known, { pod: { name: 'nobody', uid: 'x' } })),
  'a pod without a name': (known) => token(RS, bound(known, { pod: { uid: known.podUid } })),
  'a pod of null': (known) => token(RS, bound(known, { pod: null })),
  'an empty pod': (known) => token(RS, bound(known, { pod: {} })),
  'a pod that is a text': (known) => token(RS, bound(known, { pod: 'pod' })),
  'a secret': (known) => token(RS, bound(known, { secret: { name: 'secret', uid: known.secretUid } })),
  'a secret with another uid': (known) => token(RS, bound(known, { secret: { name: 'secret', uid: 'x' } })),
  'a secret that is not there': (known) => token(RS, bound(known, { secret: { name: 'nobody', uid: 'x' } })),
  'a node that is not there': (known) => token(RS, bound(known, { node: { name: 'nobody', uid: 'x' } })),
  'a pod and a node': (known) => token(RS, bound(known, { pod: { name: 'pod', uid: known.podUid }, node: { name: 'n', uid: 'u' } })),
  'warnafter in the past': (known) => token(RS, bound(known, { warnafter: PAST })),
  'warnafter that is a text': (known) => token(RS, bound(known, { warnafter: 'x' })),
  'warnafter of null': (known) => token(RS, bound(known, { warnafter: null })),
};

const legacy = ({ accountUid }: Known): object => ({
  iss: 'kubernetes/serviceaccount',
  'kubernetes.io/serviceaccount/namespace': 'default',
  'kubernetes.io/serviceaccount/secret.name': 'secret',
  'kubernetes.io/serviceaccount/service-account.name': 'reader',
  'kubernetes.io/serviceaccount/service-account.uid': accountUid,
  sub: 'system:serviceaccount:default:reader',
});
const PREFIX = 'kubernetes.io/serviceaccount/';
const legacyCases: Table = Object.fromEntries(
  ['namespace', 'secret.name', 'service-account.name', 'service-account.uid'].flatMap((claim) => [
    [`no ${claim}`, (known: Known) => token(RS, { ...legacy(known), [PREFIX + claim]: undefined })] as const,
    [`a numeric ${claim}`, (known: Known) => token(RS, { ...legacy(known), [PREFIX + claim]: 5 })] as const,
    [`another ${claim}`, (known: Known) => token(RS, { ...legacy(known), [PREFIX + claim]: 'other' })] as const,
    [`${claim} twice`, (known: Known) => token(RS, after(legacy(known), `"${PREFIX}${claim}":"x"`))] as const,
  ]),
);

const openId = ({ issuer }: Known): object => ({ iss: issuer, aud: 'client', exp: FAR, iat: PAST, sub: 'subject', name: 'jane', groups: ['readers'] });
const withClaim =
  (claim: string, value: string): Make =>
  (known) =>
    token(RS, after({ ...openId(known), [claim]: undefined }, `"${claim}":${value}`));
const openIdCases: Table = {
  ...Object.fromEntries(['null', '5', '""', '["a"]', '{}'].map((value) => [`name ${value}`, withClaim('name', value)])),
  ...Object.fromEntries(
    ['null', '5', '"one"', '["a","b"]', '["a",5]', '["a",null]', '{}', '[]', '""'].map((value) => [`groups ${value}`, withClaim('groups', value)]),
  ),
  'no name': (known) => token(RS, { ...openId(known), name: undefined }),
  'no groups': (known) => token(RS, { ...openId(known), groups: undefined }),
  'name twice': (known) => token(RS, after(openId(known), '"name":"other"')),
  'name in capitals as well': (known) => token(RS, after(openId(known), '"NAME":"other"')),
  'the audience among others': withClaim('aud', '["x","client"]'),
  'the audience alone in a list': withClaim('aud', '["client"]'),
  'the kid of the key': (known) => token({ ...RS, kid: 'first' }, openId(known)),
  'the kid of another key': (known) => token({ ...RS, kid: 'second' }, openId(known)),
  'no-breaks': (known) => token(RS, { ...openId(known), name: 'ja\u2028ne <&>' }),
};

const plain: Table = {
  'static: the token': () => 'admin-token',
  'static: in capitals': () => 'ADMIN-TOKEN',
  'static: with something behind': () => 'admin-token-',
  'bootstrap: the token': () => 'abcdef.0123456789abcdef',
  'bootstrap: in capitals': () => 'ABCDEF.0123456789abcdef',
  'bootstrap: another secret': () => 'abcdef.0123456789abcdee',
  'bootstrap: a short secret': () => 'abcdef.0123456789abcde',
  'bootstrap: an unknown id': () => 'abcdeg.0123456789abcdef',
  'bootstrap: three parts': () => 'abcdef.0123456789abcdef.x',
  'bootstrap: expired': () => 'expire.0123456789abcdef',
  'bootstrap: not for authentication': () => 'nousag.0123456789abcdef',
  'bootstrap: groups that are no good': () => 'groups.0123456789abcdef',
  'no token at all': () => 'x',
};

const named = (kind: string, table: Table): Table => Object.fromEntries(Object.entries(table).map(([name, make]) => [`${kind}: ${name}`, make]));

export const tokenCases: Table = {
  ...plain,
  ...ofForm('bound', bound),
  ...named('bound', boundCases),
  ...named('legacy', { good: (known) => token(RS, legacy(known)), ...legacyCases }),
  ...ofForm('issuer', openId),
  ...named('issuer', openIdCases),
};
