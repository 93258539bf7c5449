/**
 * The CEL expressions of an authenticator: over the claims of a token, which may be anything, and over the user that they make.
 * After k8s.io/apiserver/pkg/authentication/cel/compile.go.
 */
import { compile, type CelProgram } from '../../cel/compile';
import { CelEnvironment } from '../../cel/environment';

const claims = new CelEnvironment().variable('claims', 'map<string, any>');
const user = new CelEnvironment()
  .struct('kubernetes.UserInfo', { username: 'string', uid: 'string', groups: 'list<string>', extra: 'map<string, list<string>>' })
  .variable('user', 'kubernetes.UserInfo');

const asRule = (program: CelProgram): CelProgram => {
  if (program.type !== 'bool') throw new Error('must evaluate to bool');
  return program;
};

export const compileClaimMapping = (expression: string): CelProgram => compile(claims, expression);
export const compileClaimRule = (expression: string): CelProgram => asRule(compileClaimMapping(expression));
export const compileUserRule = (expression: string): CelProgram => asRule(compile(user, expression));
