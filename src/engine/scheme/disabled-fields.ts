/**
 * Fields that a version knows and that belong to a feature gate which is off: they are taken away before an object is validated, unless
 * the object had such a field already. The version's own table of gates says which are on.
 * Upstream: dropDisabledFields of pkg/registry/<group>/<resource>/strategy.go and of pkg/api/<kind>/util.go.
 */
import type { KubeObject } from '../api/objects';
import type { Field, GoType } from '../catalog/types';
import { own, setOwn } from '../golang/map';
import { Pace, type Turns } from '../golang/turns';
import type { Version } from '../versions';
import { EACH_BY_ITSELF, gatesOf, type GatedField } from './gated-fields';
import { structOf, Ways } from './ways';

/** Gates that are gone together with what they stood for, though the fields are still there. Any other that is gone is on for ever. */
const GONE: ReadonlySet<string> = new Set(['DynamicKubeletConfig']);

interface Disabled extends GatedField {
  readonly field: string;
}

/** Which of the fields of a gate are in use together: all, or only the same one. */
const usedAs = ({ gate, field }: Disabled, { id }: GoType): string => (EACH_BY_ITSELF.has(gate) ? `${id}.${field}` : gate);

const isAlwaysWritten = (field: Field | undefined): boolean => field?.omitempty === false && !field.omitzero;

export class DisabledFields {
  readonly #ofTypes = new Map<GoType, readonly Disabled[]>();
  readonly #ways = new Ways((type) => this.#disabled(type).length > 0);

  constructor(private readonly version: Version) {}

  /** The object without disabled fields that the old one does not have anywhere; the same object where there are none. */
  *without(object: KubeObject, old: KubeObject | undefined, type: GoType): Turns<KubeObject> {
    if (!this.#ways.lead(type)) return object;
    const kept = new Set<string>();
    if (old !== undefined) yield* this.#struct(old, type, '', (used) => kept.add(used) && false);
    return (yield* this.#struct(object, type, '', (used) => !kept.has(used))) as KubeObject;
  }

  #isOff(gate: string): boolean {
    return !(this.version.isEnabled(gate) ?? !GONE.has(gate));
  }

  #disabled(type: GoType): readonly Disabled[] {
    const known = this.#ofTypes.get(type);
    if (known !== undefined) return known;
    const disabled = Object.entries(gatesOf(type) ?? {})
      .map(([field, of]): Disabled => ({ field, ...(typeof of === 'string' ? { gate: of } : of) }))
      .filter(({ gate }) => this.#isOff(gate));
    this.#ofTypes.set(type, disabled);
    return disabled;
  }

  /** `via` is the field that leads here, `isDropped` is asked of each field that is there. */
  *#struct(value: object, type: GoType, via: string, isDropped: (used: string) => boolean): Turns<object> {
    let result: Record<string, unknown> = value as Record<string, unknown>;
    const change = (name: string, changed: unknown): void => {
      if (result === value) result = { ...value };
      if (changed === undefined) delete result[name];
      else setOwn(result, name, changed);
    };
    for (const disabled of this.#disabled(type)) {
      const present = own(result, disabled.field);
      if (present === undefined || disabled.stays?.(present, via) === true) continue;
      if (isDropped(usedAs(disabled, type))) change(disabled.field, isAlwaysWritten(type.field(disabled.field)) ? null : undefined);
    }
    for (const { name, type: held, embedded } of this.#ways.from(type)) {
      if (embedded) {
        result = (yield* this.#struct(result, structOf(held), via, isDropped)) as Record<string, unknown>;
        continue;
      }
      const before = own(result, name);
      if (typeof before !== 'object' || before === null) continue;
      const after = yield* this.#value(before, held, name, isDropped);
      // A lifecycle of which nothing is left is gone.
      if (after !== before) change(name, structOf(held).id.endsWith('.Lifecycle') && Object.keys(after as object).length === 0 ? undefined : after);
    }
    return result;
  }

  *#value(value: unknown, type: GoType, via: string, isDropped: (used: string) => boolean): Turns<unknown> {
    if (typeof value !== 'object' || value === null) return value;
    if (type.kind === 'pointer') return yield* this.#value(value, type.elem, via, isDropped);
    if (type.kind === 'struct') return yield* this.#struct(value, type, via, isDropped);
    const pace = new Pace();
    if (Array.isArray(value)) {
      let copy: unknown[] | undefined;
      for (const [index, item] of (value as readonly unknown[]).entries()) {
        const changed = yield* this.#value(item, type.elem, via, isDropped);
        if (changed !== item) copy ??= (value as readonly unknown[]).slice(0, index);
        copy?.push(changed);
        if (pace.isOver()) yield;
      }
      return copy ?? value;
    }
    if (type.kind !== 'map') return value;
    const entries = value as Record<string, unknown>;
    let result = entries;
    for (const [key, item] of Object.entries(entries)) {
      const changed = yield* this.#value(item, type.elem, via, isDropped);
      if (changed !== item) {
        if (result === entries) result = { ...entries };
        setOwn(result, key, changed);
      }
      if (pace.isOver()) yield;
    }
    return result;
  }
}
