/**
 * Functions of cel-js that count or word otherwise than Go does: an expression names them as ever, and what runs are ours, under
 * names of their own.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';

const REPLACED: ReadonlySet<string> = new Set([
  ...['split', 'indexOf', 'lastIndexOf', 'substring', 'lowerAscii', 'upperAscii', 'trim', 'join', 'matches'],
  ...['bool', 'bytes', 'double', 'duration', 'int', 'string', 'timestamp', 'uint'],
]);
const SUFFIX = '_go';

export const goName = (name: string): string => (REPLACED.has(name) ? `${name}${SUFFIX}` : name);
/** A message with the names that the expression has. */
export const asWritten = (message: string): string => message.replaceAll(SUFFIX, '');

/** Makes the calls go to the functions that replace others. */
export function replaceFunctions(node: unknown): void {
  if (Array.isArray(node)) return node.forEach(replaceFunctions);
  if (typeof node !== 'object' || node === null || !('op' in node)) return;
  const { op, args } = node as ASTNode;
  if (op === 'rcall' || op === 'call') {
    const call = args as unknown as [string, ...unknown[]];
    call[0] = goName(call[0]);
  }
  replaceFunctions(args);
}
