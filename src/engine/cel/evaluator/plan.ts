/**
 * Makes a program of a checked tree: a closure for each node. Lists and maps of constants, conversions of literals and regular
 * expressions are worked out once, here. After github.com/google/cel-go/interpreter/{planner,decorators}.go.
 */
import type { Declarations } from '../checker/declarations';
import type { Reference } from '../checker/checker';
import { actualCost } from '../cost/actual-cost';
import { compileRegexp } from '../../golang/regexp';
import type { CallNode, Expression, ListNode, MapNode, StructNode } from '../syntax/tree';
import { Fault, noSuchOverload, type Result } from '../values/fault';
import { equality } from '../values/equality';
import { ValueList } from '../values/list';
import { CelList } from '../values/value';
import { isKey, ValueMap } from '../values/map';
import { Optional, TypeValue, Uint, type CelValue } from '../values/value';
import { attributeOf, conditionalAttribute, keyText, type Attribute, type Qualifier } from './attribute';
import { planComprehension } from './comprehension';
import { UNSET, type Frame, type Locals, type Run } from './frame';
import { callerOf, callOf, charged, type Caller } from './function';

/** A part of a program. */
export interface Plan {
  readonly run: Run;
  readonly constant?: CelValue;
  readonly attribute?: Attribute;
}

/** Thrown where a program cannot be made. */
export class PlanFailure extends Error {}

const CONVERSIONS: ReadonlySet<string> = new Set(['bool', 'bytes', 'double', 'duration', 'dyn', 'int', 'string', 'timestamp', 'type', 'uint']);
const REGEXPS: ReadonlySet<string> = new Set(['matches', 'find', 'findAll']);
const LIST_COST = 10;
const MAP_COST = 30;
const STRUCT_COST = 40;

const constant = (value: CelValue): Plan => ({ run: () => value, constant: value });
const ofAttribute = (attribute: Attribute): Plan => {
  const { resolve, cost } = attribute;
  if (cost === 0) return { run: resolve, attribute };
  return {
    attribute,
    run(frame) {
      const value = resolve(frame);
      frame.charge(cost);
      return value;
    },
  };
};
/** What fields are taken of; the value of another expression costs 1 beside what it costs itself. */
const attributeOfPlan = ({ attribute, run }: Plan): Attribute => attribute ?? attributeOf(run);

export class Planner {
  #slots = 0;
  constructor(
    private readonly declarations: Declarations,
    private readonly references: ReadonlyMap<Expression, Reference>,
  ) {}

  newSlot(): number {
    this.#slots += 1;
    return this.#slots - 1;
  }

  plan(node: Expression, locals: Locals): Plan {
    switch (node.kind) {
      case 'literal':
        return constant(node.value);
      case 'ident':
        return this.#named(node, locals) ?? this.#variable(node.name, locals);
      case 'select':
        return this.#named(node, locals) ?? this.#qualified(this.plan(node.operand, locals), { key: node.field, isOptional: false, isTest: node.isTest });
      case 'call':
        return this.#call(node, locals);
      case 'list':
        return this.#list(node, locals);
      case 'map':
        return this.#map(node, locals);
      case 'struct':
        return this.#struct(node, locals);
      case 'comprehension':
        return { run: planComprehension(this, node, locals) };
    }
  }
  #named(node: Expression, locals: Locals): Plan | undefined {
    const reference = this.references.get(node);
    if (reference?.kind === 'type') return constant(new TypeValue(reference.type));
    return reference?.kind === 'variable' ? this.#variable(reference.name, locals) : undefined;
  }
  #variable(written: string, locals: Locals): Plan {
    const name = written.startsWith('.') ? written.slice(1) : written;
    const local = written === name ? locals.get(name) : undefined;
    return ofAttribute(attributeOf(local === undefined ? (frame) => frame.global(name) : localRun(local)));
  }
  #qualified(operand: Plan, qualifier: Qualifier): Plan {
    return ofAttribute(attributeOfPlan(operand).with(qualifier));
  }

  #call(node: CallNode, locals: Locals): Plan {
    const { name, target, args } = node;
    const reference = this.references.get(node);
    const isMember = reference?.kind === 'function' && reference.hasTarget;
    const parts = (isMember && target !== undefined ? [target, ...args] : args).map((part) => this.plan(part, locals));
    const runs = parts.map(({ run }) => run);
    const [first = noSuchOverload, second = noSuchOverload] = runs;
    switch (name) {
      case '_&&_':
        return { run: logical(first, second, false) };
      case '_||_':
        return { run: logical(first, second, true) };
      case '_?_:_':
        return conditional(parts);
      case '_==_':
      case '_!=_':
        return { run: comparison(first, second, name === '_==_') };
      case '_[_]':
        return this.#indexed(parts, false);
      case '_?._':
      case '_[?_]':
        return this.#indexed(parts, true);
      case 'or':
      case 'orValue':
        return { run: alternative(first, second, name === 'orValue') };
      default:
        return this.#function(node, reference, parts);
    }
  }
  #indexed([operand, index]: readonly Plan[], isOptional: boolean): Plan {
    if (operand === undefined || index === undefined) throw new PlanFailure('no such overload');
    const key = index.constant ?? index.attribute?.resolve ?? index.run;
    if (index.constant === null || (typeof index.constant === 'object' && !(index.constant instanceof Uint)))
      throw new PlanFailure(`invalid qualifier type: ${typeof index.constant}`);
    return this.#qualified(operand, { key, isOptional, isTest: false });
  }
  #function(node: CallNode, reference: Reference | undefined, parts: readonly Plan[]): Plan {
    const declared = reference?.kind === 'function' ? this.declarations.functions.get(reference.name) : undefined;
    if (reference?.kind !== 'function' || declared === undefined) throw new PlanFailure(`no such overload: ${node.name}`);
    const { name, overloads } = reference;
    const caller = callerOf(declared, overloads);
    const only = overloads.length === 1 ? overloads[0]?.signature : undefined;
    if (name === '@not_strictly_false') return { run: notStrictlyFalse(parts[0]?.run ?? noSuchOverload) };
    const [first, second] = parts;
    const runs = parts.map(({ run }) => run);
    if (CONVERSIONS.has(name) && parts.length === 1 && first?.constant !== undefined) return constant(folded(caller, first.constant));
    if (REGEXPS.has(name) && typeof second?.constant === 'string') {
      const expression = compiledRegexp(second.constant);
      if (name === 'matches') return { run: callOf(matchesCaller(expression), runs, actualCost(name, only)) };
    }
    if (name === '@in' && only === '@in(T, list<T>): bool' && first !== undefined && second?.constant instanceof CelList) {
      const member = membership(first.run, second.constant);
      if (member !== undefined) return member;
    }
    return { run: callOf(caller, runs, actualCost(name, only)) };
  }

  #list({ elements }: ListNode, locals: Locals): Plan {
    const parts = elements.map(({ value, optional }) => ({ ...this.plan(value, locals), optional }));
    const run: Run = (frame) => {
      const values: CelValue[] = [];
      for (const part of parts) {
        const value = part.run(frame);
        if (value instanceof Fault) return charged(frame, LIST_COST, [], value);
        const held = part.optional ? heldIn(value, (shown) => `cannot initialize optional list element from non-optional value ${shown}`) : value;
        if (held instanceof Fault) return charged(frame, LIST_COST, [], held);
        if (held !== undefined) values.push(held);
      }
      return charged(frame, LIST_COST, [], new ValueList(values));
    };
    if (!parts.every((part) => part.constant !== undefined && !part.optional)) return { run };
    return constant(new ValueList(parts.map((part) => part.constant ?? null)));
  }
  #map({ entries }: MapNode, locals: Locals): Plan {
    const parts = entries.map(({ key, value, optional }) => ({ key: this.plan(key, locals), value: this.plan(value, locals), optional }));
    const run: Run = (frame) => {
      const values: (readonly [CelValue, CelValue])[] = [];
      for (const part of parts) {
        const key = part.key.run(frame);
        if (key instanceof Fault) return charged(frame, MAP_COST, [], key);
        const value = part.value.run(frame);
        if (value instanceof Fault) return charged(frame, MAP_COST, [], value);
        const held = part.optional
          ? heldIn(value, (shown) => `cannot initialize optional entry '${isKey(key) ? keyText(key) : ''}' from non-optional value ${shown}`)
          : value;
        if (held instanceof Fault) return charged(frame, MAP_COST, [], held);
        if (held !== undefined) values.push([key, held]);
      }
      return charged(frame, MAP_COST, [], ValueMap.of(values));
    };
    if (!parts.every(({ key, value, optional }) => key.constant !== undefined && value.constant !== undefined && !optional)) return { run };
    return constant(ValueMap.of(parts.map(({ key, value }) => [key.constant ?? null, value.constant ?? null])));
  }
  #struct(node: StructNode, locals: Locals): Plan {
    const reference = this.references.get(node);
    const typeName = reference?.kind === 'type' ? reference.type.name : node.typeName;
    const declared = this.declarations.struct(typeName);
    const parts = node.fields.map(({ name, value, optional }) => ({ name, optional, run: this.plan(value, locals).run }));
    return {
      run(frame) {
        const fields = new Map<string, CelValue>();
        for (const { name, optional, run } of parts) {
          const value = run(frame);
          if (value instanceof Fault) return charged(frame, STRUCT_COST, [], value);
          const held = optional ? heldIn(value, (shown) => `cannot initialize optional entry '${name}' from non-optional value ${shown}`) : value;
          if (held instanceof Fault) return charged(frame, STRUCT_COST, [], held);
          if (held !== undefined) fields.set(name, held);
        }
        return charged(frame, STRUCT_COST, [], declared?.create?.(fields) ?? new Fault(`unknown type '${typeName}'`));
      },
    };
  }
}

const localRun =
  ({ slot, initial }: { readonly slot: number; readonly initial?: Run }): Run =>
  (frame) => {
    const value = frame.locals[slot];
    if (value !== UNSET && value !== undefined) return value;
    const made = initial === undefined ? new Fault('no such attribute(s)') : initial(frame);
    frame.locals[slot] = made;
    return made;
  };

/** What is in an optional value; undefined if nothing is. */
function heldIn(value: CelValue, complaint: (shown: string) => string): CelValue | Fault | undefined {
  return value instanceof Optional ? value.value : new Fault(complaint(isKey(value) ? keyText(value) : ''));
}

function folded(caller: Caller, value: CelValue): CelValue {
  const result = caller([value]);
  if (result instanceof Fault) throw new PlanFailure(result.message);
  return result;
}
function compiledRegexp(expression: string): { test(text: string): boolean } {
  try {
    return compileRegexp(expression);
  } catch (error) {
    throw new PlanFailure((error as Error).message, { cause: error });
  }
}

const matchesCaller =
  (expression: { test(text: string): boolean }): Caller =>
  ([text]) =>
    typeof text === 'string' ? expression.test(text) : noSuchOverload();

/** One operand that is `decides` decides, whatever error the other has. */
function logical(left: Run, right: Run, decides: boolean): Run {
  return (frame) => {
    const first = left(frame);
    if (first === decides) return decides;
    const second = right(frame);
    if (second === decides) return decides;
    if (typeof first !== 'boolean') return first instanceof Fault ? first : noSuchOverload();
    if (typeof second !== 'boolean') return second instanceof Fault ? second : noSuchOverload();
    return !decides;
  };
}
function conditional([condition, whenTrue, whenFalse]: readonly Plan[]): Plan {
  if (condition === undefined || whenTrue === undefined || whenFalse === undefined) throw new PlanFailure('no such overload');
  const branch = ({ attribute, run }: Plan): Attribute => attribute ?? attributeOf(run);
  return ofAttribute(conditionalAttribute(condition.run, branch(whenTrue), branch(whenFalse)));
}
function comparison(left: Run, right: Run, expected: boolean): Run {
  const cost = actualCost(expected ? '_==_' : '_!=_', expected ? '_==_(T, T): bool' : '_!=_(T, T): bool');
  return (frame: Frame): Result => {
    const [first, second] = [left(frame), right(frame)];
    const result = first instanceof Fault ? first : second instanceof Fault ? second : compared(first, second, expected);
    frame.charge(typeof cost === 'number' ? cost : cost([first, second], result));
    return result;
  };
}
const compared = (first: CelValue, second: CelValue, expected: boolean): Result => {
  const found = equality(first, second);
  return found === undefined && expected ? noSuchOverload() : (found === true) === expected;
};
/** The other one is only looked at if it is needed. */
function alternative(left: Run, right: Run, isValue: boolean): Run {
  return (frame) => {
    const first = left(frame);
    if (first instanceof Fault) return first;
    if (!(first instanceof Optional)) return noSuchOverload();
    if (first.value === undefined) return right(frame);
    return isValue ? first.value : first;
  };
}
function notStrictlyFalse(value: Run): Run {
  return (frame) => {
    const found = value(frame);
    frame.charge(1);
    return typeof found === 'boolean' ? found : true;
  };
}
/** Looks up a list of constants by their values; undefined if it has others than texts, numbers and booleans. */
function membership(value: Run, list: CelList): Plan | undefined {
  if (list.size === 0) return constant(false);
  const known = new Set<unknown>();
  for (const item of list.values()) {
    const hash = hashOf(item);
    if (hash === undefined) return undefined;
    known.add(hash);
  }
  return {
    run(frame) {
      const found = value(frame);
      return found instanceof Fault ? found : known.has(hashOf(found));
    },
  };
}
function hashOf(value: CelValue): unknown {
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : Number.isNaN(value) ? undefined : value;
  if (value instanceof Uint) return value.value;
  return typeof value === 'object' ? undefined : value;
}
