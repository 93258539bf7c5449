/**
 * Changes to the metadata of an object. ObjectMeta is written in the order of its Go struct, so a field that is added has
 * to take its place among those that are there; this is the one place that knows the order.
 * After k8s.io/apimachinery/pkg/apis/meta/v1 ObjectMeta.
 */
import type { KubeObject, ObjectMeta } from '../api/objects';

const FIELDS = [
  'name',
  'generateName',
  'namespace',
  'selfLink',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'labels',
  'annotations',
  'ownerReferences',
  'finalizers',
  'clusterName',
  'managedFields',
] as const;

export type MetaChanges = { readonly [Field in keyof ObjectMeta]?: ObjectMeta[Field] | undefined };

/** The metadata with the changes; `undefined` takes a field away. */
export function changedMeta(metadata: ObjectMeta, changes: MetaChanges): ObjectMeta {
  const merged: Record<string, unknown> = { ...metadata, ...changes };
  const ordered: Record<string, unknown> = {};
  for (const field of FIELDS) if (merged[field] !== undefined) ordered[field] = merged[field];
  return ordered;
}

export function withMeta<T extends KubeObject>(object: T, changes: MetaChanges): T {
  return { ...object, metadata: changedMeta(object.metadata, changes) };
}
