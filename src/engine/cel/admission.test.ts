/** Expressions of policies: variables, budgets, types that they have to give, and what an authorizer is asked. */
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import {
  AdmissionEvaluation,
  admissionEnvironment,
  BudgetExceeded,
  ExpressionCompiler,
  MATCH_CONDITION_COST_BUDGET,
  RUNTIME_COST_BUDGET,
  type AdmissionInputs,
} from './admission';
import type { CelQuestion } from './library/authorizer';
import { misnamedTypes } from './library/mutation-types';
import { toJson } from './values/json';

const version = versionOf('1.37');
const environment = admissionEnvironment(version, 'stored', { params: true, authorizer: true, mutations: true });
const user = { name: 'jane', uid: '', groups: ['dev'], extra: {} };
const inputs: AdmissionInputs = {
  object: { metadata: { name: 'web', labels: { app: 'web' } }, spec: { replicas: 7, containers: [{ name: 'a', image: 'x:1' }] } },
  oldObject: null,
  request: { operation: 'CREATE', name: 'web', userInfo: { username: 'jane' } },
  params: { max: 5 },
};

function evaluate(expression: string, more: Partial<AdmissionInputs> = {}, variables: Readonly<Record<string, string>> = {}): unknown {
  const compiler = new ExpressionCompiler(environment, { composed: true });
  for (const [name, text] of Object.entries(variables)) compiler.addVariable(name, text);
  const compiled = compiler.compile(expression, ['any']);
  const { value, error } = new AdmissionEvaluation(compiler.variables, { ...inputs, ...more }).evaluate(compiled, RUNTIME_COST_BUDGET);
  return error ?? toJson(value ?? null);
}

describe('an expression of a policy', () => {
  it('sees the object, the request and the parameters', () => {
    expect(evaluate("object.spec.replicas <= params.max || request.operation != 'CREATE'")).toBe(false);
    expect(evaluate('oldObject == null')).toBe(true);
  });
  it('sees the types of variables', () => {
    const compiler = new ExpressionCompiler(environment, { composed: true });
    expect(compiler.addVariable('names', "['a', 'b']").message).toBeUndefined();
    expect(compiler.compile('variables.names.size() + 1', ['int']).message).toBeUndefined();
    expect(compiler.compile('variables.nope', ['any']).message).toBe(
      "compilation failed: ERROR: <input>:1:10: undefined field 'nope'\n | variables.nope\n | .........^",
    );
  });
  it('has to give a type that is wanted', () => {
    const compiler = new ExpressionCompiler(environment);
    expect(compiler.compile('1', ['bool']).message).toBe('must evaluate to bool but got int');
    expect(compiler.compile('1', ['string', 'null_type']).message).toBe('must evaluate to one of [string null_type] but got int');
  });
  it('fails in upstream’s words', () => {
    expect(evaluate('object.spec.nope == 1')).toBe("expression 'object.spec.nope == 1' resulted in error: no such key: nope");
    expect(evaluate('variables.bad', {}, { bad: 'object.nope' })).toBe(
      'expression \'variables.bad\' resulted in error: composited variable "bad" fails to evaluate: no such key: nope',
    );
  });
  it('evaluates a variable once, and counts what it costs', () => {
    const compiler = new ExpressionCompiler(environment, { composed: true });
    compiler.addVariable('replicas', 'object.spec.replicas');
    const compiled = compiler.compile('variables.replicas > 1 && variables.replicas < 10', ['bool']);
    const evaluation = new AdmissionEvaluation(compiler.variables, inputs);
    // 3 for the variable, and for each comparison 2 for variables.replicas and 1.
    expect(evaluation.evaluate(compiled, 100).remainingBudget).toBe(100 - 3 - 6);
    expect(evaluation.evaluate(compiled, 100).remainingBudget).toBe(100 - 6);
  });
  it('ends when its budget is spent', () => {
    const compiled = new ExpressionCompiler(environment).compile('object.spec.replicas == 7', ['bool']);
    expect(() => new AdmissionEvaluation(new Map(), inputs).evaluate(compiled, 3)).toThrow(BudgetExceeded);
    expect(MATCH_CONDITION_COST_BUDGET).toBeLessThan(RUNTIME_COST_BUDGET);
  });
  it('asks the authorizer for the user and for ServiceAccounts', () => {
    const asked: CelQuestion[] = [];
    const decide = (question: CelQuestion): { allowed: boolean; reason: string } => {
      asked.push(question);
      return { allowed: question.user.name === 'jane', reason: 'because' };
    };
    const requestResource = { group: 'apps', resource: 'deployments', subresource: '', namespace: 'foo', name: 'web' };
    const authorizer = { user, decide, requestResource };
    expect(evaluate("authorizer.requestResource.check('custom').allowed()", { authorizer })).toBe(true);
    expect(evaluate("authorizer.serviceAccount('foo', 'bot').group('').resource('pods').check('get').allowed()", { authorizer })).toBe(false);
    expect(asked.map(({ user: { name }, verb, resource }) => [name, verb, resource?.resource])).toEqual([
      ['jane', 'custom', 'deployments'],
      ['system:serviceaccount:foo:bot', 'get', 'pods'],
    ]);
  });
  it('makes objects and patches', () => {
    expect(evaluate('Object{spec: Object.spec{replicas: 3, template: Object.spec.template{}}}')).toEqual({ spec: { replicas: 3, template: {} } });
    expect(evaluate("[JSONPatch{op: 'add', path: '/metadata/labels/' + jsonpatch.escapeKey('a/b'), value: 'c'}]")).toEqual([
      { op: 'add', path: '/metadata/labels/a~1b', value: 'c' },
    ]);
    const { program } = new ExpressionCompiler(environment).compile('Object{spec: Object.nope{}}', ['Object']);
    const result = program?.evaluate({});
    expect(result !== undefined && 'value' in result && misnamedTypes(result.value)).toEqual([
      'unexpected type name "Object.nope", expected "Object.spec", which matches field name path from root Object type',
    ]);
  });
});
