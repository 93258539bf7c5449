/**
 * The types of CEL: dyn, error, simple ones (int, string, a struct, an opaque type), and those with parameters: list, map,
 * optional_type, type. A parameter of a function is a type too until something is put in its place.
 * After github.com/google/cel-go/common/types/types.go and checker/format.go.
 */
import { table } from '../../golang/map';

export interface Type {
  readonly kind: 'dyn' | 'any' | 'error' | 'null' | 'parameter' | 'struct' | 'opaque' | 'simple' | 'list' | 'map' | 'type';
  readonly name: string;
  readonly parameters: readonly Type[];
}

const make = (kind: Type['kind'], name: string, ...parameters: readonly Type[]): Type => ({ kind, name, parameters });

export const DYN = make('dyn', 'dyn');
export const ERROR = make('error', '!error!');
const ANY = make('any', 'google.protobuf.Any');
export const NULL = make('null', 'null_type');
export const [BOOL, INT, UINT, DOUBLE, STRING, BYTES] = ['bool', 'int', 'uint', 'double', 'string', 'bytes'].map((name) => make('simple', name)) as [
  ...[Type, Type, Type],
  ...[Type, Type, Type],
];
export const listOf = (element: Type): Type => make('list', 'list', element);
export const mapOf = (key: Type, value: Type): Type => make('map', 'map', key, value);
/** A message, or an opaque object of Kubernetes. */
export const struct = (name: string): Type => make('struct', name);
export const optionalOf = (value: Type): Type => make('opaque', 'optional_type', value);
export const typeOf = (type: Type): Type => make('type', 'type', type);
export const parameter = (name: string): Type => make('parameter', name);
/** The same type over other parameters. */
export const over = ({ kind, name }: Type, parameters: readonly Type[]): Type => make(kind, name, ...parameters);

const NAMED: ReadonlyMap<string, Type> = new Map<string, Type>([
  ...[DYN, NULL, BOOL, INT, UINT, DOUBLE, STRING, BYTES].map((type) => [type.name, type] as const),
  ...['google.protobuf.Timestamp', 'google.protobuf.Duration'].map((name) => [name, make('simple', name)] as const),
  ...['net.IP', 'net.CIDR'].map((name) => [name, make('opaque', name)] as const),
  ['any', ANY],
  ['type', make('type', 'type')],
]);

/** `map<string, list<T>>`; a name of one capital letter is a parameter, one that is not known a struct. */
export function parseType(text: string): Type {
  const [, outer, inner] = /^(\w+)<(.+)>$/.exec(text.trim()) ?? [];
  if (outer === undefined || inner === undefined) {
    const name = text.trim();
    return NAMED.get(name) ?? (/^[A-Z]$/.test(name) ? parameter(name) : make('struct', name));
  }
  const parameters = splitTypes(inner).map(parseType);
  if (outer === 'optional') return make('opaque', 'optional_type', ...parameters);
  return make(outer === 'list' ? 'list' : outer === 'map' ? 'map' : 'type', outer, ...parameters);
}

/** At the commas that are in no brackets. */
export function splitTypes(text: string): readonly string[] {
  let depth = 0;
  const parts = [''];
  for (const character of text) {
    depth += character === '<' ? 1 : character === '>' ? -1 : 0;
    if (character === ',' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${character}`);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

export const isDyn = ({ kind }: Type): boolean => kind === 'dyn' || kind === 'any';
export const isDynOrError = (type: Type): boolean => type.kind === 'error' || isDyn(type);
/** Returns the type inside an optional; undefined if the type is not one. */
export const unwrapped = ({ name, kind, parameters: [value] }: Type): Type | undefined => (kind === 'opaque' && name === 'optional_type' ? value : undefined);

export const same = (left: Type, right: Type): boolean =>
  left.kind === right.kind &&
  left.name === right.name &&
  left.parameters.length === right.parameters.length &&
  left.parameters.every((type, at) => same(type, right.parameters[at] ?? ERROR));

const SHORT = table<string>({
  'google.protobuf.Any': 'any',
  'google.protobuf.Timestamp': 'timestamp',
  'google.protobuf.Duration': 'duration',
  null_type: 'null',
});
const withParameters = (name: string, parameters: readonly string[]): string => (parameters.length === 0 ? name : `${name}(${parameters.join(', ')})`);

/** As a message of the checker names it. */
export const format = ({ name, parameters }: Type): string => withParameters(SHORT[name] ?? name, parameters.map(format));
/** As the type of a whole expression is named. */
export const formatType = ({ name, parameters }: Type): string => withParameters(name, parameters.map(formatType));
