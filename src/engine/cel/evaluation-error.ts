/**
 * What goes wrong while an expression runs, in cel-go's words. After github.com/google/cel-go/common/types/err.go.
 */
import { asWritten } from './replaced';
import { table } from '../golang/map';

interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
}
type Words = (summary: string) => string;

const noSuchOverload: Words = () => 'no such overload';

/** These ask the value itself, and do not tell the types. */
const ASKED_OF_VALUE: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches']);

/** `list.split(string)` is told as split(list, string). */
const noSuchFunction: Words = (summary) => {
  const plain = summary.replace(/\bnull\b/g, 'null_type').replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '');
  const [, called = '', parameters = ''] = /^found no matching overload for '([^(]*)\((.*)\)'$/.exec(plain) ?? [];
  const dot = called.lastIndexOf('.');
  const [receiver, name] = [dot === -1 ? undefined : called.slice(0, dot), called.slice(dot + 1)];
  if (ASKED_OF_VALUE.has(name)) return 'no such overload';
  if (name === 'size') return 'no such overload: size';
  return `no such overload: ${name}(${[...(receiver === undefined ? [] : [receiver]), ...(parameters === '' ? [] : [parameters])].join(', ')})`;
};

const goType = (name: string): string => `types.${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const WORDS = table<Words>({
  no_such_overload: noSuchOverload,
  invalid_logical_operand: noSuchOverload,
  invalid_condition_type: noSuchOverload,
  no_matching_overload: noSuchFunction,
  numeric_overflow: (summary) => (/^unsigned/i.test(summary) ? 'unsigned integer overflow' : 'integer overflow'),
  optional_value_missing: () => 'optional.none() dereference',
  invalid_comprehension_range: (summary) => `got '${goType(/'(\w+)/.exec(summary)?.[1] ?? '')}', expected iterable type`,
  index_out_of_bounds: (summary) => `index out of bounds: ${/index (-?\d+)/.exec(summary)?.[1] ?? ''}`,
});
const PLAIN = table<string>({ 'modulo by zero': 'modulus by zero' });

export function evaluationError(error: unknown): Error {
  const { code = '', summary, message } = error as CelError;
  // What a library says is said as it is.
  if (code === '') return error instanceof Error ? error : new Error(String(error));
  const text = asWritten((summary ?? message).split('\n')[0] ?? '');
  const lower = `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return new Error(WORDS[code]?.(text) ?? PLAIN[lower] ?? lower, { cause: error });
}
