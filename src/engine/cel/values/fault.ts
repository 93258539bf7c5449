/** An error as a value, in cel-go's words: && and || go on after one. After github.com/google/cel-go/common/types/err.go. */
import type { CelValue } from './value';

export class Fault {
  constructor(readonly message: string) {}
}
/** Ends a whole evaluation, where nothing goes on: it has become too expensive, or upstream panics. */
export class EvaluationEnded extends Error {}

export type Result = CelValue | Fault;

export const noSuchOverload = (): Fault => new Fault('no such overload');
