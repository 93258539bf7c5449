/**
 * An object with the defaults of its schema. A null that a field may not have counts as left out, and goes where nothing takes its place.
 * After k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting/{algorithm,prunenulls}.go.
 */
import { inKeyOrder, own, setOwn } from '../../../golang/map';
import { isMap, ofField, type Fields, type Schema } from './schema';

const isLeftOut = (value: unknown, schema: Schema | undefined): boolean =>
  value === undefined || (value === null && schema !== undefined && schema.nullable !== true);

function member(value: unknown, schema: Schema | undefined): unknown {
  return defaulted(isLeftOut(value, schema) ? schema?.default : value, schema);
}

function mapDefaulted(map: Fields, schema: Schema): Fields {
  const made: Record<string, unknown> = {};
  const names = new Set([...Object.keys(map), ...Object.keys(schema.properties ?? {})]);
  for (const name of names) {
    const given = own(map, name);
    const value = member(given, ofField(schema, name));
    if (value !== undefined) setOwn(made, name, value);
  }
  return inKeyOrder(made);
}

export function defaulted(value: unknown, schema: Schema | undefined): unknown {
  if (schema === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => (item === null ? (member(item, schema.items) ?? null) : defaulted(item, schema.items)));
  return isMap(value) ? mapDefaulted(value, schema) : value;
}
