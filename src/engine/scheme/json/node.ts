/**
 * JSON as it was sent: numbers with their digits and objects with their fields in order and with repetitions, because the
 * errors of a body speak of both.
 */
import { keepKeys, keysOf, own, setOwn } from '../../golang/map';
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

/** The same one by one, of an object that does not change any more. */
export function* membersOf(node: ObjectNode | { readonly [key: string]: Node | undefined }): Generator<readonly [string, Node], void> {
  if (node instanceof ObjectNode) return yield* node.entries;
  for (const key of keysOf(node)) {
    const member = own(node as { readonly [key: string]: Node | undefined }, key);
    if (member !== undefined) yield [key, member];
  }
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
type Plain = Readonly<Record<string, Node | undefined>>;
interface OpenList {
  readonly items: readonly Node[];
  readonly made: unknown[];
  at: number;
}
interface OpenObject {
  readonly items?: undefined;
  /** The fields of a node; of an object that is plain already, its keys. */
  readonly entries: Members | undefined;
  readonly keys: readonly string[];
  readonly from: Plain;
  readonly made: Record<string, unknown>;
  at: number;
  /** Keys that were set so far, where there are many, as long as each comes once. */
  set: string[] | undefined;
}
type Open = OpenList | OpenObject;

const NOTHING: Plain = {};
const MANY = 1024;
const opened = (node: Node): Open | undefined => {
  if (typeof node !== 'object' || node === null || node instanceof NumberNode) return undefined;
  if (isArray(node)) return { items: node, made: [], at: 0 };
  if (node instanceof ObjectNode) return { entries: node.entries, keys: [], from: NOTHING, made: {}, at: 0, set: node.entries.length > MANY ? [] : undefined };
  const keys = keysOf(node);
  return { entries: undefined, keys, from: node, made: {}, at: 0, set: keys.length > MANY ? [] : undefined };
};
const lengthOf = (open: Open): number => (open.items !== undefined ? open.items.length : (open.entries ?? open.keys).length);
const scalarOf = (node: Node): unknown => (node instanceof NumberNode ? finite(node.literal) : node);

function memberAt({ entries, keys, from }: OpenObject, at: number): readonly [string, Node | undefined] {
  if (entries !== undefined) return entries[at] ?? ['', undefined];
  const key = keys[at] ?? '';
  return [key, own(from, key)];
}

function setMember(open: OpenObject, key: string, value: unknown): void {
  if (open.set !== undefined) {
    if (Object.hasOwn(open.made, key)) open.set = undefined;
    else open.set.push(key);
  }
  setOwn(open.made, key, value);
}

/** The value without its wrapping: of repeated fields the last. Throws where it is too deep, or a number is none that Go has. */
export function* makingPlain(node: Node): Turns<unknown> {
  let current = opened(node);
  if (current === undefined) return scalarOf(node);
  const root = current.made;
  const outer: Open[] = [];
  const pace = new Pace();
  while (current !== undefined) {
    if (pace.isOver()) yield;
    const { at }: Open = current;
    if (at >= lengthOf(current)) {
      if (current.items === undefined && current.set !== undefined) keepKeys(current.made, current.set);
      current = outer.pop();
      continue;
    }
    current.at += 1;
    const [key, next]: readonly [string, Node | undefined] = current.items === undefined ? memberAt(current, at) : ['', current.items[at]];
    if (next === undefined) continue;
    const inner = opened(next);
    const value = inner === undefined ? scalarOf(next) : inner.made;
    if (current.items === undefined) setMember(current, key, value);
    else current.made.push(value);
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
