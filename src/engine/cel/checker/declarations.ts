/**
 * What an expression can use: functions, variables, types. A function is declared by a text: `list<T>.indexOf(T): int`,
 * `sets.contains(list<T>, list<T>): bool`, `_+_(int, int): int`.
 */
import type { Result } from '../values/fault';
import type { CelValue } from '../values/value';
import { parseType, splitTypes, type Type } from './type';

/** One way to call a function; it throws an Error with upstream's words, or gives a Fault. */
export type Implementation = (...args: never[]) => Result;

export interface Overload {
  /** The text that declares it; it is what costs go by. */
  readonly signature: string;
  readonly isMember: boolean;
  /** The types of the arguments, the receiver first. */
  readonly args: readonly Type[];
  readonly result: Type;
  /** The parameters of its types. */
  readonly parameters: readonly string[];
  readonly run?: Implementation;
}

export interface FunctionDeclaration {
  readonly name: string;
  readonly overloads: readonly Overload[];
  /** Runs every overload, and looks at the types of its arguments itself. */
  readonly runAny?: Implementation;
}

export interface StructDeclaration {
  /** The type of a field; undefined if there is none. */
  field(name: string): Type | undefined;
  /** Makes a value of the type. */
  create?(fields: ReadonlyMap<string, CelValue>): Result;
}

export interface Declarations {
  readonly functions: ReadonlyMap<string, FunctionDeclaration>;
  readonly variables: ReadonlyMap<string, Type>;
  /** Names that are values: of types that are no structs. */
  readonly types: ReadonlyMap<string, Type>;
  struct(name: string): StructDeclaration | undefined;
}

const parametersOf = ({ kind, name, parameters }: Type): readonly string[] => (kind === 'parameter' ? [name] : parameters.flatMap(parametersOf));

/** Namespaces are not receivers: the functions of a namespace have it in their name. */
const NAMESPACES: ReadonlySet<string> = new Set(['sets', 'lists', 'strings', 'optional', 'format', 'ip', 'cel', 'jsonpatch']);

/** `name(types): type`, with the receiver before the name. */
export function overload(signature: string, run?: Implementation): { readonly name: string; readonly overload: Overload } {
  const [, before = '', given = '', result = ''] = /^([^(]*)\(([^()]*)\): (.*)$/.exec(signature) ?? [];
  const [, receiver, last = before] = /^(.+)\.([^.<>]+)$/.exec(before) ?? [];
  const isMember = receiver !== undefined && !NAMESPACES.has(receiver);
  const types = [...(isMember ? [receiver] : []), ...splitTypes(given)].map(parseType);
  const returned = parseType(result);
  const parameters = [...new Set([...types, returned].flatMap(parametersOf))];
  return {
    name: isMember ? last : before,
    overload: { signature, isMember, args: types, result: returned, parameters, ...(run && { run }) },
  };
}
