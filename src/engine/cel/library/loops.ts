/**
 * The loops that cel-js does not have, as its macros: those over two variables, an index or key and what is there, sorting by a
 * key, and what is done with an optional value. What they may be given is checked before (../checker/macros.ts).
 * After github.com/google/cel-go/ext/{comprehensions,lists}.go and cel/library.go.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import { Optional, type ASTNode, type Environment } from '@marcbachmann/cel-js';
import { sortByKeys } from './lists';

/** A context of cel-js: the values of variables, one around the other. */
interface Context {
  readonly forkWithVariable: (name: string, type: unknown) => Context;
  readonly reuse: (outer: Context) => Context;
  readonly setIterValue: (value: unknown, evaluator: Evaluator) => Context;
}
interface Evaluator {
  readonly run: (ast: ASTNode, context: Context) => unknown;
}
interface Checker {
  readonly check: (ast: ASTNode, context: Context) => unknown;
  readonly getType: (name: string) => unknown;
}
interface Call {
  readonly ast: { setMeta(name: string, value: unknown): unknown };
  readonly args: readonly ASTNode[];
  readonly receiver: ASTNode;
}
/** What is done with one element: the parts of the call that are no variables, with the variables set. */
type Body = (part: number) => unknown;
type Run = (pairs: Iterable<readonly [key: unknown, value: unknown]>, body: (key: unknown, value: unknown) => Body, parts: number) => unknown;

const noSuchOverload = (): Error => new Error('no such overload');
function truth(value: unknown): boolean {
  if (typeof value !== 'boolean') throw noSuchOverload();
  return value;
}

/** One element decides; an error counts only if none does. */
const quantifier =
  (decides: boolean): Run =>
  (pairs, body) => {
    let failed: unknown;
    for (const [key, value] of pairs) {
      try {
        if (truth(body(key, value)(0)) === decides) return decides;
      } catch (error) {
        failed ??= error;
      }
    }
    if (failed !== undefined) throw failed as Error;
    return !decides;
  };
const existsOne: Run = (pairs, body) => [...pairs].filter(([key, value]) => truth(body(key, value)(0))).length === 1;

/** What becomes of the elements; of two parts the first says whether an element counts. */
function* transformed(...[pairs, body, parts]: Parameters<Run>): Generator<readonly [unknown, unknown]> {
  for (const [key, value] of pairs) {
    const part = body(key, value);
    if (parts === 1 || truth(part(0))) yield [key, part(parts - 1)];
  }
}
function asMap(entries: Iterable<readonly [unknown, unknown]>): object {
  const made = new Map<unknown, unknown>();
  for (const [key, value] of entries) {
    if (made.has(key)) throw new Error(`insert failed: key ${String(key)} already exists`);
    made.set(key, value);
  }
  return [...made.keys()].every((key) => typeof key === 'string') ? Object.fromEntries(made as Map<string, unknown>) : made;
}
const entriesOf = (value: unknown): readonly (readonly [unknown, unknown])[] =>
  value instanceof Map ? [...(value as Map<unknown, unknown>).entries()] : Object.entries(value as object);

const transformList: Run = (...given) => [...transformed(...given)].map(([, value]) => value);
const transformMap: Run = (...given) => asMap(transformed(...given));
const transformMapEntry: Run = (...given) => asMap([...transformed(...given)].flatMap(([, entry]) => entriesOf(entry)));
const sortBy: Run = (pairs, body) => {
  const items = [...pairs].map(([key]) => key);
  const keys = items.map((item) => body(item, undefined)(0));
  if (new Set(keys.map((key) => typeof key)).size > 1) throw new Error('list elements must have the same type');
  return sortByKeys(items, keys);
};

/** Of a loop over one variable it is the element, or the key of a map. */
function pairsOf(range: unknown, variables: number): Iterable<readonly [unknown, unknown]> {
  if (Array.isArray(range)) return range.map((item: unknown, at) => (variables === 1 ? ([item, item] as const) : ([BigInt(at), item] as const)));
  if (typeof range === 'object' && range !== null) return entriesOf(range);
  throw noSuchOverload();
}

/** The macro of cel-js for a call whose first arguments are names. */
function macro(
  { ast, args, receiver }: Call,
  variables: number,
  evaluateWith: (range: unknown, body: (key: unknown, value: unknown) => Body, parts: number) => unknown,
): object {
  const names = args.slice(0, variables).map((arg) => (arg.op === 'id' ? arg.args : ''));
  const parts = args.slice(variables);
  const contexts: Context[] = [];
  return {
    typeCheck(checker: Checker, _macro: unknown, context: Context): unknown {
      ast.setMeta('async', false);
      checker.check(receiver, context);
      contexts.length = 0;
      for (const name of names) contexts.push((contexts.at(-1) ?? context).forkWithVariable(name, checker.getType('dyn')));
      for (const part of parts) checker.check(part, contexts.at(-1) ?? context);
      return checker.getType('dyn');
    },
    evaluate(evaluator: Evaluator, _macro: unknown, context: Context): unknown {
      const body = (...values: readonly unknown[]): Body => {
        const inner = contexts.reduce((outer, next, at) => next.reuse(outer).setIterValue(values[at], evaluator), context);
        return (part) => evaluator.run(parts[part] as ASTNode, inner);
      };
      return evaluateWith(evaluator.run(receiver, context), body, parts.length);
    },
  };
}

const loop =
  (variables: number, run: Run) =>
  (call: Call): object =>
    macro(call, variables, (range, body, parts) => run(pairsOf(range, variables), body, parts));
const mapped =
  (wrap: (value: unknown) => unknown) =>
  (call: Call): object =>
    macro(call, 1, (optional, body) => ((optional as Optional).hasValue() ? wrap(body((optional as Optional).value(), undefined)(0)) : Optional.none()));

const LOOPS: Readonly<Record<string, (call: Call) => object>> = {
  'list.all(ast, ast, ast): bool': loop(2, quantifier(false)),
  'list.exists(ast, ast, ast): bool': loop(2, quantifier(true)),
  'list.exists_one(ast, ast, ast): bool': loop(2, existsOne),
  'list.existsOne(ast, ast, ast): bool': loop(2, existsOne),
  'list.transformList(ast, ast, ast): list<dyn>': loop(2, transformList),
  'list.transformList(ast, ast, ast, ast): list<dyn>': loop(2, transformList),
  'list.transformMap(ast, ast, ast): dyn': loop(2, transformMap),
  'list.transformMap(ast, ast, ast, ast): dyn': loop(2, transformMap),
  'list.transformMapEntry(ast, ast, ast): dyn': loop(2, transformMapEntry),
  'list.transformMapEntry(ast, ast, ast, ast): dyn': loop(2, transformMapEntry),
  'list.sortBy(ast, ast): list<dyn>': loop(1, sortBy),
  'optional.optMap(ast, ast): dyn': mapped((value) => Optional.of(value)),
  'optional.optFlatMap(ast, ast): dyn': mapped((value) => value),
};

export function registerLoops(environment: Environment): void {
  for (const [signature, handler] of Object.entries(LOOPS)) environment.registerFunction(signature, handler as never);
}
