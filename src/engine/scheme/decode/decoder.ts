/**
 * Brings a value into the form in which the server would write it, by its Go type: fields in the order of the struct, unknown
 * ones gone, zero values that Go writes present, keys of maps sorted. What encoding/json would complain of goes to Problems.
 */
import type { JsonValue } from '../../api/objects';
import type { Field, GoType, TypeTable } from '../../catalog/types';
import { sortBytes } from '../../golang/bytes';
import { MOST_LEVELS, ObjectNode, entriesOf, isArray, isNumber, isObject, kindOf, literalOf, plainNumber, plainOf, tooDeep, type Node } from '../json/node';
import { decodeBase64 } from './base64';
import { customType } from './custom-types';
import { Problems } from './problems';
import { setOwn, table } from '../../golang/map';

const BITS = table<bigint>({ int8: 8n, int16: 16n, int32: 32n, int64: 64n, int: 64n, uint8: 8n, uint16: 16n, uint32: 32n, uint64: 64n });

/** A JSON value as a field holds it; `isEmpty` decides about omitempty, which an omitted struct never is. */
const isEmpty = (value: JsonValue, type: GoType): boolean => {
  if (type.custom || type.kind === 'struct') return false;
  if (value === null || value === false || value === 0 || value === 0n || value === '') return type.kind !== 'pointer' || value === null;
  if (type.kind === 'slice') return Array.isArray(value) && value.length === 0;
  return type.kind === 'map' && typeof value === 'object' && Object.keys(value).length === 0;
};

interface Slot {
  readonly field: Field;
  /** From the root of the struct: the names of embedded structs, then its own. */
  readonly names: readonly string[];
}
interface Layout {
  readonly slots: readonly Slot[];
  readonly byName: ReadonlyMap<string, number>;
  readonly shortName: string;
}

export class Decoder {
  readonly #layouts = new Map<GoType, Layout>();
  readonly #zeros = new Map<GoType, JsonValue>();

  constructor(private readonly types: TypeTable) {}

  /** The value in canonical form; the first error and the strict errors are in `problems`. */
  decode(node: Node, type: GoType, problems: Problems): JsonValue {
    try {
      return this.#value(node, type, problems);
    } catch (error) {
      throw problems.located(error);
    }
  }

  zeroOf(type: GoType): JsonValue {
    const known = this.#zeros.get(type);
    if (known !== undefined) return known;
    const zero = this.#makeZero(type);
    this.#zeros.set(type, zero);
    return zero;
  }
  #makeZero(type: GoType): JsonValue {
    if (type.custom) return customType(type).zero;
    switch (type.kind) {
      case 'string':
        return '';
      case 'bool':
        return false;
      case 'int':
      case 'float':
        return 0;
      case 'struct':
        return this.#written(this.#layout(type), []);
      default:
        return null;
    }
  }

  #value(node: Node, type: GoType, problems: Problems): JsonValue {
    if (type.kind === 'pointer') return node === null ? null : this.#value(node, type.elem, problems);
    if (type.custom) {
      return customType(type).read(node, (name, part) => this.#nested(part, this.types.typeOf(name)), type);
    }
    if (node === null) return this.zeroOf(type);
    if (problems.level > MOST_LEVELS) throw tooDeep('{');
    switch (type.kind) {
      case 'struct':
        return this.#struct(node, type, problems);
      case 'map':
        return this.#map(node, type, problems);
      case 'slice':
        return this.#slice(node, type, problems);
      case 'interface':
        return plainOf(node) as JsonValue;
      default:
        return this.#basic(node, type, problems);
    }
  }

  /** A type that reads JSON by itself reads its parts with encoding/json, as values of their own. */
  #nested(node: Node, type: GoType): JsonValue {
    const problems = new Problems();
    const value = this.#value(node, type, problems);
    if (problems.first !== undefined) throw problems.first;
    return value;
  }

  #basic(node: Node, type: GoType, problems: Problems): JsonValue {
    if (type.kind === 'string' && typeof node === 'string') return node.isWellFormed() ? node : node.toWellFormed();
    if (type.kind === 'bool' && typeof node === 'boolean') return node;
    if ((type.kind === 'int' || type.kind === 'float') && node !== null && isNumber(node)) return this.#number(literalOf(node), type, problems);
    problems.mismatch(kindOf(node), type.goName);
    return this.zeroOf(type);
  }

  #number(literal: string, type: GoType, problems: Problems): JsonValue {
    if (type.kind === 'float') return Number(literal);
    // No whole number of 64 bits has more than 20 characters.
    if (literal.length <= 20 && /^-?\d+$/.test(literal)) {
      const big = BigInt(literal);
      const bits = BITS[type.basic] ?? 64n;
      const cut = type.basic.startsWith('u') ? BigInt.asUintN(Number(bits), big) : BigInt.asIntN(Number(bits), big);
      if (cut === big) return plainNumber(literal) as JsonValue;
    }
    problems.mismatch(`number ${literal}`, type.goName);
    return 0;
  }

  #slice(node: Node, type: GoType, problems: Problems): JsonValue {
    if (type.isBytes && typeof node === 'string') {
      try {
        return decodeBase64(node).toString('base64');
      } catch (error) {
        problems.error(error as Error);
        return null;
      }
    }
    if (node === null || !isArray(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return null;
    }
    const items = node.map((item, index) => problems.inIndex(index, () => this.#value(item, type.elem, problems)));
    return type.isBytes ? Buffer.from(items.map(Number)).toString('base64') : items;
  }

  #map(node: Node, type: GoType, problems: Problems): JsonValue {
    if (node === null || !isObject(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return null;
    }
    const entries = new Map<string, JsonValue>();
    const ofTexts = type.elem.kind === 'string' && !type.elem.custom && problems.level < MOST_LEVELS;
    for (const [key, value] of entriesOf(node)) {
      if (entries.has(key)) problems.duplicateField(key);
      const isText = ofTexts && typeof value === 'string' && value.isWellFormed();
      entries.set(key, isText ? value : problems.inKey(key, () => this.#value(value, type.elem, problems)));
    }
    const result: Record<string, JsonValue> = {};
    for (const key of sortBytes([...entries.keys()])) setOwn(result, key, entries.get(key) ?? null);
    return result;
  }

  #struct(node: Node, type: GoType, problems: Problems): JsonValue {
    if (node === null || !isObject(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return this.zeroOf(type);
    }
    const layout = this.#layout(type);
    const values: (JsonValue | undefined)[] = [];
    const seen: (Node | undefined)[] = [];
    for (const [name, part] of entriesOf(node)) {
      const index = layout.byName.get(name);
      if (index === undefined) {
        problems.unknownField(name);
        continue;
      }
      const slot = layout.slots[index];
      if (slot === undefined) continue;
      const before = seen[index];
      if (before !== undefined) problems.duplicateField(name);
      const whole = before === undefined ? part : merged(before, part, slot.field.type);
      seen[index] = whole;
      values[index] = problems.inField(layout.shortName, slot.names, () => this.#value(whole, slot.field.type, problems));
    }
    return this.#written(layout, values);
  }

  #written({ slots }: Layout, values: readonly (JsonValue | undefined)[]): JsonValue {
    const result: Record<string, JsonValue> = {};
    slots.forEach(({ field }, index) => {
      const value = values[index] ?? this.zeroOf(field.type);
      if (field.omitempty && isEmpty(value, field.type)) return;
      if (field.omitzero && (value === null || isEmpty(value, field.type))) return;
      setOwn(result, field.name, value);
    });
    return result;
  }

  #layout(type: GoType): Layout {
    const known = this.#layouts.get(type);
    if (known !== undefined) return known;
    const slots = slotsOf(type, []);
    const layout = {
      slots,
      byName: new Map(slots.map(({ field }, index) => [field.name, index])),
      shortName: type.goName.slice(type.goName.lastIndexOf('.') + 1),
    };
    this.#layouts.set(type, layout);
    return layout;
  }
}

const slotsOf = (type: GoType, embedded: readonly string[]): Slot[] =>
  type.fields.flatMap((field) => {
    if (!field.embedded) return [{ field, names: [...embedded, field.name] }];
    return slotsOf(field.type.kind === 'pointer' ? field.type.elem : field.type, [...embedded, field.goName]);
  });

/** A struct or map that comes twice takes the fields of both; of everything else the last counts. */
function merged(before: Node, after: Node, type: GoType): Node {
  const target = type.kind === 'pointer' ? type.elem : type;
  if (after === null && type.kind === 'struct') return before;
  if (target.custom || (target.kind !== 'struct' && target.kind !== 'map')) return after;
  if (before === null || after === null || !isObject(before) || !isObject(after)) return after;
  return new ObjectNode([...entriesOf(before), ...entriesOf(after)]);
}
