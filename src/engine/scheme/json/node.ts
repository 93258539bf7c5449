/**
 * JSON as it was sent: numbers with their digits and objects with their fields in order and with repetitions, because the
 * errors of a body speak of both.
 */
import { setOwn } from '../../golang/map';
import { atOnce, Pace, type Turns } from '../../golang/turns';

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

/** How deep a value is taken whose type does not say what is in it: maxNestingDepth of encoding/json, and of what converts such values. */
export const MOST_LEVELS = 10_000;
/** How deep one is taken whose types say it: they are gone through with the stack of the program. Go takes 10,000 levels. */
export const MOST_TYPED_LEVELS = 1000;
/** Is thrown in encoding/json's words. */
export const tooDeep = (opening: '[' | '{'): Error => new Error(`invalid character '${opening}' exceeded max depth`);

type Members = readonly (readonly [string, Node])[];
type Open =
  | { readonly items: readonly Node[]; readonly made: unknown[]; at: number }
  | { readonly items?: undefined; readonly entries: Members; readonly made: Record<string, unknown>; at: number };

const opened = (node: Node): Open | undefined => {
  if (typeof node !== 'object' || node === null || node instanceof NumberNode) return undefined;
  return isArray(node) ? { items: node, made: [], at: 0 } : { entries: entriesOf(node), made: {}, at: 0 };
};
const scalarOf = (node: Node): unknown => (node instanceof NumberNode ? finite(node.literal) : node);

/** The value without its wrapping: of repeated fields the last. Throws where it is too deep, or a number is none that Go has. */
export function* makingPlain(node: Node): Turns<unknown> {
  let current = opened(node);
  if (current === undefined) return scalarOf(node);
  const root = current.made;
  const outer: Open[] = [];
  const pace = new Pace();
  while (current !== undefined) {
    if (pace.isOver()) yield;
    const { items, at } = current;
    const next: Node | undefined = items === undefined ? current.entries[at]?.[1] : items[at];
    if (next === undefined) {
      current = outer.pop();
      continue;
    }
    const inner = opened(next);
    const value = inner === undefined ? scalarOf(next) : inner.made;
    if (current.items === undefined) setOwn(current.made, current.entries[at]?.[0] ?? '', value);
    else current.made.push(value);
    current.at += 1;
    if (inner === undefined) continue;
    outer.push(current);
    if (outer.length >= MOST_LEVELS) throw tooDeep(inner.items === undefined ? '{' : '[');
    current = inner;
  }
  return root;
}
export const plainOf = (node: Node): unknown => atOnce(makingPlain(node));

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
