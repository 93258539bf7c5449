/**
 * A match condition is a CEL expression over the spec of a SubjectAccessReview, called `request`. It is compiled when the
 * configuration is read; what does not compile, or gives no boolean, is told as cel-go tells it.
 * After k8s.io/apiserver/pkg/authorization/cel/{compile,matcher}.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Environment } from '@marcbachmann/cel-js';
import { aggregate } from '../../response/field-error';
import type { ReviewSpec } from '../webhook/subject-access-review';

const SELECTOR = { rawSelector: 'string', requirements: 'list<SelectorRequirement>' };
const ATTRIBUTES = ['namespace', 'verb', 'group', 'version', 'resource', 'subresource', 'name'] as const;

const environment = new Environment({ unlistedVariablesAreDyn: false, enableOptionalTypes: true })
  .registerType('SelectorRequirement', { schema: { key: 'string', operator: 'string', values: 'list<string>' } })
  .registerVariable({
    name: 'request',
    schema: {
      resourceAttributes: { ...Object.fromEntries(ATTRIBUTES.map((name) => [name, 'string'])), fieldSelector: SELECTOR, labelSelector: SELECTOR },
      nonResourceAttributes: { path: 'string', verb: 'string' },
      user: 'string',
      groups: 'list<string>',
      extra: 'map<string, list<string>>',
      uid: 'string',
    },
  });

export interface MatchCondition {
  readonly expression: string;
  readonly evaluate: (request: object) => unknown;
}

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** As cel-go marks the place; columns count from one. */
function compilationError(expression: string, column: number, message: string): Error {
  const before = expression.slice(0, column - 1).split('\n');
  const line = expression.split('\n')[before.length - 1] ?? '';
  const at = before.at(-1)?.length ?? 0;
  return new Error(`compilation failed: ERROR: <input>:${before.length}:${at + 1}: ${message}\n | ${line}\n | ${'.'.repeat(at)}^`);
}

function syntaxError(expression: string, error: unknown): Error {
  const atEnd = expression.trimEnd().endsWith('.');
  return compilationError(expression, expression.length + 1, `Syntax error: ${atEnd ? "no viable alternative at input '.'" : firstLine(error)}`);
}

function typeError(expression: string, error: (Error & { readonly node?: unknown }) | undefined): Error {
  const message = firstLine(error);
  const { pos = 0, start = 0 } = (error?.node ?? {}) as { readonly pos?: number; readonly start?: number };
  const [, field] = /^No such key: (.*)$/.exec(message) ?? [];
  if (field !== undefined) return compilationError(expression, expression.lastIndexOf('.', pos) + 1, `undefined field '${field}'`);
  const [, variable] = /^Unknown variable: (.*)$/.exec(message) ?? [];
  if (variable !== undefined) return compilationError(expression, pos + 1, `undeclared reference to '${variable}' (in container '')`);
  const [, left, operator, right] = /^no such overload: (\S+) (\S+) (\S+)$/.exec(message) ?? [];
  if (operator === undefined) return compilationError(expression, pos + 1, message);
  return compilationError(
    expression,
    expression.indexOf(operator, start) + 1,
    `found no matching overload for '_${operator}_' applied to '(${left ?? ''}, ${right ?? ''})'`,
  );
}

export function compileMatchCondition(expression: string): MatchCondition {
  const program = parsed(expression);
  const { valid, type, error } = program.check();
  if (!valid) throw typeError(expression, error);
  if (type !== 'bool') throw new Error(`must evaluate to bool but got ${type ?? 'dyn'}`);
  return { expression, evaluate: (request) => program({ request }) };
}

function parsed(expression: string): ReturnType<typeof environment.parse> {
  try {
    return environment.parse(expression);
  } catch (error) {
    throw syntaxError(expression, error);
  }
}

/** With every field of strings, the empty ones too; a part that the question does not have is not there. */
const requestOf = ({ resourceAttributes, nonResourceAttributes, user = '', groups = [], extra = {}, uid = '' }: ReviewSpec): object => ({
  user,
  groups,
  uid,
  extra,
  ...(resourceAttributes && { resourceAttributes: { ...Object.fromEntries(ATTRIBUTES.map((name) => [name, ''])), ...resourceAttributes } }),
  ...(nonResourceAttributes && { nonResourceAttributes: { path: '', verb: '', ...nonResourceAttributes } }),
});

/** One condition that is false decides, whatever errors the others have. */
export function matchesAll(conditions: readonly MatchCondition[], spec: ReviewSpec): boolean {
  const request = requestOf(spec);
  const errors: string[] = [];
  for (const { expression, evaluate } of conditions) {
    try {
      if (evaluate(request) === false) return false;
    } catch (error) {
      const message = firstLine(error);
      errors.push(`cel evaluation error: expression '${expression}' resulted in error: ${message.charAt(0).toLowerCase()}${message.slice(1)}`);
    }
  }
  if (errors.length > 0) throw new Error(aggregate(errors));
  return true;
}
