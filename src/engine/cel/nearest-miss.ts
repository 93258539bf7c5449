/**
 * What made an expression false: the smallest part of it that was, with the values that it is about. Of `a && b` that is the side that was
 * false, of `a || b` both are, of `a ? b : c` the branch that was taken, of `all` the first element for which its condition is false. Of
 * `!a` it is what made `a` true, in the same way. A variable of a policy has an expression of its own, which is searched too.
 */
import { encodeJson } from '../golang/json';
import type { Activation, Program } from './compile';
import { textOf } from './syntax/extent';
import type { CallNode, ComprehensionNode, Expression, SelectNode } from './syntax/tree';
import { Fault, type Result } from './values/fault';
import { toJson } from './values/json';
import { CelList } from './values/value';
import { CelMap } from './values/value';
import type { CelValue } from './values/value';

interface Miss {
  readonly expression: string;
  /** What it is; true where it is negated. */
  readonly result: boolean;
  /** The parts of the expression that are no literals, and their values as JSON. */
  readonly values: readonly { readonly expression: string; readonly value: string }[];
}

const LONGEST_VALUE = 200;

/** A value as JSON, cut where it is long. */
function shown(value: CelValue): string {
  try {
    const json = toJson(value);
    if (json === undefined) return 'absent';
    const text = encodeJson(json, { unescaped: true });
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
  } catch {
    return 'a value that JSON does not have';
  }
}

type Bound = ReadonlyMap<string, CelValue>;
/** The variables of a policy, by name. */
type Variables = ReadonlyMap<string, { readonly program?: Program }>;

class Search {
  constructor(
    private readonly program: Program,
    private readonly activation: Activation,
    private readonly variables: Variables,
  ) {}

  /** What made a part the result that it has. */
  of(node: Expression, result: boolean, bound: Bound): readonly Miss[] {
    if (node.kind === 'comprehension') return this.#ofElement(node, result, bound) ?? [this.#leaf(node, result, [node.range], bound)];
    if (node.kind === 'select') return [this.#leaf(node, result, [], bound), ...this.#ofVariable(node, result)];
    return node.kind === 'call' ? this.#ofCall(node, result, bound) : [this.#leaf(node, result, [], bound)];
  }

  #ofCall(node: CallNode, result: boolean, bound: Bound): readonly Miss[] {
    const [first, second, third] = node.args;
    if (node.name === '!_' && first !== undefined) return this.of(first, !result, bound);
    if (first === undefined || second === undefined) return [this.#leaf(node, result, operandsOf(node), bound)];
    // One side decides: a false one of `&&`, a true one of `||`. Otherwise both do.
    if (node.name === '_&&_' || node.name === '_||_') {
      const decides = node.name === '_||_';
      if (result === decides) return this.of(this.#run(first, bound) === decides ? first : second, result, bound);
      return [first, second].flatMap((side) => this.of(side, result, bound));
    }
    if (node.name === '_?_:_' && third !== undefined) return this.of(this.#run(first, bound) === true ? second : third, result, bound);
    return [this.#leaf(node, result, operandsOf(node), bound)];
  }

  #ofVariable({ operand, field, isTest }: SelectNode, result: boolean): readonly Miss[] {
    if (isTest || operand.kind !== 'ident' || operand.name !== 'variables') return [];
    const program = this.variables.get(field)?.program;
    return program === undefined ? [] : new Search(program, this.activation, this.variables).of(program.tree, result, new Map());
  }

  #run(node: Expression, bound: Bound): Result {
    return this.program.evaluatePart(node, this.activation, bound);
  }

  /** Of `range.all(x, condition)` that is false, and of `range.exists(x, condition)` that is true; undefined of others. */
  #ofElement({ range, variables, step, initial }: ComprehensionNode, result: boolean, bound: Bound): readonly Miss[] | undefined {
    const [name, second] = variables;
    if (name === undefined || second !== undefined || step.kind !== 'call' || initial.kind !== 'literal' || initial.value !== !result) return undefined;
    const condition = step.name === (result ? '_||_' : '_&&_') ? step.args[1] : undefined;
    if (condition === undefined) return undefined;
    for (const element of elementsOf(this.#run(range, bound))) {
      const inner = new Map([...bound, [name, element]]);
      if (this.#run(condition, inner) === result) return this.of(condition, result, inner);
    }
    return undefined;
  }

  #leaf(node: Expression, result: boolean, operands: readonly Expression[], bound: Bound): Miss {
    const { expression: source } = this.program;
    const values = operands.flatMap((operand) => {
      if (operand.kind === 'literal') return [];
      const value = this.#run(operand, bound);
      return value instanceof Fault ? [] : [{ expression: textOf(operand, source), value: shown(value) }];
    });
    return { expression: textOf(node, source), result, values };
  }
}

function* elementsOf(range: Result): Generator<CelValue> {
  if (range instanceof CelMap) yield* range.keys();
  if (range instanceof CelList) for (let at = 0; at < range.size; at += 1) yield range.get(at);
}

const operandsOf = ({ target, args }: CallNode): readonly Expression[] => [...(target === undefined ? [] : [target]), ...args];

/** None where the expression is not false. */
export function nearestMisses(program: Program, activation: Activation, variables: Variables): readonly Miss[] {
  const result = program.evaluate(activation);
  return 'error' in result || result.value !== false ? [] : new Search(program, activation, variables).of(program.tree, false, new Map());
}

/** For example `nearest miss: object.spec.replicas <= 5, where object.spec.replicas is 7`. */
export function describeMiss({ expression, result, values }: Miss): string {
  const where = values.map((one) => `${one.expression} is ${one.value}`).join(' and ');
  return `nearest miss: ${expression}${result ? ' is true' : ''}${where === '' ? '' : `, where ${where}`}`;
}
