/**
 * A CEL expression, compiled once and run often. What does not compile is told as cel-go tells it.
 */
// @ts-expect-error TS1479 -- an ES module, which every supported version of Node can require.
import type { ASTNode } from '@marcbachmann/cel-js';
import { syntaxError, typeError, typeName } from './compile-error';
import { replaceFunctions, type CelEnvironment } from './environment';
import { evaluationError } from './evaluation-error';

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
  } catch {
    throw syntaxError(expression, (text) => environment.parse(text));
  }
}

const functionsOf = (environment: CelEnvironment): ReadonlySet<string> => new Set(environment.getDefinitions().functions.map(({ name }) => name));

export function compile(environment: CelEnvironment, expression: string): CelProgram {
  const program = parsed(environment, expression);
  replaceFunctions(program.ast);
  const { valid, type, error } = program.check();
  if (!valid) throw typeError(expression, error, functionsOf(environment));
  return {
    expression,
    type: typeName(type ?? 'dyn'),
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
