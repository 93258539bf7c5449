/**
 * A CEL expression, compiled once and run often. What does not compile is told as cel-go tells it.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { check } from './checks';
import { typeError } from './compile-error';
import { replaceFunctions, type CelEnvironment } from './environment';
import { evaluationError } from './evaluation-error';
import { syntaxError } from './syntax-error';
import { formatType } from './type-name';

export interface CelProgram {
  readonly expression: string;
  /** As cel-go names it: bool, string, list(string), dyn. */
  readonly type: string;
  readonly ast: ASTNode;
  /** Throws with cel-go's words. */
  evaluate(variables: Readonly<Record<string, unknown>>): unknown;
}

function parsed(environment: CelEnvironment, expression: string): ReturnType<CelEnvironment['parse']> {
  try {
    return environment.parse(expression);
  } catch (error) {
    throw syntaxError(expression, error);
  }
}

export function compile(environment: CelEnvironment, expression: string): CelProgram {
  const program = parsed(environment, expression);
  replaceFunctions(program.ast);
  const { valid, type, error } = program.check();
  if (!valid) throw typeError(expression, program.ast, error);
  check(expression, program.ast);
  return {
    expression,
    type: type === 'null' ? 'null_type' : formatType(type ?? 'dyn'),
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
