/**
 * JSON as it was sent: numbers with their digits and objects with their fields in order and with repetitions, because the
 * errors of a body speak of both.
 */
import { setOwn } from '../../golang/map';

export class NumberNode {
  constructor(readonly literal: string) {}
}
export class ObjectNode {
  constructor(readonly entries: readonly (readonly [string, Node])[]) {}
}
/** Plain objects and numbers are taken too, so that an object that is already there can go the same way. */
export type Node = null | boolean | string | number | bigint | NumberNode | ObjectNode | readonly Node[] | { readonly [key: string]: Node | undefined };

export const isArray = (node: Node): node is readonly Node[] => Array.isArray(node);
export const isNumber = (node: Node): node is number | bigint | NumberNode =>
  typeof node === 'number' || typeof node === 'bigint' || node instanceof NumberNode;
export const isObject = (node: Node): node is ObjectNode | { readonly [key: string]: Node | undefined } =>
  typeof node === 'object' && node !== null && !isArray(node) && !(node instanceof NumberNode);

export const literalOf = (node: number | bigint | NumberNode): string => (node instanceof NumberNode ? node.literal : String(node));

export function entriesOf(node: ObjectNode | { readonly [key: string]: Node | undefined }): readonly (readonly [string, Node])[] {
  if (node instanceof ObjectNode) return node.entries;
  return Object.entries(node as { readonly [key: string]: Node | undefined }).filter((entry): entry is [string, Node] => entry[1] !== undefined);
}

/** A number as untyped Go code keeps it: whole ones exactly, others as float64. */
export function plainNumber(literal: string): number | bigint {
  const number = Number(literal);
  // What has more digits than an int64 is a float64.
  if (Number.isSafeInteger(number) || literal.length > 20 || /[.eE]/.test(literal)) return number;
  const big = BigInt(literal);
  return BigInt.asIntN(64, big) === big ? big : number;
}

/** How deep a value is taken whose type does not say what is in it. Go takes 10,000 levels; the stack of the program is smaller. */
export const MOST_LEVELS = 1000;

/** Is thrown in encoding/json's words. */
export const tooDeep = (opening: '[' | '{'): Error => new Error(`invalid character '${opening}' exceeded max depth`);

/** The value without its wrapping: of repeated fields the last. Throws where it is too deep, or a number is none that Go has. */
export function plainOf(node: Node, level = 0): unknown {
  if (node instanceof NumberNode) return finite(node.literal);
  if (isArray(node)) {
    if (level >= MOST_LEVELS) throw tooDeep('[');
    return node.map((item) => plainOf(item, level + 1));
  }
  if (isObject(node)) {
    if (level >= MOST_LEVELS) throw tooDeep('{');
    const plain: Record<string, unknown> = {};
    for (const [key, value] of entriesOf(node)) setOwn(plain, key, plainOf(value, level + 1));
    return plain;
  }
  return node;
}

function finite(literal: string): number | bigint {
  const number = plainNumber(literal);
  if (number === Infinity || number === -Infinity) throw new Error(`json: cannot unmarshal number ${literal} into Go value of type float64`);
  return number;
}

/** The word encoding/json has for what a value is. */
export function kindOf(node: Node): string {
  if (node === null) return 'null';
  if (isNumber(node)) return 'number';
  if (isArray(node)) return 'array';
  return typeof node === 'boolean' ? 'bool' : typeof node;
}
