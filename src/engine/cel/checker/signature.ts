/** A function as it is declared: `list<T>.indexOf(T): int`, `sets.contains(list<T>, list<T>): bool`, `_+_(int, int): int`. */
import { parseType, splitTypes, type Type } from './type';

export interface Overload {
  readonly name: string;
  readonly isMember: boolean;
  /** The receiver first. */
  readonly given: readonly Type[];
  readonly result: Type;
  /** The parameters of its types. */
  readonly parameters: readonly string[];
}

const parametersOf = ({ kind, name, parameters }: Type): readonly string[] => (kind === 'parameter' ? [name] : parameters.flatMap(parametersOf));

/** Namespaces are not receivers: the functions of a namespace have it in their name. */
export const NAMESPACES: ReadonlySet<string> = new Set(['sets', 'lists', 'strings', 'optional', 'format', 'ip', 'cel']);

export interface Signature {
  /** With the namespace. */
  readonly name: string;
  readonly receiver?: string;
  readonly given: readonly string[];
  readonly result: string;
}

export function parseSignature(text: string): Signature {
  const [, before = '', given = '', result = ''] = /^([^(]*)\(([^()]*)\): (.*)$/.exec(text) ?? [];
  const [, receiver, name = before] = /^(.+)\.([^.<>]+)$/.exec(before) ?? [];
  const isNamespace = receiver === undefined || NAMESPACES.has(receiver);
  return { name: isNamespace ? before : name, ...(isNamespace ? {} : { receiver }), given: splitTypes(given), result };
}

export function overload(text: string): Overload {
  const { name, receiver, given, result } = parseSignature(text);
  const types = [...(receiver === undefined ? [] : [receiver]), ...given].map(parseType);
  const returned = parseType(result);
  return { name, isMember: receiver !== undefined, given: types, result: returned, parameters: [...new Set([...types, returned].flatMap(parametersOf))] };
}
