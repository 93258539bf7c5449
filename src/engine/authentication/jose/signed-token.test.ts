import { createPublicKey, type KeyObject } from 'node:crypto';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../../versions';
import { KEYS, signedBy, VERSIONS, wasAccepted } from './recorded-tokens.fixture';
import { parseSigned } from './signed-token';

const url = (text: string | Buffer): string => Buffer.from(text as string).toString('base64url');
function token(header: object | string, claims = '{}'): string {
  const written = [typeof header === 'string' ? header : JSON.stringify(header), claims].map(url).join('.');
  return `${written}.${url(signedBy('first', 'sha256', Buffer.from(written)))}`;
}
const RS = { alg: 'RS256' };
const GOOD = token(RS);
const [HEADER = '', PAYLOAD = '', SIGNATURE = ''] = GOOD.split('.');
const [FIRST] = KEYS as readonly [KeyObject];
const jwk = createPublicKey(FIRST.export({ type: 'spki', format: 'pem' })).export({ format: 'jwk' });
const unencoded = `${url('{"alg":"RS256","b64":false,"crit":["b64"]}')}`;

/** The name of a recorded token, the rule that it shows, and a token of that shape. */
const RULES: readonly (readonly [name: string, rule: string, token: string])[] = [
  ['good', 'three parts are a token', GOOD],
  ['two parts', 'two parts are not', `${HEADER}.${PAYLOAD}`],
  ['four parts', 'nor are four', `${GOOD}.`],
  ['padding behind the signature', 'base64 has no padding', `${GOOD}==`],
  ['letters of plain base64', 'base64 is that for URLs', `${HEADER}.${PAYLOAD}.A+/${SIGNATURE.slice(3)}`],
  ['a line end inside', 'a line end inside does not matter', `${HEADER}\n.${PAYLOAD}.${SIGNATURE}`],
  ['changed claims', 'the claims are signed', `${HEADER}.${url('{"x":1}')}.${SIGNATURE}`],
  ['an empty signature', 'a signature has to be there', `${HEADER}.${PAYLOAD}.`],
  ['a header with spaces', 'the header is signed as it is written', token(' {\n"alg" :\t"RS256" } ')],
  ['a header with something behind', 'the header is one JSON value', token('{"alg":"RS256"} x')],
  ['a header that is a list', 'the header is an object', token('[]')],
  ['alg in capitals', 'the case of the names of a header counts', token('{"ALG":"RS256"}')],
  ['alg with an escape', 'a name of the header may be written with escapes', token('{"\\u0061lg":"RS\\u0032\\u0035\\u0036"}')],
  ['alg twice', 'no name of a header comes twice', token('{"alg":"none","alg":"RS256"}')],
  ['an unknown member twice', 'not even one that is not known', token('{"alg":"RS256","x":1,"x":2}')],
  ['a member twice inside of a member', 'nor one inside of it', token('{"alg":"RS256","x":{"a":1,"a":2}}')],
  ['a numeric alg', 'an algorithm is a text', token({ alg: 256 })],
  ['a numeric kid', 'an id of a key is a text', token({ ...RS, kid: 5 })],
  ['a kid of null', 'an id of null is none', token({ ...RS, kid: null })],
  ['crit that is empty', 'a header that names nothing critical is good', token({ ...RS, crit: [] })],
  ['crit with exp', 'what is critical and not known refuses', token({ ...RS, crit: ['exp'], exp: 1 })],
  ['crit with b64', 'newer versions know b64', token({ ...RS, crit: ['b64'], b64: true })],
  ['crit that is a text', 'what is critical is a list', token({ ...RS, crit: 'exp' })],
  ['b64 that is false', 'newer versions heed b64: claims that are encoded are then signed otherwise', token({ ...RS, b64: false })],
  [
    'b64 that is false, signed so',
    'with b64 the claims are signed as they are in newer versions',
    `${unencoded}.${PAYLOAD}.${url(signedBy('first', 'sha256', Buffer.from(`${unencoded}.{}`)))}`,
  ],
  ['jwk of the signer', 'a key in the header does not matter', token({ ...RS, jwk })],
  ['jwk of another kind', 'it is of a kind that is known', token({ ...RS, jwk: { kty: 'x' } })],
  ['jwk that is a text', 'it is an object', token({ ...RS, jwk: 'x' })],
  ['x5c that is none', 'a chain in the header is one of certificates', token({ ...RS, x5c: ['AAAA'] })],
  ['x5u', 'where a chain is does not matter', token({ ...RS, x5u: 'https://example.com/chain' })],
];

function isGood(text: string, version: string): boolean {
  try {
    parseSigned(text, versionOf(version)).verify(FIRST);
    return true;
  } catch {
    return false;
  }
}

describe('signed tokens', () => {
  for (const [name, rule, text] of RULES)
    it(rule, () => expect(VERSIONS.map((version) => isGood(text, version))).toEqual(VERSIONS.map((version) => wasAccepted(name, version))));
});
