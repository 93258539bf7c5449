/**
 * What is wrong with the types of an expression, in cel-go's words, at the operator, bracket or dot that it points at.
 * After github.com/google/cel-go/checker/{checker,errors}.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { asNamed, isFunction, isMissing } from './environment';
import { compilationError } from './source';
import { typeName } from './type-name';

interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
  readonly node?: ASTNode;
}

type Complaint = (node: ASTNode, expression: string, summary: string) => readonly [at: number, message: string];

const children = (node: ASTNode): readonly ASTNode[] => (Array.isArray(node.args) ? node.args : [node.args]) as readonly ASTNode[];
const noOverload = (name: string, types: string): string => `found no matching overload for '${name}' applied to '${types}'`;
const typesOf = (nodes: readonly ASTNode[]): string => nodes.map(typeName).join(', ');

const UNARY: ReadonlySet<string> = new Set(['!_', '-_']);

const operator: Complaint = (node, expression) => {
  if (UNARY.has(node.op)) return [node.start, noOverload(node.op, `(${typesOf(children(node))})`)];
  const [left, right] = children(node) as [ASTNode, ASTNode];
  const name = node.op === 'in' ? '@in' : `_${node.op}_`;
  return [expression.indexOf(node.op, left.end), noOverload(name, `(${typesOf([left, right])})`)];
};

const undeclared = (name: string): string => `undeclared reference to '${name}' (in container '')`;

/** These are written out before anything is looked up, if they have the arguments that they need. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'has', 'map']);

const call: Complaint = (node, expression) => {
  const isMember = node.op === 'rcall';
  const name = asNamed((node.args as unknown as readonly [string])[0]);
  const [receiver, given] = (isMember ? (node.args as readonly unknown[]).slice(1) : [undefined, (node.args as readonly unknown[])[1]]) as [
    ASTNode | undefined,
    readonly ASTNode[],
  ];
  const at = expression.indexOf('(', expression.indexOf(name, receiver?.end ?? node.start));
  if (!isFunction(name) || MACROS.has(name)) return [at, undeclared(name)];
  return [at, noOverload(name, `${receiver === undefined ? '' : `${typeName(receiver)}.`}(${typesOf(given)})`)];
};

/** The dot before the name of a field. */
const dotOf = ({ pos }: ASTNode, expression: string): number => expression.lastIndexOf('.', pos);

const index: Complaint = (node, expression) => {
  const [target, key] = children(node) as [ASTNode, ASTNode];
  if (node.op === '.' || node.op === '.?') return [dotOf(node, expression), `type '${typeName(target)}' does not support field selection`];
  return [expression.indexOf('[', target.end), noOverload('_[_]', `(${typesOf([target, key])})`)];
};

/** Where cel-go says that a part of an expression is: at its operator, bracket or dot. */
export function placeOf(node: ASTNode, expression: string): number {
  const [first] = children(node);
  if (node.op === 'call') return expression.indexOf('(', node.start);
  if (node.op === 'rcall') return expression.indexOf('(', expression.indexOf(asNamed(node.args[0]), node.args[1].end));
  if (node.op === '.' || node.op === '.?') return dotOf(node, expression);
  if (UNARY.has(node.op) || typeof first !== 'object' || first === null || !('end' in first) || ['list', 'map'].includes(node.op)) return node.start;
  return expression.indexOf(node.op === '?:' ? '?' : node.op === '[]' ? '[' : node.op, first.end);
}

const expected: Complaint = (node, expression, summary) => {
  const [, wanted = ''] = /expected type '(.*)' but found/.exec(summary) ?? [];
  return [placeOf(node, expression), `expected type '${wanted === 'dyn' ? 'any' : wanted}' but found '${typeName(node)}'`];
};
const expectedBool = (node: ASTNode, expression: string): readonly [number, string] => [
  placeOf(node, expression),
  `expected type 'bool' but found '${typeName(node)}'`,
];

const ternary: Complaint = (node, expression) => {
  const parts = children(node);
  return [expression.indexOf('?', parts[0]?.end), noOverload('_?_:_', `(${typesOf(parts)})`)];
};

const COMPLAINTS: Readonly<Record<string, Complaint>> = {
  unknown_variable: (node) => [node.start, undeclared(String(node.args))],
  no_such_overload: operator,
  no_matching_overload: call,
  no_such_key: (node, expression, summary) => [dotOf(node, expression), `undefined field '${summary.replace(/^No such key: /, '')}'`],
  cannot_index_type: index,
  invalid_index_type: index,
  heterogeneous_list_element: expected,
  heterogeneous_map_key: expected,
  heterogeneous_map_value: expected,
  invalid_logical_operand: (node, expression) =>
    expectedBool(children(node).find((part) => !['bool', 'any', 'dyn'].includes(typeName(part))) ?? node, expression),
  invalid_condition_type: expectedBool,
  incompatible_ternary_branches: ternary,
  invalid_macro_argument: (node) => [node.start, 'invalid argument to has() macro'],
  invalid_comprehension_range: (node, expression) => [placeOf(node, expression), notARange(node)],
};

export const notARange = (node: ASTNode): string => `expression of type '${typeName(node)}' cannot be range of a comprehension (must be list, map, or dynamic)`;

/** The ternary that has the node as its condition. */
function ternaryOf(node: unknown, condition: ASTNode): ASTNode | undefined {
  if (Array.isArray(node)) return node.map((part) => ternaryOf(part, condition)).find((found) => found !== undefined);
  if (typeof node !== 'object' || node === null || !('op' in node)) return undefined;
  const { op, args } = node as ASTNode;
  return op === '?:' && (args as readonly unknown[])[0] === condition ? (node as ASTNode) : ternaryOf(args, condition);
}

/** The first function that only Kubernetes has and this server has not. */
function missingIn(node: unknown): string | undefined {
  if (Array.isArray(node)) return node.map(missingIn).find((name) => name !== undefined);
  if (typeof node !== 'object' || node === null || !('op' in node)) return undefined;
  const { op, args } = node as ASTNode;
  const name = op === 'id' ? args : op === 'call' || op === 'rcall' ? args[0] : '';
  return isMissing(name) ? name : missingIn(args);
}

export function typeError(expression: string, ast: ASTNode, error: unknown): Error {
  const { code = '', summary, message, node } = error as CelError;
  const missing = missingIn(ast);
  if (missing !== undefined) return new Error(`cukernetes does not have ${missing} of the CEL libraries of Kubernetes yet`);
  const text = asNamed((summary ?? message).split('\n')[0] ?? '');
  const complaint = COMPLAINTS[code];
  if (node === undefined || complaint === undefined) return compilationError(expression, node?.start ?? 0, text);
  const conditional = code === 'invalid_condition_type' && text.startsWith('Ternary') ? ternaryOf(ast, node) : undefined;
  const [at, words] = conditional === undefined ? complaint(node, expression, text) : ternary(conditional, expression, text);
  return compilationError(expression, at, words);
}
