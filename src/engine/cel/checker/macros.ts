/**
 * Macros are written out before anything is looked up: has(a.b) asks whether there is a field, the loops over lists and maps
 * gather a result. What is new points where the call does.
 * After github.com/google/cel-go/parser/macro.go, cel/library.go (optMap) and ext/{comprehensions,lists}.go.
 */
import type { Expression, Misuse } from './expression';
import { table } from '../../golang/map';

interface Call {
  readonly at: number;
  readonly name: string;
  readonly target?: Expression;
  readonly given: readonly Expression[];
}
type Macro = (call: Call & { readonly target: Expression }, misuse: (told: Misuse) => void) => Expression | undefined;

const ACCUMULATOR = '@result';
const INSERT = 'cel.@mapInsert';

const literal = (at: number, value: unknown): Expression => ({ kind: 'literal', at, value });
const named = (at: number, name: string): Expression => ({ kind: 'name', at, name });
const called = (at: number, name: string, ...given: readonly Expression[]): Expression => ({ kind: 'call', at, name, given });
const member = (at: number, target: Expression, name: string, ...given: readonly Expression[]): Expression => ({ kind: 'call', at, name, target, given });
const list = (at: number, ...elements: readonly Expression[]): Expression => ({ kind: 'list', at, elements: elements.map((value) => ({ value })) });

/** The names of the first arguments, which are variables of a loop. */
function variables(
  given: readonly Expression[],
  count: number,
  misuse: (told: Misuse) => void,
  words = 'argument must be a simple name',
): readonly string[] | undefined {
  const names: string[] = [];
  for (const part of given.slice(0, count)) {
    if (part.kind !== 'name') {
      misuse({ at: part.at, message: words });
      return undefined;
    }
    if (names.includes(part.name)) {
      misuse({ at: part.at, message: `duplicate variable name: ${part.name}` });
      return undefined;
    }
    names.push(part.name);
  }
  return names;
}

interface Parts {
  readonly start: (at: number) => Expression;
  readonly condition?: (at: number, so: Expression) => Expression;
  readonly step: (at: number, so: Expression, given: readonly Expression[], names: readonly string[]) => Expression;
  readonly result?: (at: number, so: Expression) => Expression;
  readonly words?: string;
}

const loop =
  (count: number, { start, condition, step, result, words }: Parts): Macro =>
  ({ at, target, given }, misuse) => {
    const names = variables(given, count, misuse, words);
    if (names === undefined) return undefined;
    const so = named(at, ACCUMULATOR);
    return {
      ...{ kind: 'loop', at, range: target, variables: names, accumulator: ACCUMULATOR, start: start(at) },
      condition: condition?.(at, so) ?? literal(at, true),
      step: step(at, so, given.slice(count), names),
      result: result?.(at, so) ?? so,
    };
  };

const nothing = (at: number): Expression => literal(at, null);
const all: Parts = {
  start: (at) => literal(at, true),
  condition: (at, so) => called(at, '@not_strictly_false', so),
  step: (at, so, [asked = nothing(at)]) => called(at, '_&&_', so, asked),
};
const exists: Parts = {
  start: (at) => literal(at, false),
  condition: (at, so) => called(at, '@not_strictly_false', called(at, '!_', so)),
  step: (at, so, [asked = nothing(at)]) => called(at, '_||_', so, asked),
};
const existsOne: Parts = {
  start: (at) => literal(at, 0n),
  step: (at, so, [asked = nothing(at)]) => called(at, '_?_:_', asked, called(at, '_+_', so, literal(at, 1n)), so),
  result: (at, so) => called(at, '_==_', so, literal(at, 1n)),
};
/** Of two arguments the first is what an element must hold. */
const filtered = (at: number, so: Expression, given: readonly Expression[], next: (value: Expression) => Expression): Expression => {
  const [first = nothing(at), second] = given;
  return second === undefined ? next(first) : called(at, '_?_:_', first, next(second), so);
};
const map: Parts = {
  start: (at) => list(at),
  step: (at, so, given) => filtered(at, so, given, (value) => called(at, '_+_', so, list(at, value))),
};
const filter: Parts = {
  start: (at) => list(at),
  step: (at, so, [asked = nothing(at)], [name = '']) => called(at, '_?_:_', asked, called(at, '_+_', so, list(at, named(at, name))), so),
};
const transformMap: Parts = {
  start: (at) => ({ kind: 'map', at, entries: [] }),
  step: (at, so, given, [key = '']) => filtered(at, so, given, (value) => called(at, INSERT, so, named(at, key), value)),
};
const transformMapEntry: Parts = {
  ...transformMap,
  step: (at, so, given) => filtered(at, so, given, (value) => called(at, INSERT, so, value)),
};

/** A value under a name. */
const bound = (at: number, name: string, value: Expression, result: Expression): Expression => ({
  ...{ kind: 'loop', at, range: list(at), variables: ['#unused'], accumulator: name },
  ...{ start: value, condition: literal(at, false), step: named(at, name), result },
});

const optional =
  (word: string, wrap: (at: number, value: Expression) => Expression): Macro =>
  ({ at, target, given }, misuse) => {
    const names = variables(given, 1, misuse, `${word}() variable name must be a simple identifier`);
    if (names === undefined) return undefined;
    const value = bound(at, names[0] ?? '', member(at, target, 'value'), given[1] ?? nothing(at));
    return called(at, '_?_:_', member(at, target, 'hasValue'), wrap(at, value), member(at, named(at, 'optional'), 'none'));
  };

const SORTED = '@__sortBy_input__';
const sortBy: Macro = (call, misuse) => {
  const { at, target } = call;
  if (target.kind === 'literal' || target.kind === 'map') {
    misuse({ at: target.at, message: 'sortBy can only be applied to a list, identifier, comprehension, call or select expression' });
    return undefined;
  }
  const keys = loop(1, { ...map, words: 'argument is not an identifier' })({ ...call, target: named(at, SORTED) }, misuse);
  return keys && bound(at, SORTED, target, member(at, named(at, SORTED), '@sortByAssociatedKeys', keys));
};

const NOT_AN_IDENTIFIER = 'argument is not an identifier';
const has: Macro = ({ at, given: [field] }, misuse) => {
  if (field?.kind === 'field' && field.optional !== true) return { ...field, at, test: true };
  misuse({ at: field?.at ?? at, message: 'invalid argument to has() macro' });
  return undefined;
};

/** By name and number of arguments. */
const MACROS = table<Macro>({
  'all/2': loop(1, all),
  'exists/2': loop(1, exists),
  'exists_one/2': loop(1, existsOne),
  'map/2': loop(1, { ...map, words: NOT_AN_IDENTIFIER }),
  'map/3': loop(1, { ...map, words: NOT_AN_IDENTIFIER }),
  'filter/2': loop(1, { ...filter, words: NOT_AN_IDENTIFIER }),
  'all/3': loop(2, all),
  'exists/3': loop(2, exists),
  'exists_one/3': loop(2, existsOne),
  'existsOne/3': loop(2, existsOne),
  'transformList/3': loop(2, map),
  'transformList/4': loop(2, map),
  'transformMap/3': loop(2, transformMap),
  'transformMap/4': loop(2, transformMap),
  'transformMapEntry/3': loop(2, transformMapEntry),
  'transformMapEntry/4': loop(2, transformMapEntry),
  'optMap/2': optional('optMap', (at, value) => member(at, named(at, 'optional'), 'of', value)),
  'optFlatMap/2': optional('optFlatMap', (_at, value) => value),
  'sortBy/2': sortBy,
});

/** Undefined if the call is no macro, or is none that can be written out. */
export function expandMacro(call: Call, misuse: (told: Misuse) => void): Expression | undefined {
  const { name, target, given } = call;
  if (target === undefined) return name === 'has' && given.length === 1 ? has({ ...call, target: nothing(call.at) }, misuse) : undefined;
  return MACROS[`${name}/${given.length}`]?.({ ...call, target }, misuse);
}
