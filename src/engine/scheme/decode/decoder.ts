/**
 * Brings a value into the form in which the server would write it, by its Go type: fields in the order of the struct, unknown
 * ones gone, zero values that Go writes present, keys of maps sorted. What encoding/json would complain of goes to Problems.
 */
import type { JsonValue } from '../../api/objects';
import type { Field, GoType, TypeTable } from '../../catalog/types';
import { sortingBytes } from '../../golang/sorting';
import { atOnce, Pace, type Turns } from '../../golang/turns';
import { MOST_TYPED_LEVELS, isArray, isNumber, isObject, kindOf, literalOf, makingPlain, membersOf, plainNumber, tooDeep, type Node } from '../json/node';
import { decodeBase64 } from './base64';
import { customType } from './custom-types';
import { Problems } from './problems';
import { keepKeys, keysOf, setOwn, table } from '../../golang/map';

const BITS = table<bigint>({ int8: 8n, int16: 16n, int32: 32n, int64: 64n, int: 64n, uint8: 8n, uint16: 16n, uint32: 32n, uint64: 64n });

/** A JSON value as a field holds it; `isEmpty` decides about omitempty, which an omitted struct never is. */
const isEmpty = (value: JsonValue, type: GoType): boolean => {
  if (type.custom || type.kind === 'struct') return false;
  if (value === null || value === false || value === 0 || value === 0n || value === '') return type.kind !== 'pointer' || value === null;
  if (type.kind === 'slice') return Array.isArray(value) && value.length === 0;
  return type.kind === 'map' && typeof value === 'object' && keysOf(value).length === 0;
};

interface Slot {
  readonly field: Field;
  /** From the root of the struct: the names of embedded structs, then its own. */
  readonly names: readonly string[];
}
interface Layout {
  readonly slots: readonly Slot[];
  readonly byName: ReadonlyMap<string, number>;
  readonly byFoldedName: ReadonlyMap<string, number>;
  readonly shortName: string;
}

/** A struct or map that may still come again: then it takes the fields of both. It is written when what holds it has been read. */
class StructDraft {
  readonly values: (JsonValue | Draft | undefined)[] = [];
  constructor(readonly layout: Layout) {}
}
class MapDraft {
  readonly entries = new Map<string, JsonValue>();
}
type Draft = StructDraft | MapDraft;
const isDraft = (value: JsonValue | Draft | undefined): value is Draft => value instanceof StructDraft || value instanceof MapDraft;

/** After so many bytes something else gets its turn. */
const LONG_BYTES = 64 * 1024;
const isBasic = ({ kind, custom }: GoType): boolean => !custom && (kind === 'string' || kind === 'bool' || kind === 'int' || kind === 'float');

/** As encoding/json folds letters: two that are not ASCII are alike to ones that are. */
const folded = (name: string): string => name.replaceAll('\u017f', 's').replaceAll('\u212a', 'k').toLowerCase();

export interface DecoderOptions {
  /** Takes names of fields in any case, as encoding/json does; the API server's own reader does not. */
  readonly anyCase?: boolean;
}

export class Decoder {
  readonly #layouts = new Map<GoType, Layout>();
  readonly #zeros = new Map<GoType, JsonValue>();

  constructor(
    private readonly types: TypeTable,
    private readonly options: DecoderOptions = {},
  ) {}

  /** The value in canonical form; the first error and the strict errors are in `problems`. */
  decode(node: Node, type: GoType, problems: Problems): JsonValue {
    return atOnce(this.decoding(node, type, problems));
  }

  *decoding(node: Node, type: GoType, problems: Problems): Turns<JsonValue> {
    try {
      return yield* this.#value(node, type, problems);
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
        return atOnce(this.#written(new StructDraft(this.#layout(type))));
      default:
        return null;
    }
  }

  *#value(node: Node, type: GoType, problems: Problems): Turns<JsonValue> {
    const read = yield* this.#draft(node, type, problems, undefined);
    return isDraft(read) ? yield* this.#finished(read) : read;
  }

  /** The value; of a struct or map a draft, the one of `before` where the same field has come before. */
  *#draft(node: Node, type: GoType, problems: Problems, before: JsonValue | Draft | undefined): Turns<JsonValue | Draft> {
    if (type.kind === 'pointer') return node === null ? null : yield* this.#draft(node, type.elem, problems, before);
    if (type.custom) {
      const { read, reading } = customType(type);
      if (reading === undefined) return read(node);
      return yield* reading(node, (name, part) => this.#nested(part, this.types.typeOf(name), problems), type);
    }
    if (node === null) return type.kind === 'struct' ? (before ?? this.zeroOf(type)) : this.zeroOf(type);
    if (problems.level > MOST_TYPED_LEVELS) throw tooDeep('{');
    switch (type.kind) {
      case 'struct':
        return yield* this.#struct(node, type, problems, before instanceof StructDraft ? before : undefined);
      case 'map':
        return yield* this.#map(node, type, problems, before instanceof MapDraft ? before : new MapDraft());
      case 'slice':
        return yield* this.#slice(node, type, problems);
      case 'interface':
        return (yield* makingPlain(node)) as JsonValue;
      default:
        return this.#basic(node, type, problems);
    }
  }

  /** A type that reads JSON by itself reads its parts with encoding/json, as values of their own. */
  *#nested(node: Node, type: GoType, { level }: Problems): Turns<JsonValue> {
    const problems = new Problems(level + 1);
    const value = yield* this.#value(node, type, problems);
    if (problems.first !== undefined) throw problems.first;
    return value;
  }

  #basic(node: Node, type: GoType, problems: Problems): JsonValue {
    if (type.kind === 'string' && typeof node === 'string') return node.isWellFormed() ? node : node.toWellFormed();
    if (type.kind === 'bool' && typeof node === 'boolean') return node;
    if (
      type.kind === 'int' &&
      typeof node === 'number' &&
      Number.isInteger(node) &&
      Math.abs(node) < 2 ** 31 &&
      !type.basic.startsWith('u') &&
      (type.basic === 'int32' || type.basic === 'int64')
    )
      return node;
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

  *#slice(node: Node, type: GoType, problems: Problems): Turns<JsonValue> {
    if (type.isBytes && typeof node === 'string') {
      try {
        const bytes = decodeBase64(node);
        if (bytes.length > LONG_BYTES) yield;
        return bytes.toString('base64');
      } catch (error) {
        problems.error(error as Error);
        return null;
      }
    }
    if (node === null || !isArray(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return null;
    }
    const { elem } = type;
    const ofBasics = isBasic(elem);
    const items: JsonValue[] = [];
    const pace = new Pace();
    for (const [index, item] of node.entries()) {
      problems.enterIndex(index);
      items.push(ofBasics ? (item === null ? this.zeroOf(elem) : this.#basic(item, elem, problems)) : yield* this.#value(item, elem, problems));
      problems.leave();
      if (pace.isOver()) yield;
    }
    return type.isBytes ? Buffer.from(items.map(Number)).toString('base64') : items;
  }

  *#map(node: Node, type: GoType, problems: Problems, draft: MapDraft): Turns<JsonValue | Draft> {
    if (node === null || !isObject(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return null;
    }
    const { entries } = draft;
    const { elem } = type;
    const ofTexts = elem.kind === 'string' && !elem.custom;
    const pace = new Pace();
    for (const [key, value] of membersOf(node)) {
      if (entries.has(key)) problems.duplicateField(key);
      if (ofTexts && typeof value === 'string' && value.isWellFormed()) entries.set(key, value);
      else {
        problems.enterKey(key);
        entries.set(key, yield* this.#value(value, elem, problems));
        problems.leave();
      }
      if (pace.isOver()) yield;
    }
    return draft;
  }

  *#struct(node: Node, type: GoType, problems: Problems, before: StructDraft | undefined): Turns<JsonValue | Draft> {
    if (node === null || !isObject(node)) {
      problems.mismatch(kindOf(node), type.goName);
      return this.zeroOf(type);
    }
    problems.structure();
    const draft = before ?? new StructDraft(this.#layout(type));
    const { layout, values } = draft;
    const pace = new Pace();
    for (const [name, part] of membersOf(node)) {
      if (pace.isOver()) yield;
      const index = layout.byName.get(name) ?? (this.options.anyCase === true ? layout.byFoldedName.get(folded(name)) : undefined);
      const slot = index === undefined ? undefined : layout.slots[index];
      if (index === undefined || slot === undefined) {
        problems.unknownField(name);
        continue;
      }
      const present = values[index];
      if (present !== undefined) problems.duplicateField(name);
      problems.enterField(layout.shortName, slot.names);
      values[index] = yield* this.#draft(part, slot.field.type, problems, present);
      problems.leaveField();
    }
    return draft;
  }

  *#finished(draft: Draft): Turns<JsonValue> {
    if (draft instanceof StructDraft) return yield* this.#written(draft);
    const result: Record<string, JsonValue> = {};
    const pace = new Pace();
    const keys = yield* sortingBytes([...draft.entries.keys()]);
    for (const key of keys) {
      setOwn(result, key, draft.entries.get(key) ?? null);
      if (pace.isOver()) yield;
    }
    keepKeys(result, keys);
    return result;
  }

  *#written({ layout: { slots }, values }: StructDraft): Turns<JsonValue> {
    const result: Record<string, JsonValue> = {};
    for (const [index, { field }] of slots.entries()) {
      const given = values[index];
      if (given === undefined && field.omitempty && field.type.kind !== 'struct') continue;
      if (given instanceof MapDraft && given.entries.size === 0 && field.omitempty) continue;
      const value = isDraft(given) ? yield* this.#finished(given) : (given ?? this.zeroOf(field.type));
      if (given instanceof MapDraft) {
        setOwn(result, field.name, value);
        continue;
      }
      if (field.omitempty && isEmpty(value, field.type)) continue;
      if (field.omitzero && (value === null || isEmpty(value, field.type))) continue;
      setOwn(result, field.name, value);
    }
    return result;
  }

  #layout(type: GoType): Layout {
    const known = this.#layouts.get(type);
    if (known !== undefined) return known;
    const slots = slotsOf(type, []);
    const layout = {
      slots,
      byName: new Map(slots.map(({ field }, index) => [field.name, index])),
      byFoldedName: new Map(slots.map(({ field }, index) => [folded(field.name), index])),
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
