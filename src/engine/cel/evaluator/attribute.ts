/**
 * A variable or another value, and the fields and elements that are taken of it, one after the other.
 * After github.com/google/cel-go/interpreter/attributes.go. Each costs 1; after a `?` what is not there is none instead of an error.
 */
import { goDouble } from '../../golang/double';
import { Fault, type Result } from '../values/fault';
import { CelList } from '../values/value';
import { LazyMap } from '../values/lazy-map';
import { CelMap } from '../values/value';
import { Optional, Struct, typeOfValue, Uint, type CelValue } from '../values/value';
import type { Frame, Run } from './frame';

export interface Qualifier {
  /** A field or index that is written down, or what gives it. */
  readonly key: CelValue | Run;
  readonly isOptional: boolean;
  /** It is asked whether it is there. */
  readonly isTest: boolean;
}

/** `resolve` is without what the attribute itself costs: a branch of a condition does not cost it. */
export interface Attribute {
  readonly resolve: Run;
  readonly cost: number;
  with(qualifier: Qualifier): Attribute;
}

/** Nothing is under the key. */
const ABSENT = Symbol('absent');
type Found = Result | typeof ABSENT;

export const keyText = (key: CelValue): string => {
  if (key instanceof Uint) return String(key.value);
  return typeof key === 'number' ? goDouble(key) : String(key);
};
const noSuchKey = (key: CelValue): Fault => new Fault(`no such key: ${keyText(key)}`);

function indexOf(key: CelValue): number | Fault {
  if (typeof key === 'bigint') return Number(key);
  if (key instanceof Uint) return Number(key.value);
  if (typeof key !== 'number') return new Fault(`unsupported index type '${typeOfValue(key).name}' in list`);
  return Number.isInteger(key) ? key : new Fault(`unsupported index value ${goDouble(key)} in list`);
}

const given = (value: Result | undefined): Found => (value === undefined ? ABSENT : value);

/** What is under a key; a fault if it cannot be looked for. */
function find(container: CelValue, key: CelValue): Found {
  if (container instanceof LazyMap) return given(container.resolve(key));
  if (container instanceof CelMap) return given(container.find(key));
  if (container instanceof CelList) {
    const index = indexOf(key);
    if (index instanceof Fault) return index;
    return index >= 0 && index < container.size ? container.get(index) : ABSENT;
  }
  if (container instanceof Struct && typeof key === 'string') return given(container.fields.get(key));
  return ABSENT;
}
const missing = (container: CelValue, key: CelValue): Fault =>
  container instanceof CelList ? new Fault(`index out of bounds: ${keyText(key)}`) : noSuchKey(key);

const isKey = (key: CelValue): boolean => typeof key !== 'object' || key instanceof Uint;
const goTypeName = (value: CelValue): string => {
  const { name } = typeOfValue(value);
  const last = name.split('.').at(-1) ?? '';
  return value === null ? 'types.Null' : `types.${last.charAt(0).toUpperCase()}${last.slice(1)}`;
};

type Step = (frame: Frame, container: CelValue, optional: boolean) => Found;

/** A field or element; it costs 1 if it is there, or has to be. */
function step({ key, isTest }: Qualifier): Step {
  if (typeof key !== 'function') return (frame, container, optional) => qualified(frame, container, key, optional, isTest);
  return (frame, container, optional) => {
    const given = key(frame);
    if (given instanceof Fault || !isKey(given)) {
      frame.charge(1);
      return given instanceof Fault ? given : new Fault(`invalid qualifier type: ${goTypeName(given)}`);
    }
    return qualified(frame, container, given, optional, isTest);
  };
}
function qualified(frame: Frame, container: CelValue, key: CelValue, optional: boolean, isTest: boolean): Found {
  const found = find(container, key);
  if (isTest) {
    frame.charge(1);
    return found instanceof Fault ? found : optional && found === ABSENT ? ABSENT : found !== ABSENT;
  }
  if (found !== ABSENT) {
    frame.charge(1);
    // An object that is made has null under the names that it does not have.
    return found;
  }
  if (optional) return ABSENT;
  frame.charge(1);
  return container instanceof Struct ? null : missing(container, key);
}

/** Takes fields and elements of a value. */
function qualify(base: Run, qualifiers: readonly Qualifier[]): Run {
  if (qualifiers.length === 0) return base;
  const steps = qualifiers.map((qualifier) => ({ take: step(qualifier), isOptional: qualifier.isOptional }));
  const plain = steps.every(({ isOptional }) => !isOptional) ? steps.map(({ take }) => take) : undefined;
  return (frame) => {
    const value = base(frame);
    if (value instanceof Fault) return value;
    if (plain === undefined || value instanceof Optional) return optionally(frame, value, steps);
    let current: CelValue = value;
    for (const take of plain) {
      const found = take(frame, current, false);
      if (found instanceof Fault) return found;
      if (found === ABSENT) return Optional.none;
      current = found;
    }
    return current;
  };
}
function optionally(frame: Frame, value: CelValue, steps: readonly { readonly take: Step; readonly isOptional: boolean }[]): Result {
  let optional = value instanceof Optional;
  let current: CelValue = value;
  if (value instanceof Optional) {
    if (value.value === undefined) return value;
    current = value.value;
  }
  for (const { take, isOptional } of steps) {
    optional ||= isOptional;
    const found = take(frame, current, optional);
    if (found instanceof Fault) return found;
    if (found === ABSENT) return Optional.none;
    current = found;
  }
  return optional ? Optional.of(current) : current;
}

/** Whether something is there at the end of optional fields. */
const tested =
  (resolve: Run): Run =>
  (frame) => {
    const found = resolve(frame);
    return found instanceof Optional ? found.value !== undefined : found;
  };

/** A variable, or the value of another expression, which has its own cost. */
export function attributeOf(base: Run, qualifiers: readonly Qualifier[] = []): Attribute {
  const isTest = qualifiers.at(-1)?.isTest === true;
  const resolve = qualify(base, qualifiers);
  return {
    resolve: isTest ? tested(resolve) : resolve,
    // A test costs nothing beside what it asks for.
    cost: isTest ? 0 : 1,
    with: (qualifier) => attributeOf(base, [...qualifiers, qualifier]),
  };
}

/** One of two, whatever a condition says; what is taken of it is taken of the one that it is. */
export function conditionalAttribute(condition: Run, whenTrue: Attribute, whenFalse: Attribute): Attribute {
  const [yes, no] = [whenTrue.resolve, whenFalse.resolve];
  return {
    resolve(frame) {
      const decided = condition(frame);
      if (decided === true) return yes(frame);
      if (decided === false) return no(frame);
      return decided instanceof Fault ? decided : new Fault('no such overload');
    },
    cost: 0,
    with: (qualifier) => conditionalAttribute(condition, whenTrue.with(qualifier), whenFalse.with(qualifier)),
  };
}
