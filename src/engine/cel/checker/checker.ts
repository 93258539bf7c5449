/**
 * Finds the type of every node, which variable a name is and which overloads a call can be, and everything that is wrong: names that
 * are not declared, functions that do not take these types, fields that are not there. It goes on after a mistake as if the value
 * could be anything. After github.com/google/cel-go/checker/checker.go.
 */
import type { Issue } from '../syntax/source';
import {
  qualifiedName,
  type CallNode,
  type ComprehensionNode,
  type Element,
  type Entry,
  type Expression,
  type SelectNode,
  type StructNode,
} from '../syntax/tree';
import { Uint } from '../values/value';
import type { Declarations, Overload } from './declarations';
import { instantiated, mostGeneral, Substitution } from './substitution';
import * as types from './type';
import { format, isDyn, isDynOrError, listOf, mapOf, optionalOf, parameter, same, unwrapped, type Type } from './type';

type Scope = ReadonlyMap<string, Type>;

/** What a name or a call refers to. */
export type Reference =
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'type'; readonly type: Type }
  | { readonly kind: 'function'; readonly name: string; readonly overloads: readonly Overload[]; readonly hasTarget: boolean };

function literalType(value: unknown): Type {
  if (value === null) return types.NULL;
  if (value instanceof Uint) return types.UINT;
  if (value instanceof Uint8Array) return types.BYTES;
  if (typeof value === 'string') return types.STRING;
  if (typeof value === 'bigint') return types.INT;
  return typeof value === 'number' ? types.DOUBLE : types.BOOL;
}

export class Checker {
  readonly issues: Issue[] = [];
  readonly references = new Map<Expression, Reference>();
  readonly #types = new Map<Expression, Type>();
  readonly #substitution = new Substitution();
  #fresh = 0;

  constructor(private readonly declarations: Declarations) {}

  /** The type of a node, with dyn for what is not known. */
  typeOf(node: Expression): Type {
    return this.#substitution.applied(this.#types.get(node) ?? types.DYN, true);
  }
  check(tree: Expression): void {
    this.#check(tree, new Map());
  }

  #wrong(at: number, message: string): Type {
    this.issues.push({ at, message });
    return types.ERROR;
  }
  #freshType(): Type {
    this.#fresh += 1;
    return parameter(`_var${this.#fresh}`);
  }

  #check(node: Expression, scope: Scope): Type {
    const type = this.#find(node, scope);
    this.#types.set(node, type);
    return type;
  }
  #find(node: Expression, scope: Scope): Type {
    switch (node.kind) {
      case 'literal':
        return literalType(node.value);
      case 'ident':
        return this.#named(node, node.name, scope) ?? this.#undeclared(node.at, node.name);
      case 'select':
        return this.#select(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'list':
        return this.#list(node.elements, scope);
      case 'map':
        return this.#map(node.entries, scope);
      case 'struct':
        return this.#struct(node, scope);
      case 'comprehension':
        return this.#comprehension(node, scope);
    }
  }
  #undeclared(at: number, name: string): Type {
    return this.#wrong(at, `undeclared reference to '${name}' (in container '')`);
  }
  /** The type of a variable or of the name of a type. */
  #named(node: Expression, written: string, scope: Scope): Type | undefined {
    const name = written.startsWith('.') ? written.slice(1) : written;
    const variable = (written === name ? scope.get(name) : undefined) ?? this.declarations.variables.get(name);
    if (variable !== undefined) {
      this.references.set(node, { kind: 'variable', name: written });
      return variable;
    }
    const type = this.declarations.types.get(name) ?? (this.declarations.struct(name) && types.struct(name));
    if (type === undefined) return undefined;
    this.references.set(node, { kind: 'type', type });
    return types.typeOf(type);
  }

  #select(node: SelectNode, scope: Scope): Type {
    const name = node.isTest ? undefined : qualifiedName(node);
    const variable = name === undefined ? undefined : this.#named(node, name, scope);
    if (variable !== undefined) return variable;
    const type = this.#fieldOf(node, node.operand, node.field, false, scope);
    return node.isTest ? types.BOOL : this.#substitution.applied(type);
  }
  #fieldOf({ at }: Expression, operand: Expression, field: string, isOptional: boolean, scope: Scope): Type {
    const whole = this.#substitution.applied(this.#check(operand, scope));
    const target = unwrapped(whole) ?? whole;
    const type = this.#fieldType(at, target, field);
    return isOptional || target !== whole ? optionalOf(type) : type;
  }
  #fieldType(at: number, target: Type, name: string): Type {
    if (target.kind === 'map') return target.parameters[1] ?? types.DYN;
    if (target.kind === 'struct') {
      const fields = this.declarations.struct(target.name);
      if (fields === undefined) return this.#wrong(at, `unexpected failed resolution of '${target.name}'`);
      return fields.field(name) ?? this.#wrong(at, `undefined field '${name}'`);
    }
    if (target.kind === 'parameter') this.#substitution.isAssignable(types.DYN, target);
    else if (!isDynOrError(target)) this.#wrong(at, `type '${format(target)}' does not support field selection`);
    return types.DYN;
  }

  #call(node: CallNode, scope: Scope): Type {
    const { at, name, target, args } = node;
    if (name === '_?._') return this.#optionalSelect(node, scope);
    const given = args.map((part) => this.#check(part, scope));
    if (target === undefined) {
      const known = name.startsWith('.') ? name.slice(1) : name;
      const overloads = this.declarations.functions.get(known)?.overloads;
      return overloads === undefined ? this.#undeclared(at, name) : this.#resolve(node, known, overloads, undefined, given);
    }
    const prefix = qualifiedName(target);
    const qualified = prefix === undefined ? undefined : `${prefix.replace(/^\./, '')}.${name}`;
    const namespaced = qualified === undefined ? undefined : this.declarations.functions.get(qualified)?.overloads;
    if (qualified !== undefined && namespaced !== undefined) return this.#resolve(node, qualified, namespaced, undefined, given);
    const receiver = this.#check(target, scope);
    const overloads = this.declarations.functions.get(name)?.overloads;
    return overloads === undefined ? this.#undeclared(at, name) : this.#resolve(node, name, overloads, receiver, given);
  }
  #optionalSelect(node: CallNode, scope: Scope): Type {
    const [operand, field] = node.args;
    if (operand === undefined || field?.kind !== 'literal' || typeof field.value !== 'string') return types.ERROR;
    return this.#substitution.applied(this.#fieldOf(node, operand, field.value, true, scope));
  }
  #logical(args: readonly Expression[], given: readonly Type[]): Type {
    const wrong = given.filter((type, at) => {
      if (this.#substitution.isAssignable(type, types.BOOL)) return false;
      this.#mismatch(args[at]?.at ?? 0, types.BOOL, type);
      return true;
    });
    return wrong.length > 0 ? types.ERROR : types.BOOL;
  }
  #resolve(node: CallNode, name: string, overloads: readonly Overload[], receiver: Type | undefined, given: readonly Type[]): Type {
    const isMember = receiver !== undefined;
    if (!isMember && (name === '_&&_' || name === '_||_')) return this.#logical(node.args, given);
    const all = isMember ? [receiver, ...given] : given;
    const found: Overload[] = [];
    let result: Type | undefined;
    for (const overload of overloads) {
      if (overload.isMember !== isMember) continue;
      const fresh = new Map(overload.parameters.map((known) => [known, this.#freshType()]));
      const wanted = overload.args.map((type) => instantiated(type, fresh));
      if (!this.#substitution.areAssignable(all, wanted)) continue;
      found.push(overload);
      const returned = this.#substitution.applied(instantiated(overload.result, fresh));
      result = result === undefined || isDyn(result) || same(returned, result) ? (result ?? returned) : types.DYN;
    }
    if (result !== undefined) {
      this.references.set(node, { kind: 'function', name, overloads: found, hasTarget: isMember });
      return result;
    }
    const [first = '', ...rest] = all.map((type) => format(this.#substitution.applied(type, true)));
    const signature = isMember ? `${first}.(${rest.join(', ')})` : `(${(all.length === 0 ? [] : [first, ...rest]).join(', ')})`;
    return this.#wrong(node.at, `found no matching overload for '${name}' applied to '${signature}'`);
  }

  #mismatch(at: number, expected: Type, found: Type): void {
    this.#wrong(at, `expected type '${format(expected)}' but found '${format(found)}'`);
  }
  #join(before: Type | undefined, type: Type): Type {
    if (before === undefined) return type;
    return this.#substitution.isAssignable(before, type) ? mostGeneral(before, type) : types.DYN;
  }
  /** The type of an element, which is only there if an optional value is. */
  #element({ value, optional }: Element, scope: Scope): Type {
    const type = this.#check(value, scope);
    if (!optional) return type;
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

  #struct(node: StructNode, scope: Scope): Type {
    const { at, typeName, fields } = node;
    const named = this.#named(node, typeName, new Map());
    if (named === undefined) return this.#undeclared(at, typeName);
    const [made] = named.parameters;
    let type: Type;
    if (named.kind !== 'type' || made === undefined) type = this.#wrong(at, `'${named.name}' is not a type`);
    else if (this.declarations.struct(made.name) === undefined) type = this.#wrong(at, `'${made.name}' is not a message type`);
    else type = made;
    for (const field of fields) {
      const found = this.#element(field, scope);
      const wanted = type.kind === 'error' ? this.#wrong(field.at, `unexpected failed resolution of '${typeName}'`) : this.#declaredField(field, type);
      if (this.#substitution.isAssignable(wanted, found)) continue;
      this.#wrong(field.at, `expected type of field '${field.name}' is '${format(wanted)}' but provided type is '${format(found)}'`);
    }
    return type;
  }
  #declaredField({ at, name }: { readonly at: number; readonly name: string }, type: Type): Type {
    return this.declarations.struct(type.name)?.field(name) ?? this.#wrong(at, `undefined field '${name}'`);
  }

  /** The types of the variables of a comprehension; of two the first is the index or the key. */
  #elementTypes(at: number, range: Type, isPair: boolean): readonly Type[] {
    const [first = types.DYN, second = types.DYN] = range.parameters;
    if (range.kind === 'list') return isPair ? [types.INT, first] : [first];
    if (range.kind === 'map') return isPair ? [first, second] : [first];
    if (range.kind === 'parameter') this.#substitution.isAssignable(types.DYN, range);
    else if (range.kind !== 'dyn' && range.kind !== 'error')
      return [this.#wrong(at, `expression of type '${format(range)}' cannot be range of a comprehension (must be list, map, or dynamic)`), types.ERROR];
    return [types.DYN, types.DYN];
  }
  #comprehension({ range, variables, accumulator, initial, condition, step, result }: ComprehensionNode, scope: Scope): Type {
    const rangeType = this.#check(range, scope);
    const gathered = this.#check(initial, scope);
    const over = this.#substitution.applied(rangeType);
    const outer = new Map([...scope, [accumulator, gathered] as const]);
    const elements = this.#elementTypes(range.at, over, variables.length === 2);
    const inner = new Map([...outer, ...variables.map((name, at) => [name, elements[at] ?? types.DYN] as const)]);
    this.#assert(condition, types.BOOL, inner);
    this.#assert(step, gathered, inner);
    return this.#substitution.applied(this.#check(result, outer));
  }
  #assert(node: Expression, wanted: Type, scope: Scope): void {
    const found = this.#check(node, scope);
    if (!this.#substitution.isAssignable(wanted, found)) this.#mismatch(node.at, wanted, found);
  }
}
