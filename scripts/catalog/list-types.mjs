/**
 * list-types.mjs VERSION: writes catalog/<version>/list-types.json, the lists and maps of which the OpenAPI document of the
 * version says how they merge (x-kubernetes-list-type, x-kubernetes-list-map-keys, x-kubernetes-map-type). Keyed by Go type and
 * field; the field '.' is the type itself. What is not there follows from patch strategies, which types.json has.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const [version] = process.argv.slice(2);
const folder = path.join(import.meta.dirname, '../../src/engine/catalog', version);
const { definitions } = JSON.parse(gunzipSync(readFileSync(path.join(folder, 'openapi-v2.json.gz'))).toString());

/** io.k8s.api.core.v1.PodSpec is core/v1.PodSpec. */
const typeId = (name) => name.split('.').slice(-3).join('.').replace('.', '/');

const listType = (schema) => {
  const list = schema['x-kubernetes-list-type'];
  if (list !== undefined) return [list, ...(schema['x-kubernetes-list-map-keys'] ?? [])].join(' ');
  return schema['x-kubernetes-map-type'];
};

const entries = Object.entries(definitions).map(([name, definition]) => {
  const fields = Object.entries(definition.properties ?? {}).map(([field, schema]) => [field, listType(schema)]);
  return [typeId(name), Object.fromEntries([['.', listType(definition)], ...fields].filter(([, type]) => type !== undefined))];
});
const listed = entries.filter(([, fields]) => Object.keys(fields).length > 0).sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(path.join(folder, 'list-types.json'), `{\n${listed.map(([id, fields]) => `${JSON.stringify(id)}:${JSON.stringify(fields)}`).join(',\n')}\n}\n`);
