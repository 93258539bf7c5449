/**
 * The garbage collector changes owners and finalizers of roles that it could never write itself: an update that changes
 * nothing else needs no right to escalate. After IsOnlyMutatingGCFields of k8s.io/kubernetes/pkg/registry/rbac/helpers.go.
 */
import type { KubeObject } from '../../../api/objects';
import { encodeJson } from '../../../golang/json';

const IGNORED_METADATA = ['ownerReferences', 'finalizers', 'selfLink', 'managedFields'];

const isEmpty = (value: unknown): boolean => value === undefined || value === null || (typeof value === 'object' && Object.keys(value).length === 0);

/** Without empty lists and maps: absent, null and empty are the same here. */
function filled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(filled);
  const fields = Object.entries(value).map(([name, field]) => [name, filled(field)] as const);
  return Object.fromEntries(fields.filter(([, field]) => !isEmpty(field)));
}

const compared = ({ kind: _kind, apiVersion: _apiVersion, metadata, ...rest }: KubeObject): string =>
  encodeJson(filled({ ...rest, metadata: Object.fromEntries(Object.entries(metadata).filter(([name]) => !IGNORED_METADATA.includes(name))) }));

export const changesOnlyGarbageCollectorFields = (object: KubeObject, old: KubeObject): boolean => compared(object) === compared(old);
