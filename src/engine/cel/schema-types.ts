/**
 * The types that a schema of OpenAPI declares: an object is a struct with the name of the path to it, or a map. What CEL has no type
 * for, such as a quantity that is a text or a number, is left out, as if it were not there. A schema within itself is an object without fields.
 * After k8s.io/apiserver/pkg/cel/common/schemas.go, cel/openapi/resolver/refs.go and MaybeAssignTypeName of cel/types.go.
 */
import { keysOf, own, table } from '../golang/map';
import type { StructDeclaration } from './checker/declarations';
import { BOOL, BYTES, DOUBLE, DYN, INT, listOf, mapOf, parseType, STRING, struct, type Type } from './checker/type';
import { fieldNamesOf } from './escaped-field';

export interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly type?: string;
  readonly format?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly 'x-kubernetes-int-or-string'?: boolean;
  readonly 'x-kubernetes-embedded-resource'?: boolean;
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly group: string; readonly version: string; readonly kind: string }[];
}
/** By name, as `components` of a document has them. */
export type Schemas = Readonly<Record<string, Schema>>;

const REFERENCE = '#/components/schemas/';
const TEXTS = table<Type>({
  byte: BYTES,
  duration: parseType('google.protobuf.Duration'),
  date: parseType('google.protobuf.Timestamp'),
  'date-time': parseType('google.protobuf.Timestamp'),
});
const SIMPLE = table<Type>({ boolean: BOOL, number: DOUBLE, integer: INT });

const TEXT: Schema = { type: 'string' };
/** What every object has, whatever its schema says. */
const RESOURCE = { kind: TEXT, apiVersion: TEXT, metadata: { type: 'object', properties: { name: TEXT, generateName: TEXT } } };

/** A schema that refers to none, and the names of those that it lies in. */
interface Resolved {
  readonly schema: Schema;
  readonly within: ReadonlySet<string>;
}

/** A reference may be wrapped, so that it can have a description of its own. */
const referenceOf = ({ $ref, allOf = [] }: Schema): string | undefined => $ref ?? allOf.map(referenceOf).find((name) => name !== undefined);

export class SchemaTypes {
  readonly #structs = new Map<string, StructDeclaration>();
  /** The type of the whole object; dyn where it has none. */
  readonly type: Type;

  /** `of`: the name of the schema; `name`: that of the struct; `isResource`: it is of a whole object. */
  constructor(
    private readonly schemas: Schemas,
    of: string,
    name: string,
    isResource = true,
  ) {
    const resolved = this.#resolved({ $ref: REFERENCE + of }, new Set());
    this.type = this.#typeOf(isResource ? this.#asResource(resolved) : resolved, name) ?? DYN;
  }

  /** Those of the types that were given already. */
  readonly struct = (name: string): StructDeclaration | undefined => this.#structs.get(name);

  #resolved(schema: Schema, within: ReadonlySet<string>): Resolved {
    const reference = referenceOf(schema);
    if (reference === undefined) return { schema, within };
    const name = reference.slice(REFERENCE.length);
    const found = within.has(name) ? undefined : own(this.schemas, name);
    return found === undefined ? { schema: { type: 'object' }, within } : { schema: found, within: new Set([...within, name]) };
  }

  #asResource(resolved: Resolved): Resolved {
    const { schema, within } = resolved;
    const typeIn = (properties: Schema['properties'], name: string): string | undefined => {
      const property = own(properties, name);
      return property && this.#resolved(property, within).schema.type;
    };
    const { properties } = schema;
    const metadata = properties?.['metadata'] && this.#resolved(properties['metadata'], within).schema;
    const isText = (of: Schema['properties'], ...names: readonly string[]): boolean => names.every((name) => typeIn(of, name) === 'string');
    if (isText(properties, 'kind', 'apiVersion') && metadata?.type === 'object' && isText(metadata.properties, 'name', 'generateName')) return resolved;
    return { schema: { ...schema, properties: { ...properties, ...RESOURCE } }, within };
  }

  /** Undefined where an expression cannot see it. */
  #typeOf({ schema, within }: Resolved, name: string): Type | undefined {
    if (schema.format === 'int-or-string' || schema['x-kubernetes-int-or-string'] === true) return DYN;
    switch (schema.type) {
      case 'array': {
        const element = schema.items && this.#partType(schema.items, within, `${name}.@idx`);
        return element && listOf(element);
      }
      case 'object': {
        const values = schema.additionalProperties;
        if (typeof values !== 'object') return this.#structOf({ schema, within }, name);
        const value = this.#partType(values, within, `${name}.@elem`);
        return value && mapOf(STRING, value);
      }
      case 'string':
        return TEXTS[schema.format ?? ''] ?? STRING;
      default:
        return SIMPLE[schema.type ?? ''];
    }
  }
  #partType(schema: Schema, within: ReadonlySet<string>, name: string): Type | undefined {
    const resolved = this.#resolved(schema, within);
    return this.#typeOf(resolved.schema['x-kubernetes-embedded-resource'] === true ? this.#asResource(resolved) : resolved, name);
  }
  #structOf({ schema: { properties = {} }, within }: Resolved, name: string): Type {
    const fields = new Map(keysOf(properties).flatMap((property) => fieldNamesOf(property).map((field) => [field, property] as const)));
    const field = (written: string): Type | undefined => {
      const property = fields.get(written);
      const schema = property === undefined ? undefined : own(properties, property);
      return schema && this.#partType(schema, within, `${name}.${written}`);
    };
    this.#structs.set(name, { field });
    return struct(name);
  }
}
