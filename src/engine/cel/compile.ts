/**
 * A CEL expression, compiled once and run often. What does not compile is worded as cel-go does: the syntax first, then macros, then
 * types, then literals, then what can be worked out before anything is known.
 */
import { Checker } from './checker/checker';
import { formatType, type Type } from './checker/type';
import { validate } from './checker/validators';
import type { Environment } from './environment';
import { Frame, PER_CALL_LIMIT, type Activation } from './evaluator/frame';
import { PlanFailure, Planner } from './evaluator/plan';
import { parse } from './syntax/parser';
import { issuesText, type Issue } from './syntax/source';
import type { Expression } from './syntax/tree';
import { EvaluationEnded, Fault, type Result } from './values/fault';
import type { CelValue } from './values/value';

export { PER_CALL_LIMIT, type Activation } from './evaluator/frame';

export type Evaluation = { readonly value: CelValue; readonly cost: number } | { readonly error: string; readonly cost: number };

export interface Program {
  readonly expression: string;
  readonly type: Type;
  /** As cel-go names it: bool, string, list(string), dyn. */
  readonly typeName: string;
  readonly tree: Expression;
  /** Runs it. Beyond the limit it ends with an error. */
  evaluate(activation: Activation, limit?: number): Evaluation;
  /** Runs a part of the tree, where the variables of comprehensions around it have the values that are bound. */
  evaluatePart(part: Expression, activation: Activation, bound: ReadonlyMap<string, CelValue>): Result;
}

export interface Refusal {
  /** It compiles, but no program can be made of it: upstream calls that an internal error. */
  readonly isInternal?: boolean;
  /** All of them as one text: `ERROR: <input>:1:3: ...`; empty if it failed later. */
  readonly issues: string;
  /** What apiserver makes of it. */
  readonly message: string;
}
export type Compilation = { readonly program: Program } | Refusal;

const refusal = (source: string, issues: readonly Issue[]): Refusal => {
  const text = issuesText(source, issues);
  return { issues: text, message: `compilation failed: ${text}` };
};

interface Checked {
  readonly tree: Expression;
  readonly checker: Checker;
}

function checked(environment: Environment, source: string): Checked | Refusal {
  const parsed = parse(source, environment.macros);
  if ('issues' in parsed) return refusal(source, parsed.issues);
  const { tree } = parsed;
  const checker = new Checker(environment);
  checker.check(tree);
  if (checker.issues.length > 0) return refusal(source, checker.issues);
  const invalid = validate(tree, (node) => checker.typeOf(node));
  return invalid.length > 0 ? refusal(source, invalid) : { tree, checker };
}

/** The type of an expression, of which no program is made. */
export function checkedType(environment: Environment, source: string): { readonly type: Type } | Refusal {
  const found = checked(environment, source);
  return 'issues' in found ? found : { type: found.checker.typeOf(found.tree) };
}

/** `returnTypes`: what it has to give, as cel-go names types. */
export function compile(environment: Environment, source: string, returnTypes: readonly string[] = ['any']): Compilation {
  const found = checked(environment, source);
  if ('issues' in found) return found;
  const { tree, checker } = found;
  const typeName = formatType(checker.typeOf(tree));
  if (!returnTypes.includes('any') && !returnTypes.includes(typeName))
    return { issues: '', message: `must evaluate to ${shownTypes(returnTypes)} but got ${typeName}` };
  try {
    return { program: programOf(environment, source, tree, checker) };
  } catch (failure) {
    if (!(failure instanceof PlanFailure)) throw failure;
    return { isInternal: true, issues: '', message: `program instantiation failed: ${failure.message}` };
  }
}

const shownTypes = (names: readonly string[]): string => (names.length === 1 ? (names[0] ?? '') : `one of [${names.join(' ')}]`);

function programOf(environment: Environment, expression: string, tree: Expression, checker: Checker): Program {
  const { run } = new Planner(environment, checker.references).plan(tree, new Map());
  const type = checker.typeOf(tree);
  return {
    ...{ expression, type, typeName: formatType(type), tree },
    evaluate(activation, limit = PER_CALL_LIMIT) {
      const frame = new Frame(activation, limit);
      try {
        const result = run(frame);
        return result instanceof Fault ? { error: result.message, cost: frame.cost } : { value: result, cost: frame.cost };
      } catch (error) {
        if (!(error instanceof EvaluationEnded)) throw error;
        return { error: error.message, cost: frame.cost };
      }
    },
    evaluatePart(part, activation, bound) {
      const planner = new Planner(environment, checker.references);
      const frame = new Frame(activation, PER_CALL_LIMIT);
      const locals = [...bound].map(([name, value]) => {
        const slot = planner.newSlot();
        frame.locals[slot] = value;
        return [name, { slot }] as const;
      });
      return planner.plan(part, new Map(locals)).run(frame);
    },
  };
}

/** Compiles what has to compile; throws with apiserver's words. */
export function mustCompile(environment: Environment, source: string): Program {
  const compiled = compile(environment, source);
  if ('message' in compiled) throw new Error(compiled.message);
  return compiled.program;
}

/** The value of a program; throws with cel-go's words. */
export function evaluated({ evaluate }: Program, activation: Activation): CelValue {
  const result = evaluate(activation);
  if ('error' in result) throw new Error(result.error);
  return result.value;
}
