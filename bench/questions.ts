/** Who asks what in the benchmarks. */
import { resourceAttributes } from '../src/engine/apimachinery/attributes';
import type { Attributes } from '../src/engine/api/attributes';
import type { Identity } from '../src/engine/api/identity';

export const person = (name: string): Identity => ({ name, uid: '', groups: ['system:authenticated'], extra: {} });
export const account = (namespace: string, name: string): Identity => ({
  ...person(`system:serviceaccount:${namespace}:${name}`),
  groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
});

export const ask = (user: Identity, verb: string, apiGroup: string, resource: string, namespace: string, name: string): Attributes =>
  resourceAttributes({ user, verb, apiGroup, apiVersion: 'v1', resource, namespace, name });
