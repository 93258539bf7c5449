/**
 * Runs a comprehension: the step once for each element while the condition holds. A list or map that it makes grows where it is.
 * After evalFold of github.com/google/cel-go/interpreter/interpretable.go.
 */
import { ACCUMULATOR } from '../syntax/macros';
import type { ComprehensionNode, Expression } from '../syntax/tree';
import { Fault, type Result } from '../values/fault';
import { GrowingList } from '../values/list';
import { CelList } from '../values/value';
import { GrowingMap } from '../values/map';
import { CelMap } from '../values/value';
import { typeOfValue, type CelValue } from '../values/value';
import { UNSET, type Frame, type Locals, type Run } from './frame';

/** What makes programs of the parts. */
interface Planner {
  newSlot(): number;
  plan(node: Expression, locals: Locals): { readonly run: Run };
}

export function planComprehension(planner: Planner, node: ComprehensionNode, locals: Locals): Run {
  const range = planner.plan(node.range, locals).run;
  const [slot, ...slots] = [planner.newSlot(), ...node.variables.map(() => planner.newSlot())];
  const outer = new Map([...locals, [node.accumulator, { slot, initial: growing(node, planner.plan(node.initial, locals).run) }] as const]);
  const inner = new Map([...outer, ...node.variables.map((name, at) => [name, { slot: slots[at] ?? 0 }] as const)]);
  const fold: Fold = {
    slot,
    slots,
    condition: planner.plan(node.condition, inner).run,
    step: planner.plan(node.step, inner).run,
  };
  const result = planner.plan(node.result, outer).run;
  return (frame) => {
    const over = range(frame);
    if (over instanceof Fault) return over;
    frame.locals[slot] = UNSET;
    const refused = slots.length === 2 ? foldPairs(frame, over, fold) : foldElements(frame, over, fold);
    return refused ?? done(result(frame));
  };
}

interface Fold {
  readonly slot: number;
  readonly slots: readonly number[];
  readonly condition: Run;
  readonly step: Run;
}

/** What a macro gathers begins empty. */
function growing({ accumulator, initial }: ComprehensionNode, run: Run): Run {
  const isEmpty = (initial.kind === 'list' && initial.elements.length === 0) || (initial.kind === 'map' && initial.entries.length === 0);
  if (accumulator !== ACCUMULATOR || !isEmpty) return run;
  return initial.kind === 'list' ? () => new GrowingList() : () => new GrowingMap();
}
const done = (result: Result): Result => (result instanceof GrowingList || result instanceof GrowingMap ? result.done() : result);

/** Runs the step unless the condition is false; false ends the comprehension. */
function turn(frame: Frame, { slot, condition, step }: Fold): boolean {
  if (condition(frame) === false) return false;
  frame.locals[slot] = step(frame);
  return true;
}
function foldElements(frame: Frame, over: CelValue, fold: Fold): Fault | undefined {
  const [variable = 0] = fold.slots;
  if (over instanceof CelList) {
    for (let at = 0; at < over.size; at += 1) {
      frame.locals[variable] = over.get(at);
      if (!turn(frame, fold)) return undefined;
    }
    return undefined;
  }
  if (!(over instanceof CelMap)) return new Fault(`got '${goType(over)}', expected iterable type`);
  for (const key of over.keys()) {
    frame.locals[variable] = key;
    if (!turn(frame, fold)) return undefined;
  }
  return undefined;
}
function foldPairs(frame: Frame, over: CelValue, fold: Fold): Fault | undefined {
  const [first = 0, second = 0] = fold.slots;
  if (!(over instanceof CelList) && !(over instanceof CelMap)) return new Fault(`unsupported comprehension range type: ${goType(over)}`);
  const keys = over instanceof CelList ? Array.from({ length: over.size }, (_item, at) => BigInt(at)) : over.keys();
  for (const [at, key] of keys.entries()) {
    frame.locals[first] = key;
    frame.locals[second] = over instanceof CelList ? over.get(at) : (over.find(key) ?? null);
    if (!turn(frame, fold)) return undefined;
  }
  return undefined;
}

/** How Go names the type of a value. */
function goType(value: CelValue): string {
  const name = typeOfValue(value).name.split('.').at(-1) ?? '';
  return value === null ? 'types.Null' : `types.${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
