/** What policies of every kind have in expressions: variables, and conditions of the requests that they are about. */
import { admissionEnvironment, ExpressionCompiler, type CompiledExpression, type DeclaredVariables } from '../../cel/admission';
import type { Environment } from '../../cel/environment';
import type { Version } from '../../versions';
import type { PolicySpec } from './policy';

export interface CompiledPolicy {
  readonly spec: PolicySpec;
  readonly compiler: ExpressionCompiler;
  readonly conditions: readonly CompiledExpression[];
}

export function policyEnvironment({ paramKind }: PolicySpec, version: Version, more: Partial<DeclaredVariables> = {}): Environment {
  return admissionEnvironment(version, 'stored', { params: paramKind !== undefined, authorizer: true, ...more });
}

export function compiledPolicy(spec: PolicySpec, version: Version): CompiledPolicy {
  const compiler = new ExpressionCompiler(policyEnvironment(spec, version), { composed: true });
  for (const { name, expression } of spec.variables ?? []) compiler.addVariable(name, expression);
  return { spec, compiler, conditions: (spec.matchConditions ?? []).map(({ expression }) => compiler.compile(expression, ['bool'])) };
}
