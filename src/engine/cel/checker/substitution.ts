/**
 * What stands for the parameters of types, found while it is asked whether one type can be assigned to another. A question that
 * is answered with no leaves nothing behind. After github.com/google/cel-go/checker/{types,mapping}.go.
 */
import { DYN, isDyn, isDynOrError, over, same, type Type } from './type';

type Found = Map<string, Type>;

const NULLABLE: ReadonlySet<string> = new Set(['google.protobuf.Timestamp', 'google.protobuf.Duration']);
const isNullable = ({ kind, name }: Type): boolean => ['opaque', 'struct', 'any', 'null'].includes(kind) || NULLABLE.has(name);

/** Whether the first type says no more than the second. */
function isLessSpecific(left: Type, right: Type): boolean {
  if (isDyn(left) || left.kind === 'parameter') return true;
  if (isDyn(right) || right.kind === 'parameter' || left.kind !== right.kind) return false;
  if (left.kind === 'type') return true;
  if (left.parameters.length === 0) return same(left, right);
  return (
    left.name === right.name &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every((type, at) => isLessSpecific(type, right.parameters[at] ?? DYN))
  );
}
export const mostGeneral = (left: Type, right: Type): Type => (isLessSpecific(left, right) ? left : right);

/** A parameter must not stand for something that holds it. */
function isFreeOf(found: Found, wanted: Type, within: Type): boolean {
  if (same(wanted, within)) return false;
  if (within.kind !== 'parameter') return within.parameters.every((type) => isFreeOf(found, wanted, type));
  const stands = found.get(within.name);
  return stands === undefined || isFreeOf(found, wanted, stands);
}

/** Whether the type can stand for the parameter, and whether something stood for it before. */
function canStand(found: Found, type: Type, forParameter: Type): { readonly valid: boolean; readonly had: boolean } {
  if (same(type, forParameter)) return { valid: true, had: true };
  const stands = found.get(forParameter.name);
  if (stands !== undefined) {
    if (same(type, stands)) return { valid: true, had: true };
    if (!assign(found, type, stands)) return { valid: false, had: true };
    const general = mostGeneral(type, stands);
    if (isFreeOf(found, forParameter, general)) found.set(forParameter.name, general);
    return { valid: true, had: true };
  }
  if (!isFreeOf(found, forParameter, type)) return { valid: false, had: false };
  found.set(forParameter.name, type);
  return { valid: true, had: false };
}

function assign(found: Found, left: Type, right: Type): boolean {
  if (right.kind === 'parameter') {
    const { valid, had } = canStand(found, left, right);
    if (valid || had) return valid;
  }
  if (left.kind === 'parameter') return canStand(found, right, left).valid;
  if (isDynOrError(left) || isDynOrError(right)) return true;
  if (left.kind === 'null') return isNullable(right);
  if (right.kind === 'null') return isNullable(left);
  if (left.kind === 'type') return right.kind === 'type';
  return left.kind === right.kind && left.name === right.name && assignAll(found, left.parameters, right.parameters);
}

const assignAll = (found: Found, left: readonly Type[], right: readonly Type[]): boolean =>
  left.length === right.length && left.every((type, at) => assign(found, type, right[at] ?? DYN));

export class Substitution {
  #found: Found = new Map();

  areAssignable(left: readonly Type[], right: readonly Type[]): boolean {
    const found = new Map(this.#found);
    if (!assignAll(found, left, right)) return false;
    this.#found = found;
    return true;
  }
  isAssignable(left: Type, right: Type): boolean {
    return this.areAssignable([left], [right]);
  }

  /** The type with everything in it that is known by now; what stays unknown may be made dyn. */
  applied(type: Type, unknownIsDyn = false): Type {
    const stands = type.kind === 'parameter' ? this.#found.get(type.name) : undefined;
    if (stands !== undefined) return this.applied(stands, unknownIsDyn);
    if (type.kind === 'parameter') return unknownIsDyn ? DYN : type;
    if (type.parameters.length === 0) return type;
    return over(
      type,
      type.parameters.map((inner) => this.applied(inner, unknownIsDyn)),
    );
  }
}

/** The type with others for its parameters, which are new with every call of a function. */
export const instantiated = (type: Type, fresh: ReadonlyMap<string, Type>): Type =>
  type.kind === 'parameter'
    ? (fresh.get(type.name) ?? type)
    : over(
        type,
        type.parameters.map((inner) => instantiated(inner, fresh)),
      );
