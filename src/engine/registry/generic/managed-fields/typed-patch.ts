/**
 * Says in which places a configuration that is applied does not have the types of the schema, or has an item twice.
 * After sigs.k8s.io/structured-merge-diff/typed validate.go and helpers.go. Fields are visited in the order of the configuration,
 * where Go has none.
 */
import type { GoType } from '../../../catalog/types';
import { keysOf, own } from '../../../golang/map';
import { isFloat, printSyntax, printValue, type Printable } from '../../../golang/printf';
import { quote } from '../../../golang/quote';
import { Pace, type Turns } from '../../../golang/turns';
import type { Version } from '../../../versions';
import { isMap } from './compare';
import { structuresOf, type Structure, type Structures } from './structure';

interface ValidationError {
  readonly path: string;
  readonly message: string;
}

type Scalar = 'string' | 'numeric' | 'boolean' | 'untyped';

/** Types that are written as texts or numbers, though they are structs. Older schemas say of a quantity that it is a text, of a time nothing. */
const UNTYPED = /\.(?:Time|MicroTime|Quantity)$/;

const plain = (type: GoType): GoType => (type.kind === 'pointer' ? plain(type.elem) : type);

function scalarOf(type: GoType, version: Version): Scalar | undefined {
  if (type.custom && !version.has('schemaErrorsNamed')) return type.id.endsWith('.Quantity') ? 'string' : undefined;
  if (type.custom) return UNTYPED.test(type.id) ? 'untyped' : undefined;
  if (type.kind === 'string' || type.isBytes) return 'string';
  if (type.kind === 'int' || type.kind === 'float') return 'numeric';
  return type.kind === 'bool' ? 'boolean' : undefined;
}

/** The pointer that Go's Value is, with %v and %#v. */
const printed = (value: unknown): string => `&{${printValue(value as Printable)}}`;
const syntaxOf = (value: unknown): string => `&value.valueUnstructured{Value:${printSyntax(value as Printable)}}`;

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return '[]interface {}';
  if (typeof value === 'object') return 'map[string]interface {}';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : isFloat(value) ? 'float64' : 'int64';
}

/** What an item of a list is named by, or why nothing names it. */
type Named = { readonly path: string } | { readonly why: string };

class Walk {
  readonly errors: ValidationError[] = [];
  readonly #structures: Structures;
  readonly #pace = new Pace();

  constructor(private readonly version: Version) {
    this.#structures = structuresOf(version.name);
  }

  *visit(value: unknown, declared: GoType, structure: Structure, path: string): Turns<void> {
    if (this.#pace.isOver()) yield;
    const type = plain(declared);
    // Null is a value of every type; of what has no type nothing is known.
    if (value === null || type.kind === 'interface') return;
    const scalar = scalarOf(type, this.version);
    if (scalar !== undefined) return this.#scalar(value, scalar, path);
    if (type.custom) return;
    if (type.kind === 'slice') return yield* this.#list(value, type, structure, path);
    if (!isMap(value)) return this.#report(path, `expected map, got ${printed(value)}`);
    for (const name of keysOf(value)) {
      const member = own(value, name);
      const field = type.kind === 'map' ? undefined : type.field(name);
      const below = `${path}.${name}`;
      if (type.kind === 'map') yield* this.visit(member, type.elem, this.#structures.of(type.elem), below);
      else if (field === undefined) this.#report(below, 'field not declared in schema');
      else yield* this.visit(member, field.type, this.#structures.ofField(type, field), below);
    }
  }

  #report(path: string, message: string): void {
    this.errors.push({ path, message });
  }

  #scalar(value: unknown, scalar: Scalar, path: string): void {
    const isNumber = typeof value === 'number' || typeof value === 'bigint';
    if (scalar === 'string' && typeof value !== 'string') this.#report(path, `expected string, got ${syntaxOf(value)}`);
    else if (scalar === 'numeric' && !isNumber)
      this.#report(path, `expected numeric (int or float), got ${this.version.has('schemaErrorsNamed') ? goTypeOf(value) : '*value.valueUnstructured'}`);
    else if (scalar === 'boolean' && typeof value !== 'boolean') this.#report(path, `expected boolean, got ${printed(value)}`);
    else if (scalar === 'untyped' && typeof value === 'object') this.#report(path, `expected any scalar, got ${printed(value)}`);
  }

  *#list(value: unknown, type: GoType, structure: Structure, path: string): Turns<void> {
    if (!Array.isArray(value)) return this.#report(path, `expected list, got ${printed(value)}`);
    const item = structure.kind === 'keyed' ? structure.item : this.#structures.of(type.elem);
    const seen = new Set<string>();
    for (const [index, member] of (value as readonly unknown[]).entries()) {
      const named = this.#named(member, plain(type.elem), structure, index);
      if ('why' in named) return this.#report(path, `element ${index}: ${named.why}`);
      if (seen.has(named.path)) this.#report(path, `duplicate entries for key ${named.path}`);
      seen.add(named.path);
      yield* this.visit(member, type.elem, item, `${path}${named.path}`);
    }
  }

  #named(member: unknown, type: GoType, structure: Structure, index: number): Named {
    if (structure.kind === 'keyed') return this.#keyed(member, type, structure.keys);
    if (structure.kind !== 'set') return { path: `[${index}]` };
    if (isMap(member)) return { why: "associative list without keys has an element that's a map type" };
    if (Array.isArray(member)) return { why: 'not supported: associative list with lists as elements' };
    if (member === null) return { why: "associative list without keys has an element that's an explicit null" };
    return { path: `[=${shown(member)}]` };
  }

  #keyed(member: unknown, type: GoType, keys: readonly string[]): Named {
    if (member === null) return { why: 'associative list with keys may not have a null element' };
    if (!isMap(member)) return { why: 'associative list with keys may not have non-map elements' };
    const values = keys.map((key) => [key, Object.hasOwn(member, key) ? own(member, key) : this.#default(type, key)] as const);
    const present = values.filter(([, value]) => value !== undefined);
    const [absent] = values.find(([, value]) => value === undefined) ?? [];
    if (absent !== undefined && !this.version.has('partialListKeys'))
      return { why: `associative list with keys has an element that omits key field ${quote(absent)} (and doesn't have default value)` };
    if (present.length === 0)
      return {
        why: `associative list with keys has an element that omits all key fields [${keys.map(quote).join(' ')}] (and doesn't have default values for any key fields)`,
      };
    return { path: `[${present.map(([key, value]) => `${key}=${shown(value)}`).join(',')}]` };
  }

  /** A field that is always written has its zero value, unless a marker of the type says otherwise. */
  #default(type: GoType, key: string): unknown {
    if (key === 'protocol' && (this.version.has('partialListKeys') || !type.id.endsWith('.ServicePort'))) return 'TCP';
    if (key === 'name' && type.id.endsWith('.LocalObjectReference') && this.version.has('partialListKeys')) return '';
    const field = type.field(key);
    if (field === undefined || field.omitempty) return undefined;
    const zeros: Readonly<Record<string, unknown>> = { string: '', int: 0, float: 0, bool: false };
    return own(zeros, field.type.kind);
  }
}

/** A value in a path, as value.ToString writes it. */
function shown(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(shown).join(',')}]`;
  if (!isMap(value)) return printValue(value as Printable);
  return Object.entries(value)
    .map(([key, member]) => `${key}=${shown(member)}`)
    .join('');
}

/** What is wrong with a configuration of this type, in one text; nothing where it fits. */
export function* misfitOf(configuration: unknown, type: GoType, version: Version): Turns<string | undefined> {
  const walk = new Walk(version);
  yield* walk.visit(configuration, type, structuresOf(version.name).of(type), '');
  const words = walk.errors.map(({ path, message: why }) => (path === '' ? why : `${path}: ${why}`));
  if (words.length <= 1) return words[0];
  return ['errors:', ...words.map((text) => `  ${text}`)].join('\n');
}
