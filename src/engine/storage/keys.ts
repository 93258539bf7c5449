/**
 * Where an object lies. Keys are etcd's: segments joined by '/', compared as strings, so that a list comes in the order in
 * which a real server gives it ("kube-system/x" before "kube/x", since '-' sorts before '/').
 */
import type { GroupResource } from '../api/objects';

export interface KeyRange {
  readonly low: string;
  /** Exclusive. '0' is the character after '/'. */
  readonly high: string;
}

export const keyOf = ({ group, resource }: GroupResource, namespace: string, name: string): string =>
  namespace === '' ? `${group}/${resource}/${name}` : `${group}/${resource}/${namespace}/${name}`;

export function rangeOf({ group, resource }: GroupResource, namespace?: string): KeyRange {
  const prefix = namespace === undefined || namespace === '' ? `${group}/${resource}` : `${group}/${resource}/${namespace}`;
  return { low: `${prefix}/`, high: `${prefix}0` };
}
