/**
 * Calls of functions: the overload that the checker found, or the one that fits the values if it found several.
 * After github.com/google/cel-go/common/decls/decls.go and interpreter/interpretable.go.
 */
import type { FunctionDeclaration, Overload } from '../checker/declarations';
import { Fault, type Result } from '../values/fault';
import { typeOfValue, type CelValue } from '../values/value';
import { attempt, type Frame, type Run } from './frame';
import { matcher, type Predicate } from './match';
import type { ActualCost } from '../cost/actual-cost';

/** Gives the result for arguments that are no faults. */
export type Caller = (args: readonly CelValue[]) => Result;

/** These ask the value itself, which says nothing of types. */
const UNGUARDED: ReadonlySet<string> = new Set(['contains', 'endsWith', 'startsWith']);

const noSuchOverload = (name: string, args: readonly CelValue[]): Fault =>
  new Fault(`no such overload: ${name}(${args.map((arg) => typeOfValue(arg).name).join(', ')})`);

type Loose = (...args: readonly CelValue[]) => Result;
interface Guarded {
  readonly run: Loose;
  readonly guards: readonly Predicate[];
}
const guarded = ({ run, args }: Overload): Guarded[] => (run === undefined ? [] : [{ run: run as unknown as Loose, guards: args.map(matcher) }]);
function fits(guards: readonly Predicate[], args: readonly CelValue[]): boolean {
  if (guards.length !== args.length) return false;
  for (let at = 0; at < guards.length; at += 1) {
    const guard = guards[at];
    const arg = args[at];
    if (guard === undefined || arg === undefined || !guard(arg)) return false;
  }
  return true;
}

export function callerOf({ name, overloads, runAny }: FunctionDeclaration, found: readonly Overload[]): Caller {
  if (runAny !== undefined) {
    const run = runAny as unknown as Loose;
    return (args) => attempt(() => run(...args));
  }
  const candidates = (found.length === 1 ? found : overloads).flatMap(guarded);
  const isUnguarded = UNGUARDED.has(name);
  return (args) => {
    for (const { run, guards } of candidates) if (isUnguarded || fits(guards, args)) return attempt(() => run(...args));
    return noSuchOverload(name, args);
  };
}

/** Evaluates the arguments and calls. An error in an argument is the result; of two the first one counts. */
export function callOf(call: Caller, args: readonly Run[], cost: ActualCost): Run {
  const [first, second] = args;
  if (args.length === 1 && first !== undefined) return unary(call, first, cost);
  if (args.length === 2 && first !== undefined && second !== undefined) return binary(call, first, second, cost);
  return (frame) => {
    const values: CelValue[] = [];
    for (const arg of args) {
      const value = arg(frame);
      if (value instanceof Fault) return value;
      values.push(value);
    }
    return charged(frame, cost, values, call(values));
  };
}
function unary(call: Caller, arg: Run, cost: ActualCost): Run {
  return (frame) => {
    const value = arg(frame);
    if (value instanceof Fault) return charged(frame, cost, [value], value);
    const values = [value];
    return charged(frame, cost, values, call(values));
  };
}
function binary(call: Caller, left: Run, right: Run, cost: ActualCost): Run {
  return (frame) => {
    const [first, second] = [left(frame), right(frame)];
    if (first instanceof Fault) return charged(frame, cost, [first, second], first);
    if (second instanceof Fault) return charged(frame, cost, [first, second], second);
    const values = [first, second];
    return charged(frame, cost, values, call(values));
  };
}
export function charged(frame: Frame, cost: ActualCost, args: readonly Result[], result: Result): Result {
  frame.charge(typeof cost === 'number' ? cost : cost(args, result));
  return result;
}
