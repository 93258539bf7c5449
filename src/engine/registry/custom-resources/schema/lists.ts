/** Lists that are sets or have keys have each item once. After k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype/validation.go. */
import { duplicate, invalidValue, type FieldError, type FieldValue } from '../../../errors/field-error';
import { encodeJson } from '../../../golang/json';
import { inKeyOrder, own } from '../../../golang/map';
import { isMap, ofMembers, type Fields, type Schema } from './schema';

type Errors = readonly FieldError[];

/** The places at which something is the second time. */
function repeated(values: readonly unknown[]): readonly number[] {
  const seen = new Map<string, number>();
  return values.flatMap((value, index) => {
    const text = encodeJson(value);
    const times = seen.get(text) ?? 0;
    seen.set(text, times + 1);
    return times === 1 ? [index] : [];
  });
}

function keyed(items: readonly unknown[], keys: readonly string[], at: string): Errors {
  const odd = items.findIndex((item) => item !== null && !isMap(item));
  if (odd !== -1) return [invalidValue(`${at}[${odd}]`, items[odd] as FieldValue, 'must be an object for an array of list-type map')];
  const keysOfItems = items.map((item) => {
    const fields = (item ?? {}) as Fields;
    return inKeyOrder(Object.fromEntries(keys.flatMap((key) => (own(fields, key) === undefined ? [] : [[key, own(fields, key)]]))));
  });
  return repeated(keysOfItems).map((index) => duplicate(`${at}[${index}]`, keysOfItems[index] ?? {}));
}

function ofList(items: readonly unknown[], schema: Schema, at: string): Errors {
  const type = schema['x-kubernetes-list-type'];
  const { items: ofItem } = schema;
  return [
    ...(type === 'set' ? repeated(items).map((index) => duplicate(`${at}[${index}]`, items[index] as FieldValue)) : []),
    ...(type === 'map' ? keyed(items, schema['x-kubernetes-list-map-keys'] ?? [], at) : []),
    ...(ofItem === undefined ? [] : items.flatMap((item, index) => repeatedItems(item, ofItem, `${at}[${index}]`))),
  ];
}

export function repeatedItems(value: unknown, schema: Schema, at = ''): Errors {
  if (Array.isArray(value)) return ofList(value, schema, at);
  if (!isMap(value)) return [];
  const ofMember = ofMembers(schema);
  const inMembers = ofMember === undefined ? [] : Object.entries(value).flatMap(([name, member]) => repeatedItems(member, ofMember, `${at}[${name}]`));
  const inFields = Object.entries(value).flatMap(([name, member]) => {
    const property = own(schema.properties, name);
    return property === undefined ? [] : repeatedItems(member, property, at === '' ? name : `${at}.${name}`);
  });
  return [...inMembers, ...inFields];
}
