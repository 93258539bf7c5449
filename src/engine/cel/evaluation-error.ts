/**
 * What goes wrong while an expression runs, in cel-go's words. After github.com/google/cel-go/common/types/err.go.
 */
import { asNamed } from './environment';

interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
}
type Words = (summary: string) => string;

const conversion = (from: string, to: string): Words => {
  return () => `type conversion error from '${from}' to '${to}'`;
};
const noSuchOverload: Words = () => 'no such overload';

/** These ask the value itself, and do not tell the types. */
const ASKED_OF_VALUE: ReadonlySet<string> = new Set(['startsWith', 'endsWith', 'contains', 'matches']);

/** `list.split(string)` is told as split(list, string). */
const noSuchFunction: Words = (summary) => {
  const plain = summary.replace(/<[^<>]*(?:<[^<>]*>[^<>]*)*>/g, '');
  const [, receiver, name = '', parameters = ''] = /^found no matching overload for '(?:(.*)\.)?(\w+)\((.*)\)'$/.exec(plain) ?? [];
  if (ASKED_OF_VALUE.has(name)) return 'no such overload';
  if (name === 'size') return 'no such overload: size';
  return `no such overload: ${name}(${[...(receiver === undefined ? [] : [receiver]), ...(parameters === '' ? [] : [parameters])].join(', ')})`;
};

const goType = (name: string): string => `types.${name.charAt(0).toUpperCase()}${name.slice(1)}`;

const WORDS: Readonly<Record<string, Words>> = {
  no_such_overload: noSuchOverload,
  invalid_logical_operand: noSuchOverload,
  invalid_condition_type: noSuchOverload,
  no_matching_overload: noSuchFunction,
  bool_conversion_error: conversion('string', 'bool'),
  double_conversion_error: conversion('string', 'double'),
  int_conversion_error: conversion('string', 'int'),
  uint_conversion_error: conversion('string', 'uint'),
  invalid_timestamp: conversion('string', 'google.protobuf.Timestamp'),
  invalid_duration: conversion('string', 'google.protobuf.Duration'),
  invalid_comprehension_range: (summary) => `got '${goType(/'(\w+)/.exec(summary)?.[1] ?? '')}', expected iterable type`,
  index_out_of_bounds: (summary) => `index out of bounds: ${/index (-?\d+)/.exec(summary)?.[1] ?? ''}`,
};
const PLAIN: Readonly<Record<string, string>> = { 'modulo by zero': 'modulus by zero' };

export function evaluationError(error: unknown): Error {
  const { code = '', summary, message } = error as CelError;
  const text = asNamed((summary ?? message).split('\n')[0] ?? '');
  const lower = `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
  return new Error(WORDS[code]?.(text) ?? PLAIN[lower] ?? lower, { cause: error });
}
