/**
 * A YAML text as JSON has it: what an alias stands for is there again, and keys are texts. What aliases make as big as memory is
 * refused. After go.yaml.in/yaml/v2 decode.go and sigs.k8s.io/yaml yaml.go.
 */
import { keepKeys, setOwn } from '../map';
import { Pace, type Turns } from '../turns';
import { goDouble } from '../double';
import { quote } from '../quote';
import { YamlError } from './cursor';
import { Parser, type YamlNode } from './parser';
import { Float, LONG_TAG, resolve, type Scalar } from './resolve';

/** A mapping, by its keys as they are compared: the number 1 is another key than the text. */
type Decoded = Scalar | readonly Decoded[] | Mapping;
class Mapping {
  readonly entries = new Map<string, { readonly key: Scalar; readonly value: Decoded }>();
}

/** How much of what is decoded may come from aliases, in a small document and in one of many nodes. */
const FEW_NODES = 400_000;
const MANY_NODES = 4_000_000;
function allowedShare(nodes: number): number {
  if (nodes <= FEW_NODES) return 0.99;
  if (nodes >= MANY_NODES) return 0.1;
  return 0.99 - 0.89 * ((nodes - FEW_NODES) / (MANY_NODES - FEW_NODES));
}
const MOST_LEVELS = 1000;
const NOT_MAPS = 'map merge requires map or sequence of maps as the value';

const isMerge = (node: YamlNode): boolean => node.kind === 'scalar' && node.value === '<<' && (node.implicit || node.tag === `${LONG_TAG}merge`);

class Decoder {
  /** What a strict reader says of keys that are set again. */
  readonly repeated: string[] = [];
  readonly #within = new Set<YamlNode>();
  readonly #pace = new Pace();
  #nodes = 0;
  #aliased = 0;
  #aliases = 0;
  #level = 0;

  *decode(node: YamlNode, into?: Mapping): Turns<Decoded> {
    if (this.#pace.isOver()) yield;
    this.#nodes += 1;
    if (this.#aliases > 0) this.#aliased += 1;
    if (this.#aliased > 100 && this.#nodes > 1000 && this.#aliased / this.#nodes > allowedShare(this.#nodes))
      throw new YamlError('document contains excessive aliasing');
    if (node.kind === 'scalar') return node.tag === '' && !node.implicit ? node.value : resolve(node.tag, node.value);
    // Aliases nest what is in them.
    if (this.#level >= MOST_LEVELS) throw new YamlError('exceeded max depth of 10000');
    this.#level += 1;
    const value: Decoded =
      node.kind === 'alias' ? yield* this.#alias(node, into) : node.kind === 'sequence' ? yield* this.#sequence(node.items) : yield* this.#mapping(node, into);
    this.#level -= 1;
    return value;
  }

  *#sequence(nodes: readonly YamlNode[]): Turns<readonly Decoded[]> {
    const items: Decoded[] = [];
    for (const node of nodes) items.push(yield* this.decode(node));
    return items;
  }

  *#alias(node: YamlNode & { readonly kind: 'alias' }, into: Mapping | undefined): Turns<Decoded> {
    if (this.#within.has(node)) throw new YamlError(`anchor '${node.name}' value contains itself`);
    this.#within.add(node);
    this.#aliases += 1;
    const value = yield* this.decode(node.target, into);
    this.#aliases -= 1;
    this.#within.delete(node);
    return value;
  }

  *#mapping({ children }: YamlNode & { readonly kind: 'mapping' }, into = new Mapping()): Turns<Mapping> {
    for (let at = 0; at < children.length; at += 2) {
      const [keyNode, valueNode] = [children[at], children[at + 1]];
      if (keyNode === undefined || valueNode === undefined) break;
      if (isMerge(keyNode)) {
        yield* this.#merge(valueNode, into);
        continue;
      }
      const key = yield* this.decode(keyNode);
      if (!isScalar(key)) throw new YamlError(`invalid map key: ${syntaxOf(key)}`);
      const value = yield* this.decode(valueNode);
      const name = `${typeOf(key)} ${textOf(key)}`;
      if (into.entries.has(name)) this.repeated.push(`line ${valueNode.line + 1}: key ${syntaxOf(key)} already set in map`);
      into.entries.set(name, { key, value });
    }
    return into;
  }

  /** Of several mappings the first counts most. */
  *#merge(node: YamlNode, into: Mapping): Turns<void> {
    const check = (from: YamlNode): void => {
      const plain = from.kind === 'alias' ? from.target : from;
      if (plain.kind !== 'mapping') throw new YamlError(NOT_MAPS);
    };
    if (node.kind !== 'sequence') {
      check(node);
      yield* this.decode(node, into);
      return;
    }
    for (const item of node.items.toReversed()) {
      check(item);
      yield* this.decode(item, into);
    }
  }
}

const isScalar = (value: Decoded): value is Scalar => !Array.isArray(value) && !(value instanceof Mapping);

/** The name of the Go type. */
function typeOf(value: Scalar): string {
  if (value === null) return '%!s(<nil>)';
  if (value instanceof Float) return 'float64';
  if (typeof value === 'bigint') return value < 2n ** 63n ? 'int' : 'uint64';
  return typeof value === 'boolean' ? 'bool' : 'string';
}

/** %v */
const textOf = (value: Scalar): string => (value === null ? '<nil>' : value instanceof Float ? goDouble(value.value) : String(value));

/** %#v */
function syntaxOf(value: Decoded): string {
  if (value === null) return 'interface {}(nil)';
  if (typeof value === 'string') return quote(value);
  if (value instanceof Mapping)
    return `map[interface {}]interface {}{${[...value.entries.values()].map((entry) => `${syntaxOf(entry.key)}:${syntaxOf(entry.value)}`).join(', ')}}`;
  if (isScalar(value)) return typeof value === 'bigint' && value >= 2n ** 63n ? `0x${value.toString(16)}` : textOf(value);
  return `[]interface {}{${value.map(syntaxOf).join(', ')}}`;
}

/** At the top nil has no type. */
const shownAlone = (value: Decoded): string => (value === null ? '<nil>' : syntaxOf(value));

/** As strconv.FormatFloat writes it with 32 bits. */
function shortFloat(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(Math.fround(value))) return value > 0 ? '.inf' : '-.inf';
  for (let digits = 1; digits < 9; digits += 1) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return goDouble(short);
  }
  return goDouble(Number(value.toPrecision(9)));
}

function keyOf(key: Scalar, value: Decoded): string {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (key instanceof Float) return shortFloat(key.value);
  if (key !== null && key < 2n ** 63n) return String(key);
  throw new Error(`unsupported map key of type: ${typeOf(key)}, key: ${shownAlone(key)}, value: ${shownAlone(value)}`);
}

const jsonNumber = (value: bigint): number | bigint => (Number.isSafeInteger(Number(value)) ? Number(value) : value);

function* jsonOf(value: Decoded, pace: Pace): Turns<unknown> {
  if (pace.isOver()) yield;
  if (value instanceof Mapping) {
    const object: Record<string, unknown> = {};
    const names: string[] = [];
    let isRepeated = false;
    for (const { key, value: member } of value.entries.values()) {
      if (pace.isOver()) yield;
      const name = keyOf(key, member);
      // What are several keys here may be one text.
      isRepeated ||= Object.hasOwn(object, name);
      names.push(name);
      setOwn(object, name, typeof member === 'string' ? member : yield* jsonOf(member, pace));
    }
    if (!isRepeated) keepKeys(object, names);
    return object;
  }
  if (!isScalar(value)) {
    const items: unknown[] = [];
    for (const item of value) items.push(yield* jsonOf(item, pace));
    return items;
  }
  if (typeof value === 'bigint') return jsonNumber(value);
  if (!(value instanceof Float)) return value;
  if (!Number.isFinite(value.value)) throw new Error(`json: unsupported value: ${goDouble(value.value)}`);
  return value.value;
}

export interface YamlDocument {
  readonly value: unknown;
  /** What a strict reader says of keys that are set twice, a line each. */
  readonly repeated: readonly string[];
}

/** The first document; throws in the words of sigs.k8s.io/yaml. Of a repeated key the last counts. */
export function* decodingYaml(text: string): Turns<YamlDocument> {
  try {
    const node = yield* new Parser(text).document();
    const decoder = new Decoder();
    const value = node === undefined ? null : yield* jsonOf(yield* decoder.decode(node), new Pace());
    return { value, repeated: decoder.repeated };
  } catch (error) {
    if (error instanceof YamlError) throw new Error(`yaml: ${error.message}`, { cause: error });
    throw error;
  }
}
