/** What Kubernetes 1.36 makes of expressions over the claims of a token: why they do not compile, their type, what they give. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { expect } from 'expect';
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Optional } from '@marcbachmann/cel-js';
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Duration, UnsignedInt } from '@marcbachmann/cel-js/evaluator';
import { withEscapedNames } from '../authentication/jwt/expression-values';
import { trimRight } from '../golang/trim';
import { compile } from './compile';
import { CelEnvironment } from './environment';

type Answer = string | { readonly type: string; readonly result?: unknown; readonly error?: string };
interface Recorded {
  readonly claims: object;
  readonly answers: Readonly<Record<string, Answer>>;
  /** What cukernetes answers otherwise, and why. */
  readonly otherwise: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
}
const recorded = JSON.parse(readFileSync(path.join(__dirname, '../../../testdata/cel/claims-1.36.json'), 'utf8')) as Recorded;

const environment = new CelEnvironment().variable('claims', 'map<string, any>');
const claims = withEscapedNames(recorded.claims);

/** A value as the recording has it: JSON as Google writes it. */
function written(value: unknown): unknown {
  if (typeof value === 'bigint') return BigInt.asIntN(53, value) === value ? Number(value) : String(value);
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => written(item));
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return `${trimRight(trimRight(value.toISOString().slice(0, -1), '0'), '.')}Z`;
  if (value instanceof UnsignedInt) return written(value.value);
  if (value instanceof Duration) return String(value);
  if (value instanceof Optional) return written(value.value());
  const entries = value instanceof Map ? [...(value as Map<unknown, unknown>).entries()] : Object.entries(value);
  return Object.fromEntries(entries.map(([key, part]) => [String(key), written(part)]));
}

/** A value that JSON cannot hold was not recorded. */
function answer(expression: string, { withResult = true } = {}): Answer {
  let program: ReturnType<typeof compile>;
  try {
    program = compile(environment, expression);
  } catch (error) {
    return (error as Error).message;
  }
  const { type } = program;
  try {
    return { type, ...(withResult && { result: written(program.evaluate({ claims })) }) };
  } catch (error) {
    return { type, error: (error as Error).message };
  }
}

for (const [expression, real] of Object.entries(recorded.answers)) {
  const withResult = typeof real === 'string' || 'result' in real || 'error' in real;
  test(JSON.stringify(expression), () => expect(answer(expression, { withResult })).toEqual(real));
}
for (const [reason, expressions] of Object.entries(recorded.otherwise))
  for (const [expression, real] of Object.entries(expressions))
    test(`${JSON.stringify(expression)} is known to be answered otherwise: ${reason}`, () => expect(answer(expression)).not.toEqual(real));
