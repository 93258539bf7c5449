/** What Kubernetes 1.36 makes of expressions over the claims of a token: why they do not compile, their type, what they give. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
import { withEscapedNames } from '../authentication/oidc/expression-values';
import { versionOf } from '../versions';
import { compile } from './compile';
import { baseEnvironment } from './environment';
import { fromJson, toJson } from './values/json';

type RecordedResult = string | { readonly type: string; readonly result?: unknown; readonly error?: string };
interface Recorded {
  readonly claims: object;
  readonly answers: Readonly<Record<string, RecordedResult>>;
}
const recorded = JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/cel/claims-1.36.json'), 'utf8')) as Recorded;

const environment = baseEnvironment(versionOf('1.36'), 'stored').extend({ variables: { claims: 'map<string, any>' } });
const claims = fromJson(withEscapedNames(recorded.claims), { numbers: 'double' });

/** A value as the recording has it: JSON as Google writes it. */
function written(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, written(part)]));
}

/** A value that JSON cannot hold was not recorded. */
function answer(expression: string, { withResult = true } = {}): RecordedResult {
  const compiled = compile(environment, expression);
  if ('message' in compiled) return compiled.message;
  const { typeName: type, evaluate } = compiled.program;
  const result = evaluate({ claims });
  if ('error' in result) return { type, error: result.error };
  return { type, ...(withResult && { result: written(toJson(result.value)) }) };
}

for (const [expression, real] of Object.entries(recorded.answers)) {
  const withResult = typeof real === 'string' || 'result' in real || 'error' in real;
  test(JSON.stringify(expression), () => expect(answer(expression, { withResult })).toEqual(real));
}
