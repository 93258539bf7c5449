/**
 * Formats in the schemas of CustomResourceDefinitions that nothing checks, which are warned of.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go and pkg/registry/customresourcedefinition/strategy.go.
 */
import type { KubeObject } from '../../../../api/objects';
import { quote } from '../../../../golang/quote';
import type { Version } from '../../../../versions';

type Schemas = Readonly<Record<string, unknown>>;
interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly items?: Schema | readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly not?: Schema;
  readonly properties?: Schemas;
  readonly additionalProperties?: unknown;
  readonly patternProperties?: Schemas;
  readonly additionalItems?: unknown;
  readonly definitions?: Schemas;
  readonly dependencies?: Schemas;
}
interface Spec {
  readonly versions?: readonly { readonly schema?: { readonly openAPIV3Schema?: Schema } }[];
}

const OF_STRINGS = new Set(
  `bsonobjectid uri email hostname ipv4 ipv6 cidr mac uuid uuid3 uuid4 uuid5 isbn isbn10 isbn13 creditcard ssn hexcolor rgbcolor byte password
  date duration datetime k8s-short-name k8s-long-name`.split(/\s+/),
);
/** Dashes in the name of a format do not count. */
const WITHOUT_DASHES = new Set([...OF_STRINGS].map((format) => format.replaceAll('-', '')));

function isKnown(type: string, format: string): boolean {
  switch (type) {
    case '':
    case 'string':
      return WITHOUT_DASHES.has(format.replaceAll('-', ''));
    case 'integer':
      return format === 'int32' || format === 'int64';
    case 'number':
      return format === 'float' || format === 'double';
    default:
      return false;
  }
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a schema holds, in the order in which upstream walks it. */
function within(schema: Schema): readonly Schema[] {
  const { items, allOf = [], anyOf = [], oneOf = [], not, properties = {}, additionalProperties, patternProperties = {} } = schema;
  const { additionalItems, definitions = {}, dependencies = {} } = schema;
  const held: readonly unknown[] = [
    ...(Array.isArray(items) ? items : [items]),
    ...allOf,
    ...anyOf,
    ...oneOf,
    not,
    ...Object.values(properties),
    additionalProperties,
    ...Object.values(patternProperties),
    additionalItems,
    ...Object.values(definitions),
    ...Object.values(dependencies),
  ];
  return held.filter(isSchema);
}

function unknownFormats({ type = '', format = '', ...rest }: Schema): readonly string[] {
  return [...(format === '' || isKnown(type, format) ? [] : [format]), ...within(rest).flatMap(unknownFormats)];
}

const formatsOf = (definition: KubeObject | undefined): readonly string[] =>
  ((definition?.['spec'] ?? {}) as Spec).versions?.flatMap(({ schema }) =>
    schema?.openAPIV3Schema === undefined ? [] : unknownFormats(schema.openAPIV3Schema),
  ) ?? [];

/** An update is warned of what it brings. */
export function formatWarnings(definition: KubeObject, version: Version, old?: KubeObject): readonly string[] {
  if (!version.has('crdFormatsWarned')) return [];
  const before = new Set(formatsOf(old));
  return formatsOf(definition)
    .filter((format) => !before.has(format))
    .map((format) => `unrecognized format ${quote(format)}`);
}
