/**
 * What cel-go refuses and the checker of cel-js takes: a loop over a value that may be anything, and texts that are no time, no
 * duration and no regular expression where one is written down.
 * After github.com/google/cel-go/checker and cel/validator.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { notARange, placeOf } from './compile-error';
import { compilationError } from './source';
import { isAny } from './type-name';

const LOOPS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'map']);
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;
const DURATION = /^[+-]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|ms|s|m|h))+)$/;

const isExpression = (text: string): boolean => {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};
const LITERALS: Readonly<Record<string, (text: string) => boolean>> = {
  timestamp: (text) => TIME.test(text) && !Number.isNaN(Date.parse(text)),
  duration: (text) => DURATION.test(text),
  matches: isExpression,
};

function complaintOf(node: ASTNode, expression: string): readonly [number, string] | undefined {
  if (node.op === 'rcall') {
    const [name, receiver, given] = node.args;
    if (LOOPS.has(name) && given.length >= 2 && isAny(receiver)) return [placeOf(receiver, expression), notARange(receiver)];
  }
  if (node.op !== 'rcall' && node.op !== 'call') return undefined;
  const name = node.args[0];
  const [literal] = node.args.at(-1) as readonly ASTNode[];
  if (literal?.op !== 'value' || typeof literal.args !== 'string' || LITERALS[name]?.(literal.args) !== false) return undefined;
  return [literal.start, `invalid ${name} argument`];
}

/** Throws with the first thing that is wrong. */
export function check(expression: string, node: unknown): void {
  if (Array.isArray(node)) return node.forEach((part) => check(expression, part));
  if (typeof node !== 'object' || node === null || !('op' in node)) return;
  const complaint = complaintOf(node as ASTNode, expression);
  if (complaint !== undefined) throw compilationError(expression, ...complaint);
  check(expression, (node as ASTNode).args);
}
