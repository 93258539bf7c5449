/**
 * What Kubernetes 1.36 and 1.37 make of expressions of a ValidatingAdmissionPolicy for Deployments: why they do not compile, their type,
 * what they give as a text or whether it is null, and how they fail, for example because they cost too much.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { expect } from 'expect';
import { versionOf } from '../versions';
import { AdmissionEvaluation, admissionEnvironment, ExpressionCompiler, RUNTIME_COST_BUDGET, type AdmissionInputs } from './admission';

type RecordedResult = string | { readonly type: string; readonly text?: string; readonly isNull?: boolean; readonly error?: string };
interface Recorded {
  readonly object: { readonly metadata: { readonly name: string } };
  readonly answers: Readonly<Record<string, RecordedResult>>;
}

const VARIABLES = { v: "'v'", w: 'object.spec.replicas', bad: 'object.nope' };
const DECLARED = { params: false, authorizer: true };

function inputsOf({ object }: Recorded, name: string): AdmissionInputs {
  const user = { name: 'admin', uid: '', groups: ['system:masters', 'system:authenticated'], extra: {} };
  const [kind, resource] = [
    { group: 'apps', version: 'v1', kind: 'Deployment' },
    { group: 'apps', version: 'v1', resource: 'deployments' },
  ];
  return {
    object: { ...object, metadata: { ...object.metadata, name } },
    oldObject: null,
    request: {
      ...{ uid: '', kind, resource, requestKind: kind, requestResource: resource, name, namespace: 'default', operation: 'CREATE' },
      ...{ userInfo: { username: 'admin', groups: user.groups }, object: null, oldObject: null, dryRun: true },
      options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1', dryRun: ['All'] },
    },
    namespaceObject: {
      metadata: { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' }, creationTimestamp: '2026-11-30T00:00:00Z' },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    },
    authorizer: {
      user,
      decide: (question) => ({ allowed: question.user.name === 'admin', reason: '' }),
      requestResource: { group: 'apps', resource: 'deployments', subresource: '', namespace: 'default', name },
    },
  };
}

for (const minor of ['1.36', '1.37']) {
  const recorded = JSON.parse(readFileSync(path.join(__dirname, `../../../testdata/cel/policies-${minor}.json`), 'utf8')) as Recorded;
  const version = versionOf(minor);
  const compilers = (['new', 'stored'] as const).map((mode) => {
    const compiler = new ExpressionCompiler(admissionEnvironment(version, mode, DECLARED), { composed: true });
    for (const [name, expression] of Object.entries(VARIABLES)) compiler.addVariable(name, expression);
    return compiler;
  });
  const [written, stored] = compilers as [ExpressionCompiler, ExpressionCompiler];

  /** As far as the recording says something. */
  const answer = (expression: string, real: RecordedResult): RecordedResult => {
    const asCondition = written.compile(expression, ['bool']);
    const compiled = stored.compile(expression, ['any']);
    const type = asCondition.program?.typeName ?? /^must evaluate to bool but got (.*)$/.exec(asCondition.message ?? '')?.[1];
    if (typeof real === 'string' && real.startsWith('program instantiation failed')) return compiled.message ?? '';
    if (type === undefined || typeof real === 'string') return asCondition.message ?? '';
    const run = (text: string): ReturnType<AdmissionEvaluation['evaluate']> =>
      new AdmissionEvaluation(stored.variables, inputsOf(recorded, recorded.object.metadata.name)).evaluate(stored.compile(text, ['any']), RUNTIME_COST_BUDGET);
    // Where nothing more is recorded.
    if (Object.keys(real).length === 1) return { type };
    const { value, error } = run(expression);
    if (error !== undefined) return { type, error: error.slice(`expression '${expression}' resulted in error: `.length) };
    if (compiled.program === undefined) return compiled.message ?? '';
    if (real.text !== undefined) return { type, text: typeof value === 'boolean' ? String(value) : String(run(`'%s'.format([${expression}\n])`).value) };
    return { type, ...(real.isNull !== undefined && { isNull: value === null }) };
  };

  describe(`Kubernetes ${minor}`, () => {
    for (const [expression, real] of Object.entries(recorded.answers)) it(expression, () => expect(answer(expression, real)).toEqual(real));
  });
}
