/**
 * An expression as the checker sees it: operators are calls, macros are written out, and every part knows where a message would
 * point: at its operator, bracket or dot. After github.com/google/cel-go/common/ast/expr.go and parser/parser.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { expandMacro } from './macros';

interface At {
  readonly at: number;
}
interface Loop {
  readonly kind: 'loop';
  readonly range: Expression;
  readonly variables: readonly string[];
  readonly accumulator: string;
  readonly start: Expression;
  readonly condition: Expression;
  readonly step: Expression;
  readonly result: Expression;
}
export interface Element {
  readonly value: Expression;
  /** It is there if the optional value is. */
  readonly optional?: boolean;
}
export interface Entry extends Element {
  readonly key: Expression;
}
export type Expression = At &
  (
    | { readonly kind: 'literal'; readonly value: unknown }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'field'; readonly of: Expression; readonly name: string; readonly optional?: boolean; readonly test?: boolean }
    | { readonly kind: 'call'; readonly name: string; readonly target?: Expression | undefined; readonly given: readonly Expression[] }
    | { readonly kind: 'list'; readonly elements: readonly Element[] }
    | { readonly kind: 'map'; readonly entries: readonly Entry[] }
    | Loop
  );

/** What a macro cannot be written out with. */
export interface Misuse {
  readonly at: number;
  readonly message: string;
}

const LARGEST = 2n ** 63n - 1n;
const NAMES: Readonly<Record<string, string>> = { in: '@in', '[]': '_[_]', '[?]': '_[?_]', '?:': '_?_:_' };

class Reading {
  readonly misuses: Misuse[] = [];
  constructor(
    private readonly source: string,
    private readonly isOptional: (node: ASTNode) => boolean,
  ) {}

  #after(text: string, node: ASTNode | undefined, from = 0): number {
    return this.source.indexOf(text, node?.end ?? from);
  }

  #call(node: ASTNode): Expression {
    const [name, ...rest] = node.args as unknown as readonly [string, ...unknown[]];
    const [receiver, given] = (node.op === 'rcall' ? rest : [undefined, ...rest]) as [ASTNode | undefined, readonly ASTNode[]];
    const at = this.#after('(', undefined, this.source.indexOf(name, receiver?.end ?? node.start));
    const call = { at, name, given: given.map((part) => this.read(part)), ...(receiver && { target: this.read(receiver) }) };
    return expandMacro(call, (misuse) => this.misuses.push(misuse)) ?? { kind: 'call', ...call };
  }

  read(node: ASTNode): Expression {
    const { op, args, start: at } = node;
    const parts = (Array.isArray(args) ? args : [args]) as readonly ASTNode[];
    switch (op) {
      case 'value':
        if (typeof args === 'bigint' && args > LARGEST) this.misuses.push({ at, message: 'invalid int literal' });
        return { kind: 'literal', at, value: args };
      case '-_':
        // The smallest number has no positive twin.
        if (args.op === 'value' && args.args === LARGEST + 1n) return { kind: 'literal', at, value: -LARGEST - 1n };
        return { kind: 'call', at, name: op, given: [this.read(args)] };
      case 'id':
        return { kind: 'name', at, name: args };
      case 'call':
      case 'rcall':
        return this.#call(node);
      case '.':
      case '.?':
        return { kind: 'field', at: this.source.lastIndexOf('.', node.pos), of: this.read(args[0]), name: args[1], optional: op === '.?' };
      case 'list':
        return { kind: 'list', at, elements: parts.map((part) => ({ value: this.read(part), optional: this.isOptional(part) })) };
      case 'map':
        return { kind: 'map', at, entries: args.map(([key, value]) => ({ key: this.read(key), value: this.read(value), optional: this.isOptional(key) })) };
      default: {
        const given = parts.map((part) => this.read(part));
        if (op === '!_') return { kind: 'call', at, name: op, given };
        return { kind: 'call', at: this.#after(op === '?:' ? '?' : op === '[]' || op === '[?]' ? '[' : op, parts[0]), name: NAMES[op] ?? `_${op}_`, given };
      }
    }
  }
}

export function readExpression(
  source: string,
  ast: ASTNode,
  isOptional: (node: ASTNode) => boolean,
): { readonly expression: Expression; readonly misuses: readonly Misuse[] } {
  const reading = new Reading(source, isOptional);
  return { expression: reading.read(ast), misuses: reading.misuses };
}
