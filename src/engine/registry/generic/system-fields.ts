/**
 * What only the server sets on a new object: uid, creationTimestamp, a generated name.
 * After k8s.io/apiserver/pkg/registry/rest/meta.go and pkg/storage/names/generate.go.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type { KubeObject } from '../../api/objects';
import { badRequest } from '../../errors/status-error';
import { withMeta } from '../../storage/object-meta';
import type { RequestScope } from './request-scope';

const MAX_GENERATED_BASE = 58;
/** Neither vowels nor digits that look like letters, so that no bad words come out. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

export const now = (): string => `${new Date().toISOString().slice(0, 19)}Z`;

const randomSuffix = (): string => Array.from({ length: 5 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');

export const withSystemFields = (object: KubeObject): KubeObject => withMeta(object, { uid: randomUUID(), creationTimestamp: now(), selfLink: undefined });

export function withGeneratedName(object: KubeObject): KubeObject {
  const { name = '', generateName = '' } = object.metadata;
  if (name !== '' || generateName === '') return object;
  return withMeta(object, { name: `${generateName.slice(0, MAX_GENERATED_BASE)}${randomSuffix()}` });
}

/** An object without a namespace gets that of the request, one of a cluster-scoped kind loses it. Throws 400 if they differ. */
export function inNamespaceOfRequest({ resource, namespace }: RequestScope, object: KubeObject): KubeObject {
  const own = object.metadata.namespace ?? '';
  if (!resource.namespaced) return own === '' ? object : withMeta(object, { namespace: undefined });
  if (own === '') return withMeta(object, { namespace });
  if (own !== namespace) throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  return object;
}
