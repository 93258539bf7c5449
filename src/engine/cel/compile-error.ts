/**
 * Why an expression does not compile, as cel-go tells it: each error with its place, the line and a mark under it. Operators,
 * calls and fields have places of their own: that of the operator, of the parenthesis, of the dot.
 * After github.com/google/cel-go/{checker,common,parser}.
 */
import { asNamed } from './environment';

interface SyntaxNode {
  readonly op: string;
  readonly start: number;
  readonly end: number;
  readonly args: unknown;
}
/** What is known of an error of @marcbachmann/cel-js. */
interface CelError extends Error {
  readonly code?: string;
  readonly summary?: string;
  readonly range?: { readonly start: number; readonly end: number };
  readonly node?: unknown;
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'op' in value && 'start' in value;

/** cel-js writes list<string> and null, cel-go list(string) and null_type. */
export const typeName = (type: string): string => (type === 'null' ? 'null_type' : type.replaceAll('<', '(').replaceAll('>', ')'));

function at(expression: string, offset: number, message: string): string {
  const before = expression.slice(0, offset).split('\n');
  const line = expression.split('\n')[before.length - 1] ?? '';
  const column = before.at(-1)?.length ?? 0;
  return `ERROR: <input>:${before.length}:${column + 1}: ${message}\n | ${line}\n | ${'.'.repeat(column)}^`;
}

/** Where cel-go says that a part of an expression is. */
function placeOf(expression: string, { op, start, args }: SyntaxNode): number {
  const [first, second] = Array.isArray(args) ? (args as readonly unknown[]) : [];
  if (op === 'call') return expression.indexOf('(', start);
  if (op === 'rcall') return expression.indexOf('(', isNode(second) ? second.end : start);
  if (!isNode(first)) return start;
  if (op === '[]') return expression.indexOf('[', first.end);
  if (op === '?:') return expression.indexOf('?', first.end);
  return expression.indexOf(op, first.end);
}

/** The operand that is no boolean: the left one, unless the right one is the only one that can be. */
function wrongOperand({ args }: SyntaxNode): SyntaxNode | undefined {
  const [left, right] = (Array.isArray(args) ? args : []) as readonly unknown[];
  const isBoolean = isNode(left) && left.op === 'value' && typeof left.args === 'boolean';
  return [isBoolean ? right : left].find(isNode);
}

/** These are written out before anything is looked up, if they have the arguments that they need. */
const MACROS: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'filter', 'has', 'map']);

const SYMBOLS: Readonly<Record<string, string>> = { in: '@in' };
const overload = (name: string, types: string): string => `found no matching overload for '${name}' applied to '(${types})'`;

type Told = readonly [offset: number, message: string];
type Tell = (expression: string, node: SyntaxNode, summary: string, functions: ReadonlySet<string>) => Told;

function noSuchOverload(expression: string, node: SyntaxNode, summary: string): Told {
  const place = placeOf(expression, node);
  const [, unary, operand = ''] = /^no such overload: ([!-])(\S.*)$/.exec(summary) ?? [];
  if (unary !== undefined) return [place, overload(`${unary}_`, typeName(operand))];
  const [, left = '', right = ''] = /^no such overload: (.+) \S+ (.+)$/.exec(summary) ?? [];
  return [place, overload(SYMBOLS[node.op] ?? `_${node.op}_`, `${typeName(left)}, ${typeName(right)}`)];
}

function noMatchingFunction(expression: string, node: SyntaxNode, summary: string, functions: ReadonlySet<string>): Told {
  const [, receiver, name = '', types = ''] = /^found no matching overload for '(?:(.+?)\.)?(\w+)\((.*)\)'$/.exec(summary) ?? [];
  const place = placeOf(expression, node);
  if (!functions.has(name) || MACROS.has(name)) return [place, `undeclared reference to '${name}' (in container '')`];
  return [place, `found no matching overload for '${name}' applied to '${receiver === undefined ? '' : `${typeName(receiver)}.`}(${typeName(types)})'`];
}

const TYPE_ERRORS: Readonly<Record<string, Tell>> = {
  no_such_overload: noSuchOverload,
  no_matching_overload: noMatchingFunction,
  no_such_key: (expression, node, summary) => [placeOf(expression, node), `undefined field '${summary.replace('No such key: ', '')}'`],
  unknown_variable: (_, { start }, summary) => [start, `undeclared reference to '${summary.replace('Unknown variable: ', '')}' (in container '')`],
  invalid_logical_operand: (expression, node, summary) => [
    placeOf(expression, wrongOperand(node) ?? node),
    `expected type 'bool' but found '${typeName(/got '(.*)'$/.exec(summary)?.[1] ?? '')}'`,
  ],
  incompatible_ternary_branches: (expression, node, summary) => {
    const [, one = '', other = ''] = /got '(.*)' and '(.*)'$/.exec(summary) ?? [];
    return [placeOf(expression, node), overload('_?_:_', `bool, ${typeName(one)}, ${typeName(other)}`)];
  },
  invalid_index_type: (expression, node, summary) => [
    placeOf(expression, node),
    overload('_[_]', `list(string), ${typeName(/got '(.*)'$/.exec(summary)?.[1] ?? '')}`),
  ],
  invalid_macro_argument: (_, { start }) => [start, 'invalid argument to has() macro'],
};

export function typeError(expression: string, error: unknown, functions: ReadonlySet<string>): Error {
  const { code = '', summary: told, message: whole, node } = error as CelError;
  const summary = asNamed((told ?? whole).split('\n')[0] ?? '');
  const [offset, message] = isNode(node) ? (TYPE_ERRORS[code]?.(expression, node, summary, functions) ?? [node.start, summary]) : [0, summary];
  return new Error(`compilation failed: ${at(expression, offset, message)}`);
}

/** The words for a text that is no expression, and the text that is left when what is wrong with it is taken away. */
interface SyntaxProblem {
  readonly offset: number;
  readonly message: string;
  readonly rest?: string;
}

const TOKENS: Readonly<Record<string, string>> = { RPAREN: ')', RBRACKET: ']', RBRACE: '}', COLON: ':' };
const ANY_EXPRESSION = "{'[', '{', '(', '.', '-', '!', 'true', 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}";

/** A token that could begin with this takes the next character with it. */
const HALF_TOKENS = '=&|';
const blank = (text: string, start: number, end: number): string => text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);

function syntaxProblem(text: string, { code = '', summary = '', range = { start: 0, end: 0 } }: CelError): SyntaxProblem {
  const { start, end } = range;
  const token = text.slice(start, end);
  if (code === 'reserved_identifier') return { offset: start, message: `reserved identifier: ${token}` };
  if (code === 'unterminated_string')
    return { offset: start, message: `Syntax error: token recognition error at: '${text.slice(start)}'`, rest: blank(text, start, text.length) };
  // Only what no token begins with is told without quotes.
  if (code === 'unexpected_character' && !summary.endsWith("'")) {
    const taken = HALF_TOKENS.includes(token) ? text.slice(start, start + 2) : token;
    return { offset: start, message: `Syntax error: token recognition error at: '${taken}'`, rest: blank(text, start, start + taken.length) };
  }
  if (token.trim() !== '') return { offset: start, message: `Syntax error: extraneous input '${token}' expecting <EOF>` };
  const [, wanted = ''] = /^Expected (\w+), got EOF$/.exec(summary) ?? [];
  if (wanted === 'IDENTIFIER') return { offset: text.length, message: `Syntax error: no viable alternative at input '${text.trimEnd().slice(-1)}'` };
  const closing = TOKENS[wanted];
  if (closing !== undefined) return { offset: text.length, message: `Syntax error: missing '${closing}' at '<EOF>'` };
  return { offset: text.length, message: `Syntax error: mismatched input '<EOF>' expecting ${ANY_EXPRESSION}` };
}

/** `parse` is asked again for what is left, as a parser that recovers finds more. */
export function syntaxError(expression: string, parse: (text: string) => unknown): Error {
  const problems: SyntaxProblem[] = [];
  for (let text: string | undefined = expression; text !== undefined && problems.length < 30;) {
    try {
      parse(text);
      break;
    } catch (error) {
      const problem = syntaxProblem(text, error as CelError);
      problems.push(problem);
      text = problem.rest;
    }
  }
  return new Error(`compilation failed: ${problems.map(({ offset, message }) => at(expression, offset, message)).join('\n')}`);
}
