/**
 * What made an expression false: the smallest part of it that was, with the values that it is about. Of `a && b` that is the side that was
 * false, of `a || b` both are, of `a ? b : c` the branch that was taken, of `all` the first element for which its condition is false.
 */
import type { Activation, Program } from './compile';
import { textOf } from './syntax/extent';
import type { CallNode, ComprehensionNode, Expression } from './syntax/tree';
import { Fault, type Result } from './values/fault';
import { toJson } from './values/json';
import { CelList } from './values/list';
import { CelMap } from './values/map';
import type { CelValue } from './values/value';

interface Miss {
  readonly expression: string;
  /** The parts of the expression that are no literals, and their values as JSON. */
  readonly values: readonly { readonly expression: string; readonly value: string }[];
}

const LONGEST_VALUE = 200;

/** A value as JSON, cut where it is long. */
function shown(value: CelValue): string {
  try {
    const text = JSON.stringify(toJson(value)) as string | undefined;
    if (text === undefined) return 'absent';
    return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
  } catch {
    return 'a value that JSON does not have';
  }
}

type Bound = ReadonlyMap<string, CelValue>;

class Search {
  constructor(
    private readonly program: Program,
    private readonly activation: Activation,
  ) {}

  /** The misses of a part that is false. */
  of(node: Expression, bound: Bound): readonly Miss[] {
    if (node.kind === 'comprehension') return this.#ofElement(node, bound) ?? [this.#leaf(node, [node.range], bound)];
    if (node.kind !== 'call') return [this.#leaf(node, [], bound)];
    const [first, second, third] = node.args;
    if (first === undefined || second === undefined) return [this.#leaf(node, operandsOf(node), bound)];
    if (node.name === '_&&_') return this.of(this.#run(first, bound) === false ? first : second, bound);
    if (node.name === '_||_') return [first, second].flatMap((side) => (this.#run(side, bound) === false ? this.of(side, bound) : []));
    if (node.name === '_?_:_' && third !== undefined) return this.of(this.#run(first, bound) === true ? second : third, bound);
    return [this.#leaf(node, operandsOf(node), bound)];
  }

  #run(node: Expression, bound: Bound): Result {
    return this.program.evaluatePart(node, this.activation, bound);
  }

  /** Of `range.all(x, condition)`; undefined of other comprehensions. */
  #ofElement({ range, variables, step, initial }: ComprehensionNode, bound: Bound): readonly Miss[] | undefined {
    const [name, second] = variables;
    const condition = step.kind === 'call' && step.name === '_&&_' ? step.args[1] : undefined;
    if (name === undefined || second !== undefined || condition === undefined || initial.kind !== 'literal' || initial.value !== true) return undefined;
    for (const element of elementsOf(this.#run(range, bound))) {
      const inner = new Map([...bound, [name, element]]);
      if (this.#run(condition, inner) === false) return this.of(condition, inner);
    }
    return undefined;
  }

  #leaf(node: Expression, operands: readonly Expression[], bound: Bound): Miss {
    const { expression: source } = this.program;
    const values = operands.flatMap((operand) => {
      if (operand.kind === 'literal') return [];
      const value = this.#run(operand, bound);
      return value instanceof Fault ? [] : [{ expression: textOf(operand, source), value: shown(value) }];
    });
    return { expression: textOf(node, source), values };
  }
}

function* elementsOf(range: Result): Generator<CelValue> {
  if (range instanceof CelMap) yield* range.keys();
  if (range instanceof CelList) for (let at = 0; at < range.size; at += 1) yield range.get(at);
}

/** What a call is about; of a negation, what that is about which is negated. */
function operandsOf({ name, target, args }: CallNode): readonly Expression[] {
  const [negated] = args;
  if (name === '!_' && negated?.kind === 'call') return operandsOf(negated);
  return name === '!_' ? [] : [...(target === undefined ? [] : [target]), ...args];
}

/** None where the expression is not false. */
export function nearestMisses(program: Program, activation: Activation): readonly Miss[] {
  const result = program.evaluate(activation);
  return 'error' in result || result.value !== false ? [] : new Search(program, activation).of(program.tree, new Map());
}

/** For example `nearest miss: object.spec.replicas <= 5, where object.spec.replicas is 7`. */
export const missInWords = ({ expression, values }: Miss): string =>
  `nearest miss: ${expression}${values.length === 0 ? '' : `, where ${values.map((one) => `${one.expression} is ${one.value}`).join(' and ')}`}`;
