/**
 * What goes wrong while an expression runs, in cel-go's words. After github.com/google/cel-go/common/types/err.go.
 */
import { asNamed } from './environment';

interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
}

/** The reasons that cel-go does not tell apart. */
const NO_SUCH_OVERLOAD: ReadonlySet<string> = new Set(['no_such_overload', 'invalid_logical_operand', 'invalid_condition_type']);

const firstLine = (text: string): string => text.split('\n')[0] ?? '';

/** `list.split(string)` is told as split(list, string). */
function noSuchFunction(summary: string): string {
  const [, receiver, name = '', parameters = ''] = /^found no matching overload for '(?:(.*)\.)?(\w+)\((.*)\)'$/.exec(summary) ?? [];
  const types = [...(receiver === undefined ? [] : [receiver]), ...(parameters === '' ? [] : parameters.split(', '))];
  return `no such overload: ${name}(${types.map((type) => type.replace(/<.*$/, '')).join(', ')})`;
}

export function evaluationError(error: unknown): Error {
  const { code = '', summary, message } = error as CelError;
  const text = asNamed(firstLine(summary ?? message));
  if (NO_SUCH_OVERLOAD.has(code)) return new Error('no such overload', { cause: error });
  if (code === 'no_matching_overload') return new Error(noSuchFunction(text), { cause: error });
  return new Error(`${text.charAt(0).toLowerCase()}${text.slice(1)}`, { cause: error });
}
