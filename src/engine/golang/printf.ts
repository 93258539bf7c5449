/** What fmt makes of values that come from JSON, of maps and slices, with %v and %#v. Keys of maps are sorted by fmt too. */
import { compareBytes } from './bytes';
import { goDouble } from './double';
import { quote } from './quote';
import { atOnce, unrolled, type Deep } from './turns';

export type Printable = string | number | bigint | boolean | null | undefined | readonly Printable[] | { readonly [key: string]: Printable };

const entriesOf = (map: { readonly [key: string]: Printable }): [string, Printable][] => Object.entries(map).sort(([a], [b]) => compareBytes(a, b));

/** How a value is printed that is not made of others, and what stands around and between those of one that is. */
interface Style {
  readonly scalar: (value: Scalar) => string;
  readonly key: (key: string) => string;
  readonly slice: string;
  readonly map: string;
  /** Of a slice, and of a map. */
  readonly end: readonly [string, string];
  readonly between: string;
}
type Scalar = string | number | bigint | boolean | null | undefined;

const isScalar = (value: Printable): value is Scalar => typeof value !== 'object' || value === null;

/** As many levels as a value has. */
function* printing(value: Printable, style: Style): Deep<string> {
  if (isScalar(value)) return style.scalar(value);
  const parts: string[] = [];
  if (isSlice(value)) {
    for (const item of value) parts.push(isScalar(item) ? style.scalar(item) : ((yield printing(item, style)) as string));
    return `${style.slice}${parts.join(style.between)}${style.end[0]}`;
  }
  for (const [key, item] of entriesOf(value))
    parts.push(`${style.key(key)}:${isScalar(item) ? style.scalar(item) : ((yield printing(item, style)) as string)}`);
  return `${style.map}${parts.join(style.between)}${style.end[1]}`;
}
const printedIn = (value: Printable, style: Style): string => (isScalar(value) ? style.scalar(value) : atOnce(unrolled(printing(value, style))));

const PLAIN: Style = {
  scalar: (value) => (value === null || value === undefined ? '<nil>' : isFloat(value) ? goDouble(value) : String(value)),
  key: (key) => key,
  slice: '[',
  map: 'map[',
  end: [']', ']'],
  between: ' ',
};
const OF_TEXTS: Style = {
  ...PLAIN,
  scalar: (value) => {
    if (typeof value === 'string') return value;
    if (value === null || value === undefined) return '%!s(<nil>)';
    return `%!s(${typeof value === 'boolean' ? 'bool' : isFloat(value) ? 'float64' : 'int64'}=${PLAIN.scalar(value)})`;
  },
};
const SYNTAX: Style = {
  scalar: (value) => (value === null || value === undefined ? 'interface {}(nil)' : typeof value === 'string' ? quote(value) : PLAIN.scalar(value)),
  key: quote,
  slice: '[]interface {}{',
  map: 'map[string]interface {}{',
  end: ['}', '}'],
  between: ', ',
};

/** %v: `map[a:1 b:2]`, `[a b]`, `<nil>`. */
export const printValue = (value: Printable): string => printedIn(value, PLAIN);

/** Whether a number of JSON is a float64 where Go reads it without a type: whole ones are int64. */
export const isFloat = (value: unknown): value is number => typeof value === 'number' && !Number.isSafeInteger(value);

/** %s of a value that may be no string: `%!s(int64=1)`; those in a map or slice likewise. */
export const badVerb = (value: Printable): string => printedIn(value, OF_TEXTS);

/** %#v of a value in an interface{}: `map[string]interface {}{"a":1}`. */
export const printSyntax = (value: Printable): string => printedIn(value, SYNTAX);
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
