/**
 * The OpenAPI document of each group version that CustomResourceDefinitions define: the one that a real server served of two definitions
 * (scripts/catalog/openapi-custom.mjs), with the names and schemas of others.
 * After k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder.
 */
import type { JsonObject, KubeObject } from '../../api/objects';
import { customOpenApi } from '../../catalog/non-resource';
import { compareBytes } from '../../golang/bytes';
import { encodeJson } from '../../golang/json';
import { inKeyOrder, own } from '../../golang/map';
import type { Version } from '../../versions';
import { asDefinition, isTrue, type DefinedVersion, type Definition } from '../custom-resources/definition';
import { isIntOrString, isMap, preserves, type Fields, type Schema } from '../custom-resources/schema/schema';

const PATTERN = {
  Namespaced: { plural: 'widgets', kind: 'Widget' },
  Cluster: { plural: 'gadgets', kind: 'Gadget' },
} as const;

interface Fragment {
  readonly paths: Fields;
  readonly schemas: Fields;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const small = (word: string): string => word.charAt(0).toLowerCase() + word.slice(1);

/** Names of the pattern, and what stands in their place; those that hold others come first. */
function renamed(text: string, { spec }: Definition, version: string): string {
  const { group, names, scope } = spec;
  const pattern = PATTERN[scope === 'Namespaced' ? 'Namespaced' : 'Cluster'];
  const words = group.split('.').map(capital).join('');
  const replacements: readonly (readonly [string, string])[] = [
    ['/apis/example.com/v1/', `/apis/${group}/${version}/`],
    ['"group":"example.com","version":"v1"', `"group":${encodeJson(group)},"version":${encodeJson(version)}`],
    [`"group":"example.com","kind":"${pattern.kind}List","version":"v1"`, encodeJson({ group, kind: names.listKind, version }).slice(1, -1)],
    [`"group":"example.com","kind":"${pattern.kind}","version":"v1"`, encodeJson({ group, kind: names.kind, version }).slice(1, -1)],
    ['exampleCom_v1', `${small(words)}_${version}`],
    ['ExampleComV1', `${words}${capital(version)}`],
    ['com.example.v1.', `${group.split('.').reverse().join('.')}.${version}.`],
    [`${pattern.kind}List`, names.listKind ?? `${names.kind}List`],
    [pattern.kind, names.kind],
    [pattern.plural, names.plural],
  ];
  return replacements.reduce((made, [from, to]) => made.replaceAll(from, to), text);
}

/** What a schema is in OpenAPI: of a number or a text it says so in its own words. */
function shown(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(shown);
  if (!isMap(schema)) return schema;
  const parts = Object.entries(schema).map(([name, part]) => [name, name === 'properties' || typeof part === 'object' ? shown(part) : part] as const);
  const made = Object.fromEntries(parts);
  return isIntOrString(schema as Schema) && schema['anyOf'] === undefined ? { anyOf: [{ type: 'integer' }, { type: 'string' }], ...made } : made;
}

/** The fields that every object has come from the pattern. */
function objectSchema({ schema, selectableFields = [] }: DefinedVersion, pattern: Fields, kind: unknown): Fields {
  const given: Schema = schema?.openAPIV3Schema ?? {};
  const { description, type, required, properties, ...others } = given;
  const common = pattern['properties'] as Fields;
  const own = inKeyOrder({
    ...(shown(properties ?? {}) as Fields),
    ...{ apiVersion: common['apiVersion'], kind: common['kind'], metadata: common['metadata'] },
  });
  const extensions = Object.entries(others).filter(([name]) => name.startsWith('x-'));
  const plain = Object.entries(others).filter(([name]) => !name.startsWith('x-'));
  const selectable = selectableFields.map(({ jsonPath }) => ({ fieldPath: jsonPath.replace(/^\./, '') }));
  return {
    ...(description !== undefined && { description }),
    type: type ?? 'object',
    ...(required !== undefined && { required }),
    ...(shown(Object.fromEntries(plain)) as Fields),
    properties: own,
    ...inKeyOrder({
      ...Object.fromEntries(extensions),
      'x-kubernetes-group-version-kind': kind,
      ...(selectable.length > 0 && { 'x-kubernetes-selectable-fields': selectable }),
      ...(preserves(given) && { 'x-kubernetes-preserve-unknown-fields': true }),
    }),
  };
}

/** The names of schemas that a part of a document refers to. */
function referredTo(part: unknown): readonly string[] {
  const text = encodeJson(part);
  return Array.from(text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g), ([, name = '']) => name);
}

/** The schemas that are needed, each with those that it refers to. */
function needed(from: readonly string[], schemas: Fields, found = new Map<string, unknown>()): ReadonlyMap<string, unknown> {
  for (const name of from) {
    const schema = own(schemas, name);
    if (schema === undefined || found.has(name)) continue;
    found.set(name, schema);
    needed(referredTo(schema), schemas, found);
  }
  return found;
}

function fragmentOf(definition: Definition, defined: DefinedVersion, version: Version): Fragment {
  const pattern = customOpenApi(version) as unknown as { readonly paths: Fields; readonly components: { readonly schemas: Fields } };
  const { plural, kind } = PATTERN[definition.spec.scope === 'Namespaced' ? 'Namespaced' : 'Cluster'];
  const { status, scale } = defined.subresources ?? {};
  const wanted = Object.entries(pattern.paths).filter(([path]) => {
    if (!path.includes(`/${plural}`)) return false;
    return path.endsWith('/status') ? status !== undefined : !path.endsWith('/scale') || scale !== undefined;
  });
  const paths = JSON.parse(renamed(encodeJson(Object.fromEntries(wanted)), definition, defined.name)) as Fields;
  const { schemas } = pattern.components;
  const others = Object.fromEntries(Object.entries(schemas).filter(([name]) => !name.startsWith('com.example.')));
  const [object, list] = [`com.example.v1.${kind}`, `com.example.v1.${kind}List`].map((name) => {
    const text = encodeJson({ [name]: own(schemas, name) });
    return Object.entries(JSON.parse(renamed(text, definition, defined.name)) as Fields)[0] ?? ['', {}];
  }) as unknown as [readonly [string, Fields], readonly [string, Fields]];
  const made = objectSchema(defined, object[1], object[1]['x-kubernetes-group-version-kind']);
  const selectable = made['x-kubernetes-selectable-fields'];
  const { 'x-kubernetes-selectable-fields': _pattern, ...listed } = list[1];
  const all: Fields = {
    ...others,
    [object[0]]: made,
    [list[0]]: { ...listed, ...(selectable !== undefined && { 'x-kubernetes-selectable-fields': selectable }) },
  };
  return { paths, schemas: Object.fromEntries(needed(referredTo(paths), all)) };
}

const fragments = new WeakMap<Definition, Map<string, Fragment>>();

function fragmentOnce(definition: Definition, defined: DefinedVersion, version: Version): Fragment {
  const known = fragments.get(definition) ?? new Map<string, Fragment>();
  fragments.set(definition, known);
  const key = `${version.name} ${defined.name}`;
  const fragment = known.get(key) ?? fragmentOf(definition, defined, version);
  known.set(key, fragment);
  return fragment;
}

function documentOf(parts: readonly Fragment[]): string {
  const merged = (name: keyof Fragment): Fields => {
    const entries = parts.flatMap((part) => Object.entries(part[name]));
    return Object.fromEntries(entries.sort(([a], [b]) => compareBytes(a, b)));
  };
  const info = { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' };
  return encodeJson({ openapi: '3.0.0', info, paths: merged('paths'), components: { schemas: merged('schemas') } } as JsonObject);
}

/** By path, apis/GROUP/VERSION, how a document is made. */
export function customDocuments(objects: readonly KubeObject[], version: Version): ReadonlyMap<string, () => string> {
  const definitions = objects.map(asDefinition).filter((definition) => isTrue(definition, 'Established'));
  const served = definitions.flatMap((definition) =>
    definition.spec.versions
      .filter((defined) => defined.served)
      .map((defined) => ({ path: `apis/${definition.spec.group}/${defined.name}`, definition, defined })),
  );
  const paths = [...new Set(served.map(({ path }) => path))];
  return new Map(
    paths.map((path) => {
      const own = served.filter((candidate) => candidate.path === path);
      return [path, () => documentOf(own.map(({ definition, defined }) => fragmentOnce(definition, defined, version)))] as const;
    }),
  );
}
