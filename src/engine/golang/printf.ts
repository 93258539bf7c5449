/** What fmt makes of values that come from JSON, of maps and slices, with %v and %#v. Keys of maps are sorted by fmt too. */
import { compareBytes } from './bytes';
import { goDouble } from './double';
import { quote } from './quote';

export type Printable = string | number | bigint | boolean | null | undefined | readonly Printable[] | { readonly [key: string]: Printable };

const entriesOf = (map: { readonly [key: string]: Printable }): [string, Printable][] => Object.entries(map).sort(([a], [b]) => compareBytes(a, b));

/** %v: `map[a:1 b:2]`, `[a b]`, `<nil>`. */
export function printValue(value: Printable): string {
  if (value === null || value === undefined) return '<nil>';
  if (isFloat(value)) return goDouble(value);
  if (typeof value !== 'object') return String(value);
  if (isSlice(value)) return `[${value.map(printValue).join(' ')}]`;
  return `map[${entriesOf(value)
    .map(([key, item]) => `${key}:${printValue(item)}`)
    .join(' ')}]`;
}

/** Whether a number of JSON is a float64 where Go reads it without a type: whole ones are int64. */
export const isFloat = (value: unknown): value is number => typeof value === 'number' && !Number.isSafeInteger(value);

/** %s of a value that may be no string: `%!s(int64=1)`; those in a map or slice likewise. */
export function badVerb(value: Printable): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '%!s(<nil>)';
  if (typeof value !== 'object') return `%!s(${typeof value === 'boolean' ? 'bool' : isFloat(value) ? 'float64' : 'int64'}=${printValue(value)})`;
  if (isSlice(value)) return `[${value.map(badVerb).join(' ')}]`;
  return `map[${entriesOf(value)
    .map(([key, item]) => `${key}:${badVerb(item)}`)
    .join(' ')}]`;
}

/** %#v of a value in an interface{}: `map[string]interface {}{"a":1}`. */
export function printSyntax(value: Printable): string {
  if (value === null || value === undefined) return 'interface {}(nil)';
  if (typeof value === 'string') return quote(value);
  if (typeof value !== 'object') return printValue(value);
  if (isSlice(value)) return `[]interface {}{${value.map(printSyntax).join(', ')}}`;
  return `map[string]interface {}{${entriesOf(value)
    .map(([key, item]) => `${quote(key)}:${printSyntax(item)}`)
    .join(', ')}}`;
}
const isSlice = (value: object): value is readonly Printable[] => Array.isArray(value);

/** %#v of a []string or of a type made of it: `[]string{"a", "b"}`, and of a nil one: `[]string(nil)`. */
export const printSliceSyntax = (texts: readonly string[] | null | undefined, type = '[]string'): string =>
  texts === null || texts === undefined ? `${type}(nil)` : `${type}{${texts.map(quote).join(', ')}}`;

/** %#v of a map[string]string. */
export const printMapSyntax = (map: Readonly<Record<string, string>> | null | undefined, type = 'map[string]string'): string =>
  map === null || map === undefined
    ? `${type}(nil)`
    : `${type}{${Object.entries(map)
        .sort(([a], [b]) => compareBytes(a, b))
        .map(([key, value]) => `${quote(key)}:${quote(value)}`)
        .join(', ')}}`;

/** %#v of a struct: `rbac.RoleRef{APIGroup:"", Kind:"Role", Name:"x"}`; the fields are given as they are printed. */
export const printStructSyntax = (type: string, fields: Readonly<Record<string, string>>): string =>
  `${type}{${Object.entries(fields)
    .map(([name, printed]) => `${name}:${printed}`)
    .join(', ')}}`;
