/**
 * Who the holder of a token is: its claims become a name, groups, a uid and extra fields, by the name of a claim or by an
 * expression. After getUsername, getGroups, getUID and getExtra of k8s.io/apiserver/plugin/pkg/authenticator/token/oidc/oidc.go.
 */
import type { Identity } from '../../api/identity';
import { evaluated as valueOf, type Program } from '../../cel/compile';
import { fromJson } from '../../cel/values/json';
import type { CelValue } from '../../cel/values/value';
import { quote } from '../../golang/quote';
import type { Version } from '../../versions';
import type { Expressions } from '../configuration/compile';
import type { JwtAuthenticatorConfiguration } from '../configuration/types';
import { booleanClaim, hasClaim, textClaim, textsClaim, type Claims } from './claims';
import { textsOf } from './expression-values';

const CREDENTIAL_ID = 'authentication.kubernetes.io/credential-id';

type Mappings = JwtAuthenticatorConfiguration['claimMappings'];

const said = <T>(what: string, read: () => T): T => {
  try {
    return read();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`, { cause: error });
  }
};

/** Runs an expression over JSON whose numbers are doubles. */
export function evaluated(program: Program, variables: Readonly<Record<string, unknown>>): CelValue {
  const activation = Object.fromEntries(Object.entries(variables).map(([name, json]) => [name, fromJson(json, { numbers: 'double' })]));
  return said(`expression '${program.expression}' resulted in error`, () => valueOf(program, activation));
}

function nameByExpression(program: Program, values: object): string {
  const name = said('oidc: error evaluating username claim expression', () => {
    const result = evaluated(program, { claims: values });
    if (typeof result !== 'string') throw new Error('username claim expression must return a string');
    return result;
  });
  if (name === '') throw new Error('oidc: empty username via CEL expression is not allowed');
  return name;
}

function nameOf({ username: { claim, prefix } }: Mappings, { username }: Expressions, claims: Claims, values: object): string {
  if (username !== undefined) return nameByExpression(username, values);
  const name = said(`oidc: parse username claims ${quote(claim)}`, () => textClaim(claims, claim));
  // An address that the issuer has not verified cannot be a user name.
  if (claim === 'email' && hasClaim(claims, 'email_verified')) {
    const verified = said("oidc: parse 'email_verified' claim", () => booleanClaim(claims, 'email_verified'));
    if (!verified) throw new Error('oidc: email not verified');
  }
  return `${prefix ?? ''}${name}`;
}

function groupsOf({ groups: { claim, prefix } }: Mappings, { groups }: Expressions, claims: Claims, values: object): readonly string[] {
  if (claim !== '' && hasClaim(claims, claim)) {
    const names = said(`oidc: parse groups claim ${quote(claim)}`, () => textsClaim(claims, claim));
    return names.map((name) => `${prefix ?? ''}${name}`);
  }
  if (groups === undefined) return [];
  return said('oidc: error evaluating group claim expression', () => textsOf(evaluated(groups, { claims: values })));
}

function uidOf({ uid: { claim } }: Mappings, { uid }: Expressions, claims: Claims, values: object): string {
  if (claim !== '') return said(`oidc: parse uid claim ${quote(claim)}`, () => textClaim(claims, claim));
  if (uid === undefined) return '';
  return said('oidc: error evaluating uid claim expression', () => {
    const result = evaluated(uid, { claims: values });
    if (typeof result !== 'string') throw new Error('uid claim expression must return a string');
    return result;
  });
}

function credentialId(claims: Claims): string {
  const id = claims['jti'];
  return typeof id === 'string' && id !== '' ? `JTI=${id}` : '';
}

function extraOf({ extra }: Expressions, claims: Claims, values: object, version: Version): Identity['extra'] {
  const id = version.has('credentialIdOfJwt') ? credentialId(claims) : '';
  // All are evaluated before any is looked at.
  const results = extra.map(({ key, program }) => ({ key, program, result: evaluated(program, { claims: values }) }));
  const fields = results.map(({ key, program, result }) => {
    return [key, said(`oidc: error evaluating extra claim expression: ${program.expression}`, () => textsOf(result))] as const;
  });
  return { ...(id !== '' && { [CREDENTIAL_ID]: [id] }), ...Object.fromEntries(fields.filter(([, texts]) => texts.length > 0)) };
}

/** `values` are the claims as expressions see them. */
export function userOf(mappings: Mappings, expressions: Expressions, claims: Claims, values: object, version: Version): Identity {
  const name = nameOf(mappings, expressions, claims, values);
  const groups = groupsOf(mappings, expressions, claims, values);
  const uid = uidOf(mappings, expressions, claims, values);
  return { name, uid, groups, extra: extraOf(expressions, claims, values, version) };
}
