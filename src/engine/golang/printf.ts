/** What fmt makes of maps and slices with %v and %#v. Keys of maps are sorted by fmt too. */
import { compareBytes } from './bytes';
import { quote } from './quote';

type Printable = string | number | bigint | boolean | null | undefined | readonly Printable[] | { readonly [key: string]: Printable };

const entriesOf = (map: { readonly [key: string]: Printable }): [string, Printable][] => Object.entries(map).sort(([a], [b]) => compareBytes(a, b));

/** %v: `map[a:1 b:2]`, `[a b]`, `<nil>`. */
export function printValue(value: Printable): string {
  if (value === null || value === undefined) return '<nil>';
  if (typeof value !== 'object') return String(value);
  if (isSlice(value)) return `[${value.map(printValue).join(' ')}]`;
  return `map[${entriesOf(value)
    .map(([key, item]) => `${key}:${printValue(item)}`)
    .join(' ')}]`;
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
