/**
 * Conversions of values that are written down are done when a program is made, and regular expressions compiled; both fail then.
 * int('x') is one.
 * After MaybeOptimizeConstUnary of github.com/google/cel-go/interpreter/decorators.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import type { CelEnvironment } from './environment';
import { evaluationError } from './evaluation-error';
import { regexpError } from '../golang/regexp';
import { asWritten } from './replaced';

const CONVERSIONS: ReadonlySet<string> = new Set(['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'string', 'timestamp', 'type', 'uint']);

const isLiteral = (node: ASTNode | undefined): boolean => node?.op === 'value' || (node?.op === '-_' && node.args.op === 'value');

/** The first that fails. */
export function constantError({ runner }: CelEnvironment, source: string, node: unknown): Error | undefined {
  if (Array.isArray(node)) return node.map((part) => constantError({ runner } as CelEnvironment, source, part)).find((error) => error !== undefined);
  if (typeof node !== 'object' || node === null || !('op' in node)) return undefined;
  const { op, args, start, end } = node as ASTNode;
  if (op === 'rcall' && ['find', 'findAll'].includes(args[0]) && args[2][0]?.op === 'value') {
    const error = regexpError(String(args[2][0].args));
    if (error !== undefined) return error;
  }
  if (op === 'call' && CONVERSIONS.has(asWritten(args[0])) && isLiteral(args[1][0])) {
    try {
      runner.evaluate(`${args[0]}${source.slice(source.indexOf('(', start), end)}`);
    } catch (error) {
      return evaluationError(error);
    }
  }
  return constantError({ runner } as CelEnvironment, source, args);
}
