/**
 * Finds the type of an expression, and everything that is wrong with it: names that nobody declared, functions that do not take
 * these types, fields that are not there. It goes on after a mistake as if the value could be anything.
 * After github.com/google/cel-go/checker/checker.go.
 */
import type { Element, Entry, Expression, Misuse } from './expression';
import type { Overload } from './signature';
import { instantiated, mostGeneral, Substitution } from './substitution';
import {
  BOOL,
  BYTES,
  DOUBLE,
  DYN,
  ERROR,
  format,
  INT,
  isDyn,
  isDynOrError,
  listOf,
  mapOf,
  NULL,
  optionalOf,
  parameter,
  same,
  STRING,
  UINT,
  unwrapped,
  type Type,
} from './type';

export interface Declarations {
  readonly functions: ReadonlyMap<string, readonly Overload[]>;
  readonly variables: ReadonlyMap<string, Type>;
  /** The fields of structs. */
  readonly structs: ReadonlyMap<string, ReadonlyMap<string, Type>>;
}

type Scope = ReadonlyMap<string, Type>;
type Found = Expression & { readonly kind: 'loop' };

function literalType(value: unknown): Type {
  if (value === null) return NULL;
  if (typeof value === 'object') return value instanceof Uint8Array ? BYTES : UINT;
  return { string: STRING, bigint: INT, number: DOUBLE, boolean: BOOL }[typeof value as string] ?? DYN;
}

/** `a.b.c`, if the expression is only names. */
function qualified(expression: Expression): string | undefined {
  if (expression.kind === 'name') return expression.name;
  if (expression.kind !== 'field' || expression.optional === true || expression.test === true) return undefined;
  const of = qualified(expression.of);
  return of === undefined ? undefined : `${of}.${expression.name}`;
}

export class Checker {
  readonly errors: Misuse[] = [];
  readonly #types = new Map<Expression, Type>();
  readonly #substitution = new Substitution();
  #fresh = 0;

  constructor(private readonly declarations: Declarations) {}

  /** With dyn for what nobody knows. */
  typeOf(expression: Expression): Type {
    return this.#substitution.applied(this.#types.get(expression) ?? DYN, true);
  }
  check(expression: Expression): void {
    this.#check(expression, this.declarations.variables);
  }

  #wrong(at: number, message: string): Type {
    this.errors.push({ at, message });
    return ERROR;
  }
  #freshType(): Type {
    this.#fresh += 1;
    return parameter(`_var${this.#fresh}`);
  }

  #check(expression: Expression, scope: Scope): Type {
    const type = this.#find(expression, scope);
    this.#types.set(expression, type);
    return type;
  }
  #find(expression: Expression, scope: Scope): Type {
    switch (expression.kind) {
      case 'literal':
        return literalType(expression.value);
      case 'name':
        return scope.get(expression.name) ?? this.#undeclared(expression.at, expression.name);
      case 'field':
        return this.#field(expression, scope);
      case 'call':
        return this.#call(expression, scope);
      case 'list':
        return this.#list(expression.elements, scope);
      case 'map':
        return this.#map(expression.entries, scope);
      case 'loop':
        return this.#loop(expression, scope);
    }
  }
  #undeclared(at: number, name: string): Type {
    return this.#wrong(at, `undeclared reference to '${name}' (in container '')`);
  }

  #field(expression: Expression & { readonly kind: 'field' }, scope: Scope): Type {
    const { at, of, name, optional, test } = expression;
    const variable = scope.get(qualified(expression) ?? '');
    if (variable !== undefined) return variable;
    const whole = this.#substitution.applied(this.#check(of, scope));
    const target = unwrapped(whole) ?? whole;
    const type = this.#fieldType(at, target, name);
    if (test === true) return BOOL;
    return this.#substitution.applied(optional === true || target !== whole ? optionalOf(type) : type);
  }
  #fieldType(at: number, target: Type, name: string): Type {
    if (target.kind === 'map') return target.parameters[1] ?? DYN;
    if (target.kind === 'struct') {
      const fields = this.declarations.structs.get(target.name);
      if (fields === undefined) return this.#wrong(at, `unexpected failed resolution of '${target.name}'`);
      return fields.get(name) ?? this.#wrong(at, `undefined field '${name}'`);
    }
    if (target.kind === 'parameter') this.#substitution.isAssignable(DYN, target);
    else if (!isDynOrError(target)) this.#wrong(at, `type '${format(target)}' does not support field selection`);
    return DYN;
  }

  #call({ at, name, target, given }: Expression & { readonly kind: 'call' }, scope: Scope): Type {
    const types = given.map((part) => this.#check(part, scope));
    if (name === '_&&_' || name === '_||_') return this.#logical(given, types);
    const prefix = target && qualified(target);
    const spaced = prefix === undefined ? undefined : this.declarations.functions.get(`${prefix}.${name}`);
    if (spaced !== undefined) return this.#resolve(at, `${prefix ?? ''}.${name}`, spaced, false, types);
    const receiver = target && this.#check(target, scope);
    const known = this.declarations.functions.get(name);
    if (known === undefined) return this.#undeclared(at, name);
    return this.#resolve(at, name, known, receiver !== undefined, receiver === undefined ? types : [receiver, ...types]);
  }
  #logical(given: readonly Expression[], types: readonly Type[]): Type {
    const wrong = types.filter((type, at) => {
      if (this.#substitution.isAssignable(type, BOOL)) return false;
      this.#mismatch(given[at]?.at ?? 0, BOOL, type);
      return true;
    });
    return wrong.length > 0 ? ERROR : BOOL;
  }
  #resolve(at: number, name: string, overloads: readonly Overload[], isMember: boolean, types: readonly Type[]): Type {
    let result: Type | undefined;
    for (const overload of overloads.filter((known) => known.isMember === isMember)) {
      const fresh = new Map(overload.parameters.map((known) => [known, this.#freshType()]));
      if (
        !this.#substitution.areAssignable(
          types,
          overload.given.map((type) => instantiated(type, fresh)),
        )
      )
        continue;
      const returned = this.#substitution.applied(instantiated(overload.result, fresh));
      result = result === undefined || isDyn(result) || same(returned, result) ? (result ?? returned) : DYN;
    }
    if (result !== undefined) return result;
    const [receiver = '', ...rest] = types.map((type) => format(this.#substitution.applied(type, true)));
    const given = isMember ? `${receiver}.(${rest.join(', ')})` : `(${(types.length === 0 ? [] : [receiver, ...rest]).join(', ')})`;
    return this.#wrong(at, `found no matching overload for '${name}' applied to '${given}'`);
  }

  #mismatch(at: number, expected: Type, found: Type): void {
    this.#wrong(at, `expected type '${format(expected)}' but found '${format(found)}'`);
  }
  #join(before: Type | undefined, type: Type): Type {
    if (before === undefined) return type;
    return this.#substitution.isAssignable(before, type) ? mostGeneral(before, type) : DYN;
  }
  /** The type of an element, which is only there if an optional value is. */
  #element({ value, optional }: Element, scope: Scope): Type {
    const type = this.#check(value, scope);
    if (optional !== true) return type;
    const inner = unwrapped(type);
    if (inner === undefined && !isDyn(type)) this.#mismatch(value.at, optionalOf(type), type);
    return inner ?? type;
  }
  #list(elements: readonly Element[], scope: Scope): Type {
    let joined: Type | undefined;
    for (const element of elements) joined = this.#join(joined, this.#element(element, scope));
    return listOf(joined ?? this.#freshType());
  }
  #map(entries: readonly Entry[], scope: Scope): Type {
    let keys: Type | undefined;
    let values: Type | undefined;
    for (const entry of entries) {
      keys = this.#join(keys, this.#check(entry.key, scope));
      values = this.#join(values, this.#element(entry, scope));
    }
    return mapOf(keys ?? this.#freshType(), values ?? this.#freshType());
  }

  /** What the variables of a loop are; of two the first is the index or the key. */
  #elements(at: number, range: Type, isPair: boolean): readonly Type[] {
    const [first = DYN, second = DYN] = range.parameters;
    if (range.kind === 'list') return isPair ? [INT, first] : [first];
    if (range.kind === 'map') return isPair ? [first, second] : [first];
    if (range.kind === 'parameter') this.#substitution.isAssignable(DYN, range);
    else if (range.kind !== 'dyn' && range.kind !== 'error')
      return [this.#wrong(at, `expression of type '${format(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`), ERROR];
    return [DYN, DYN];
  }
  #loop({ range, variables, accumulator, start, condition, step, result }: Found, scope: Scope): Type {
    const over = this.#substitution.applied(this.#check(range, scope));
    const gathered = this.#check(start, scope);
    const outer = new Map([...scope, [accumulator, gathered] as const]);
    const types = this.#elements(range.at, over, variables.length === 2);
    const inner = new Map([...outer, ...variables.map((name, at) => [name, types[at] ?? DYN] as const)]);
    this.#assert(condition, BOOL, inner);
    this.#assert(step, gathered, inner);
    return this.#substitution.applied(this.#check(result, outer));
  }
  #assert(expression: Expression, wanted: Type, scope: Scope): void {
    const found = this.#check(expression, scope);
    if (!this.#substitution.isAssignable(wanted, found)) this.#mismatch(expression.at, wanted, found);
  }
}
