/** Whether an expression takes a field of a variable anywhere, `variable.field` or `variable.?field`. */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';

const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value && 'args' in value;

export function selects(value: unknown, variable: string, field: string): boolean {
  if (Array.isArray(value)) return value.some((part) => selects(part, variable, field));
  if (!isNode(value)) return false;
  if (value.op === '.' || value.op === '.?') {
    const [target, name] = value.args as readonly [ASTNode, unknown];
    if (target.op === 'id' && target.args === variable && nameOf(name) === field) return true;
  }
  return selects(value.args, variable, field);
}

const nameOf = (name: unknown): unknown => (isNode(name) && name.op === 'value' ? name.args : name);
