/**
 * JSON as go-jose reads it: names in their case only, and no name twice in an object that is looked at.
 * After the fork of encoding/json in gopkg.in/go-jose/go-jose.v2/json.
 */
import { quote } from '../../golang/quote';
import { entriesOf, isArray, isNumber, isObject, literalOf, type Node } from '../../scheme/json/node';
import { kindOf } from '../../scheme/json/node';

export type Members = ReadonlyMap<string, Node>;

export const mismatch = (node: Node, type: string): Error => new Error(`json: cannot unmarshal ${kindOf(node)} into Go value of type ${type}`);

/** The members of an object; none of null. `type` is Go's name of what they are read into. */
export function membersOf(node: Node, type: string): Members {
  if (node === null) return new Map();
  if (!isObject(node)) throw mismatch(node, type);
  const members = new Map<string, Node>();
  for (const [name, value] of entriesOf(node)) {
    if (members.has(name)) throw new Error(`json: duplicate key '${name}' in object`);
    members.set(name, value);
  }
  return members;
}

/** Looks at all objects inside. */
export function checkAll(node: Node): void {
  if (isArray(node)) node.forEach(checkAll);
  else if (isObject(node)) membersOf(node, '').forEach(checkAll);
}

export function textOf(node: Node | undefined): string {
  if (node === undefined || node === null) return '';
  if (typeof node !== 'string') throw mismatch(node, 'string');
  return node;
}

export function textsOf(node: Node | undefined): readonly string[] {
  if (node === undefined || node === null) return [];
  if (!isArray(node)) throw mismatch(node, '[]string');
  return node.map(textOf);
}

/** The value as it is written without spaces. */
export function written(node: Node): string {
  if (isNumber(node)) return literalOf(node);
  if (isArray(node)) return `[${node.map(written).join(',')}]`;
  if (!isObject(node)) return JSON.stringify(node);
  const members = entriesOf(node).map(([name, value]) => `${JSON.stringify(name)}:${written(value)}`);
  return `{${members.join(',')}}`;
}

export const quotedWritten = (node: Node): string => quote(written(node));
