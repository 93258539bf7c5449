/**
 * The CEL expressions of an authenticator: over the claims of a token, which may be anything, and over the user that they make.
 * After k8s.io/apiserver/pkg/authentication/cel/compile.go.
 */
import { mustCompile, type Program } from '../../cel/compile';
import { baseEnvironment } from '../../cel/environment';
import { newestVersion } from '../../versions';

// Expressions of files have everything that the version has; what a later version adds does no harm to them.
const base = baseEnvironment(newestVersion, 'stored');
const claims = base.extend({ variables: { claims: 'map<string, any>' } });
const USER = { username: 'string', uid: 'string', groups: 'list<string>', extra: 'map<string, list<string>>' };
const user = base.extend({ structs: { 'kubernetes.UserInfo': USER }, variables: { user: 'kubernetes.UserInfo' } });

const asRule = (program: Program): Program => {
  if (program.typeName !== 'bool') throw new Error('must evaluate to bool');
  return program;
};

export const compileClaimMapping = (expression: string): Program => mustCompile(claims, expression);
export const compileClaimRule = (expression: string): Program => asRule(compileClaimMapping(expression));
export const compileUserRule = (expression: string): Program => asRule(mustCompile(user, expression));
