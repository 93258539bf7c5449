/**
 * Macros are written out before anything is looked up: has(a.b) tests whether there is a field, comprehensions over lists and maps
 * gather a result. What is new is where the call is.
 * After github.com/google/cel-go/parser/macro.go, cel/library.go (optMap) and ext/{comprehensions,lists}.go.
 */
import { table } from '../../golang/map';
import type { Issue } from './source';
import type { Expression } from './tree';

interface Call {
  readonly at: number;
  readonly name: string;
  readonly target?: Expression;
  readonly args: readonly Expression[];
}
type Made = Expression | Issue | undefined;
type Macro = (call: Call & { readonly target: Expression }) => Made;

/** Which macros an environment has. */
export interface Macros {
  readonly hasOptionals: boolean;
  readonly hasTwoVariables: boolean;
  readonly hasSortBy: boolean;
  readonly hasEscapedNames: boolean;
}

export const ACCUMULATOR = '@result';
const OLD_ACCUMULATOR = '__result__';
const INSERT = 'cel.@mapInsert';

const literal = (at: number, value: bigint | boolean): Expression => ({ kind: 'literal', at, value });
const ident = (at: number, name: string): Expression => ({ kind: 'ident', at, name });
const call = (at: number, name: string, ...args: readonly Expression[]): Expression => ({ kind: 'call', at, name, args });
const member = (at: number, target: Expression, name: string, ...args: readonly Expression[]): Expression => ({ kind: 'call', at, name, target, args });
const list = (at: number, ...elements: readonly Expression[]): Expression => ({
  kind: 'list',
  at,
  elements: elements.map((value) => ({ value, optional: false })),
});

interface Variables {
  readonly count: number;
  /** The message for an argument that is not a name. */
  readonly noName: string;
}
/** The names of the first arguments, which are variables. */
function variablesOf(args: readonly Expression[], { count, noName }: Variables): readonly string[] | Issue {
  const names: string[] = [];
  for (const part of args.slice(0, count)) {
    if (part.kind !== 'ident') return { at: part.at, message: noName };
    names.push(part.name);
  }
  const at = (index: number): number => args[index]?.at ?? 0;
  if (names.length === 2 && names[0] === names[1]) return { at: at(1), message: `duplicate variable name: ${names[0]}` };
  const taken = names.findIndex((name) => name === ACCUMULATOR || name === OLD_ACCUMULATOR);
  return taken === -1 ? names : { at: at(taken), message: 'iteration variable overwrites accumulator variable' };
}

interface Parts {
  readonly noName?: string;
  readonly initial: (at: number) => Expression;
  readonly condition?: (at: number, accumulated: Expression) => Expression;
  readonly step: (at: number, accumulated: Expression, args: readonly Expression[], variables: readonly Expression[]) => Expression;
  readonly result?: (at: number, accumulated: Expression) => Expression;
}

const comprehension =
  (count: number, { initial, condition, step, result, noName = 'argument must be a simple name' }: Parts): Macro =>
  ({ at, target, args }) => {
    const names = variablesOf(args, { count, noName });
    if ('message' in names) return names;
    const accumulated = ident(at, ACCUMULATOR);
    return {
      ...{ kind: 'comprehension', at, range: target, variables: names, accumulator: ACCUMULATOR, initial: initial(at) },
      condition: condition?.(at, accumulated) ?? literal(at, true),
      step: step(at, accumulated, args.slice(count), args.slice(0, count)),
      result: result?.(at, accumulated) ?? accumulated,
    };
  };

const all: Parts = {
  initial: (at) => literal(at, true),
  condition: (at, accumulated) => call(at, '@not_strictly_false', accumulated),
  step: (at, accumulated, args) => call(at, '_&&_', accumulated, ...args),
};
const exists: Parts = {
  initial: (at) => literal(at, false),
  condition: (at, accumulated) => call(at, '@not_strictly_false', call(at, '!_', accumulated)),
  step: (at, accumulated, args) => call(at, '_||_', accumulated, ...args),
};
const existsOne: Parts = {
  initial: (at) => literal(at, 0n),
  step: (at, accumulated, args) => call(at, '_?_:_', ...args, call(at, '_+_', accumulated, literal(at, 1n)), accumulated),
  result: (at, accumulated) => call(at, '_==_', accumulated, literal(at, 1n)),
};
/** Of two arguments the first is what an element must hold. */
function filtered(at: number, accumulated: Expression, args: readonly Expression[], next: (value: Expression) => Expression): Expression {
  const [first = accumulated, second] = args;
  return second === undefined ? next(first) : call(at, '_?_:_', first, next(second), accumulated);
}
const NOT_AN_IDENTIFIER = 'argument is not an identifier';
const transformList: Parts = {
  initial: (at) => list(at),
  step: (at, accumulated, args) => filtered(at, accumulated, args, (value) => call(at, '_+_', accumulated, list(at, value))),
};
const map: Parts = { ...transformList, noName: NOT_AN_IDENTIFIER };
const filter: Parts = {
  noName: NOT_AN_IDENTIFIER,
  initial: (at) => list(at),
  step: (at, accumulated, args, variables) => call(at, '_?_:_', ...args, call(at, '_+_', accumulated, list(at, ...variables)), accumulated),
};
const transformMap: Parts = {
  initial: (at) => ({ kind: 'map', at, entries: [] }),
  step: (at, accumulated, args, [key = accumulated]) => filtered(at, accumulated, args, (value) => call(at, INSERT, accumulated, key, value)),
};
const transformMapEntry: Parts = {
  ...transformMap,
  step: (at, accumulated, args) => filtered(at, accumulated, args, (value) => call(at, INSERT, accumulated, value)),
};

/** A value under a name. */
const bound = (at: number, name: string, value: Expression, result: Expression): Expression => ({
  ...{ kind: 'comprehension', at, range: list(at), variables: ['#unused'], accumulator: name },
  ...{ initial: value, condition: literal(at, false), step: ident(at, name), result },
});

const optional =
  (name: string, wrap: (at: number, value: Expression) => Expression): Macro =>
  ({ at, target, args: [variable, body] }) => {
    if (variable?.kind !== 'ident' || body === undefined) return { at: variable?.at ?? at, message: `${name}() variable name must be a simple identifier` };
    const value = bound(at, variable.name, member(at, target, 'value'), body);
    return call(at, '_?_:_', member(at, target, 'hasValue'), wrap(at, value), call(at, 'optional.none'));
  };

const SORTED = '@__sortBy_input__';
const sortBy: Macro = (node) => {
  const { at, target } = node;
  if (target.kind === 'literal' || target.kind === 'map' || target.kind === 'struct')
    return { at: target.at, message: 'sortBy can only be applied to a list, identifier, comprehension, call or select expression' };
  const keys = comprehension(1, map)({ ...node, target: ident(at, SORTED) });
  return keys === undefined || 'message' in keys ? keys : bound(at, SORTED, target, member(at, ident(at, SORTED), '@sortByAssociatedKeys', keys));
};

function has({ at, args: [field] }: Call): Made {
  if (field?.kind === 'select') return { ...field, at, isTest: true };
  return { at: field?.at ?? at, message: 'invalid argument to has() macro' };
}

/** By name and number of arguments. */
const STANDARD = table<Macro>({
  'all/2': comprehension(1, all),
  'exists/2': comprehension(1, exists),
  'exists_one/2': comprehension(1, existsOne),
  'map/2': comprehension(1, map),
  'map/3': comprehension(1, map),
  'filter/2': comprehension(1, filter),
});
const TWO_VARIABLES = table<Macro>({
  'all/3': comprehension(2, all),
  'exists/3': comprehension(2, exists),
  'exists_one/3': comprehension(2, existsOne),
  'existsOne/3': comprehension(2, existsOne),
  'transformList/3': comprehension(2, transformList),
  'transformList/4': comprehension(2, transformList),
  'transformMap/3': comprehension(2, transformMap),
  'transformMap/4': comprehension(2, transformMap),
  'transformMapEntry/3': comprehension(2, transformMapEntry),
  'transformMapEntry/4': comprehension(2, transformMapEntry),
});
const OPTIONALS = table<Macro>({
  'optMap/2': optional('optMap', (at, value) => call(at, 'optional.of', value)),
  'optFlatMap/2': optional('optFlatMap', (_at, value) => value),
});

/** Expands a call, or returns what is wrong with it; undefined if it is not a macro. */
export function expandMacro({ hasOptionals, hasTwoVariables, hasSortBy }: Macros, node: Call): Made {
  const { name, target, args } = node;
  if (target === undefined) return name === 'has' && args.length === 1 ? has(node) : undefined;
  const key = `${name}/${args.length}`;
  const macro =
    STANDARD[key] ??
    (hasTwoVariables ? TWO_VARIABLES[key] : undefined) ??
    (hasOptionals ? OPTIONALS[key] : undefined) ??
    (hasSortBy && key === 'sortBy/2' ? sortBy : undefined);
  return macro?.({ ...node, target });
}
