/**
 * The tree of an expression: operators are calls, macros are written out, and every node has the place that a message about it
 * points to: its operator, bracket or dot. After github.com/google/cel-go/common/ast/expr.go.
 */
import type { Uint } from '../values/value';

interface Placed {
  /** Where it is, in UTF-16 units from the beginning. */
  readonly at: number;
}
export interface Element {
  readonly value: Expression;
  /** The element is left out if its optional value is none. */
  readonly optional: boolean;
}
export interface Entry extends Element {
  readonly key: Expression;
}
export interface Field extends Element {
  readonly at: number;
  readonly name: string;
}

export type Literal = null | boolean | bigint | number | string | Uint | Uint8Array;
export interface LiteralNode extends Placed {
  readonly kind: 'literal';
  readonly value: Literal;
}
export interface IdentNode extends Placed {
  readonly kind: 'ident';
  readonly name: string;
}
export interface SelectNode extends Placed {
  readonly kind: 'select';
  readonly operand: Expression;
  readonly field: string;
  /** It is asked whether the field is there: has(a.b). */
  readonly isTest: boolean;
}
export interface CallNode extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly target?: Expression | undefined;
  readonly args: readonly Expression[];
}
export interface ListNode extends Placed {
  readonly kind: 'list';
  readonly elements: readonly Element[];
}
export interface MapNode extends Placed {
  readonly kind: 'map';
  readonly entries: readonly Entry[];
}
export interface StructNode extends Placed {
  readonly kind: 'struct';
  readonly typeName: string;
  readonly fields: readonly Field[];
}
export interface ComprehensionNode extends Placed {
  readonly kind: 'comprehension';
  readonly range: Expression;
  /** One or two; of two the first is the index or the key. */
  readonly variables: readonly string[];
  readonly accumulator: string;
  readonly initial: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
}
export type Expression = LiteralNode | IdentNode | SelectNode | CallNode | ListNode | MapNode | StructNode | ComprehensionNode;

/** The parts of a node, from left to right. */
export function partsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'ident':
      return [];
    case 'select':
      return [node.operand];
    case 'call':
      return node.target === undefined ? node.args : [node.target, ...node.args];
    case 'list':
      return node.elements.map(({ value }) => value);
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'struct':
      return node.fields.map(({ value }) => value);
    case 'comprehension':
      return [node.range, node.initial, node.condition, node.step, node.result];
  }
}

/** `a.b.c`, if the expression is only names. */
export function qualifiedName(node: Expression): string | undefined {
  if (node.kind === 'ident') return node.name;
  if (node.kind !== 'select' || node.isTest) return undefined;
  const operand = qualifiedName(node.operand);
  return operand === undefined ? undefined : `${operand}.${node.field}`;
}

/** Whether an expression selects a field of a variable anywhere: `variable.field` or `variable.?field`. */
export function selectsField(node: Expression, variable: string, field: string): boolean {
  if (node.kind === 'select' && node.field === field && isVariable(node.operand, variable)) return true;
  if (node.kind === 'call' && node.name === '_?._') {
    const [operand, name] = node.args;
    if (operand !== undefined && isVariable(operand, variable) && name?.kind === 'literal' && name.value === field) return true;
  }
  return partsOf(node).some((part) => selectsField(part, variable, field));
}
const isVariable = (node: Expression, name: string): boolean => node.kind === 'ident' && node.name === name;
