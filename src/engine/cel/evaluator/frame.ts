/** One evaluation: the values of variables, and what it has cost so far. */
import { errorText } from '../../golang/error-text';
import { own } from '../../golang/map';
import { EvaluationEnded, Fault, type Result } from '../values/fault';
import type { CelValue } from '../values/value';

/** The values of variables by name; a function makes its value when it is needed, once. */
export type Activation = Readonly<Record<string, CelValue | (() => Result) | undefined>>;

/** What one evaluation may cost, unless another limit is given. After k8s.io/apiserver/pkg/apis/cel/config.go. */
export const PER_CALL_LIMIT = 1_000_000;

/** Marks a local variable that has no value yet. */
export const UNSET = Symbol('unset');

export class Frame {
  cost = 0;
  readonly locals: (Result | typeof UNSET)[] = [];
  readonly #globals = new Map<string, Result>();

  constructor(
    private readonly activation: Activation,
    private readonly limit: number,
  ) {}

  charge(cost: number): void {
    this.cost += cost;
    if (this.cost > this.limit) throw new EvaluationEnded('operation cancelled: actual cost limit exceeded');
  }

  global(name: string): Result {
    const known = this.#globals.get(name);
    if (known !== undefined) return known;
    const value = this.#resolve(name);
    this.#globals.set(name, value);
    return value;
  }
  #resolve(name: string): Result {
    const given = own(this.activation, name);
    if (given === undefined) return new Fault(`no such attribute(s): ${name}`);
    if (typeof given !== 'function') return given;
    return attempt(given);
  }
}

/** Runs what may throw an error in upstream's words. */
export function attempt(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof EvaluationEnded) throw error;
    return new Fault(errorText(error));
  }
}

export type Run = (frame: Frame) => Result;

/** The variables of comprehensions around a node: their places in a frame. */
export type Locals = ReadonlyMap<string, { readonly slot: number; readonly initial?: Run }>;
