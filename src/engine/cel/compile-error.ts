/**
 * What is wrong with an expression, and where, as cel-go shows it: line and column, the line itself and a mark under it.
 * After github.com/google/cel-go/common/error.go, checker/errors.go and parser.
 */
import { asNamed } from './environment';

interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
  readonly node?: Node;
}
interface Node {
  readonly pos?: number;
  readonly start?: number;
  readonly end?: number;
  readonly op?: string;
  readonly args?: unknown;
}

/** `at` counts characters from zero. */
function compilationError(expression: string, at: number, message: string): Error {
  const before = expression.slice(0, at).split('\n');
  const line = expression.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  return new Error(`compilation failed: ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line}\n | ${'.'.repeat(column)}^`);
}

const summaryOf = (error: unknown): string => {
  const { summary, message } = error as CelError;
  return asNamed((summary ?? message).split('\n')[0] ?? '');
};

/** What may begin a value, as the parser of cel-go lists it. */
const BEGINNINGS = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

export function syntaxError(expression: string, error: unknown): Error {
  const end = expression.length;
  if (expression.trimEnd().endsWith('.')) return compilationError(expression, end, "Syntax error: no viable alternative at input '.'");
  const { code, node } = error as CelError;
  if (code === 'unexpected_token' && (node?.pos ?? node?.start ?? end) >= expression.trimEnd().length)
    return compilationError(expression, end, `Syntax error: mismatched input '<EOF>' expecting ${BEGINNINGS}`);
  return compilationError(expression, node?.pos ?? node?.start ?? end, `Syntax error: ${summaryOf(error)}`);
}

export function typeError(expression: string, error: unknown): Error {
  const message = summaryOf(error);
  const { node } = error as CelError;
  const { pos = 0, start = 0 } = node ?? {};
  const [, field] = /^No such key: (.*)$/.exec(message) ?? [];
  if (field !== undefined) return compilationError(expression, expression.lastIndexOf('.', pos), `undefined field '${field}'`);
  const [, variable] = /^Unknown variable: (.*)$/.exec(message) ?? [];
  if (variable !== undefined) return compilationError(expression, pos, `undeclared reference to '${variable}' (in container '')`);
  const [, left = '', operator, right = ''] = /^no such overload: (\S+) (\S+) (\S+)$/.exec(message) ?? [];
  if (operator === undefined) return compilationError(expression, pos, message);
  return compilationError(expression, expression.indexOf(operator, start), `found no matching overload for '_${operator}_' applied to '(${left}, ${right})'`);
}
