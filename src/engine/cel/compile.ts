/**
 * A CEL expression, compiled once and run often. What does not compile is told as cel-go tells it: the words first, then macros,
 * then types, then values that are written down, then what can be worked out before anything is known.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { Checker } from './checker/checker';
import { readExpression } from './checker/expression';
import { declared } from './checker/type';
import { constantError } from './constants';
import type { CelEnvironment } from './environment';
import { evaluationError } from './evaluation-error';
import { literalErrors } from './literals';
import { replaceFunctions } from './replaced';
import { compilationError } from './source';
import { runElements, spelled } from './spelling';
import { misfitError, syntaxError } from './syntax-error';

export interface CelProgram {
  readonly expression: string;
  /** As cel-go names it: bool, string, list(string), dyn. */
  readonly type: string;
  readonly ast: ASTNode;
  /** Throws with cel-go's words. */
  evaluate(variables: Readonly<Record<string, unknown>>): unknown;
}

function parsed({ runner }: CelEnvironment, source: string, text: string): ReturnType<CelEnvironment['runner']['parse']> {
  const misfit = misfitError(source);
  if (misfit !== undefined) throw misfit;
  try {
    return runner.parse(text);
  } catch (error) {
    throw syntaxError(source, error);
  }
}

export function compile(environment: CelEnvironment, source: string): CelProgram {
  const { text, isOptional } = spelled(source);
  const program = parsed(environment, source, text);
  const { expression, misuses } = readExpression(source, program.ast, isOptional);
  if (misuses.length > 0) throw compilationError(source, misuses);
  const checker = new Checker(environment.declarations);
  checker.check(expression);
  if (checker.errors.length > 0) throw compilationError(source, checker.errors);
  const told = literalErrors(expression, (part) => checker.typeOf(part));
  if (told.length > 0) throw compilationError(source, told);
  replaceFunctions(program.ast);
  runElements(program.ast, isOptional);
  const { valid, error } = program.check();
  if (!valid) throw new Error(`cukernetes cannot run the expression: ${(error as Error).message}`, { cause: error });
  const failed = constantError(environment, source, program.ast);
  if (failed !== undefined) throw new Error(`program instantiation failed: ${failed.message}`, { cause: failed });
  return {
    expression: source,
    type: declared(checker.typeOf(expression)),
    ast: program.ast,
    evaluate(variables) {
      try {
        return program(variables);
      } catch (thrown) {
        throw evaluationError(thrown);
      }
    },
  };
}
