/**
 * What was there before an update in the place of a value: items of a list with keys are found by them; nothing corresponds to an item of
 * any other list, nor to what is in a map that is one value.
 * After k8s.io/apiserver/pkg/cel/common/values.go and CorrelatedObject of k8s.io/apiserver/pkg/cel/common.
 */
import { encodeJson } from '../../../golang/json';
import { own } from '../../../golang/map';
import { isMap, type Schema } from './schema';

/** `undefined`: nothing corresponds to it. */
export type Before = { readonly value: unknown } | undefined;

export const isUnchanged = (value: unknown, before: Before): boolean => before !== undefined && encodeJson(before.value) === encodeJson(value);

export function beforeField(before: Before, schema: Schema, name: string): Before {
  if (before === undefined || !isMap(before.value) || schema['x-kubernetes-map-type'] === 'atomic') return undefined;
  const value = own(before.value, name);
  return value === undefined ? undefined : { value };
}

export function beforeItem(before: Before, schema: Schema, item: unknown): Before {
  if (before === undefined || !Array.isArray(before.value) || schema['x-kubernetes-list-type'] !== 'map' || !isMap(item)) return undefined;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  const value = (before.value as readonly unknown[]).find(
    (candidate) => isMap(candidate) && keys.every((key) => encodeJson(own(candidate, key)) === encodeJson(own(item, key))),
  );
  return value === undefined ? undefined : { value };
}
