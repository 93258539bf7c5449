import { test } from 'node:test';
import { expect } from 'expect';
import type { Attributes, ResourceAttributes } from '../api/attributes';
import { pathAttributes, resourceAttributes } from '../apimachinery/attributes';
import { versionOf } from '../versions';
import { encodeJson } from '../golang/json';
import { forbiddenRequest } from './forbidden';
import { statusOf } from '../response/status';

const user = { name: 'NAME', uid: '', groups: [], extra: {} };
const path = (value: string): Attributes =>
  pathAttributes({
    user,
    verb: 'GET',
    path: value,
  });
const resource = (fields: Pick<ResourceAttributes, 'resource'> & Partial<ResourceAttributes>): Attributes =>
  resourceAttributes({ user, verb: 'get', ...fields });

const bodyOf = (attributes: Attributes, reason: string, version: string): string =>
  encodeJson(statusOf(forbiddenRequest(attributes, reason, versionOf(version)), versionOf(version)));

// The bodies of TestForbidden in k8s.io/apiserver/pkg/endpoints/handlers/responsewriters/errors_test.go.
const BODIES: readonly (readonly [Attributes, string])[] = [
  [
    path('/whatever'),
    String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \"NAME\" cannot GET path \"/whatever\"","reason":"Forbidden","details":{},"code":403}`,
  ],
  [
    path('/<script>'),
    String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"forbidden: User \"NAME\" cannot GET path \"/\u0026lt;script\u0026gt;\"","reason":"Forbidden","details":{},"code":403}`,
  ],
  [
    resource({ resource: 'pod' }),
    String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pod is forbidden: User \"NAME\" cannot get resource \"pod\" in API group \"\" at the cluster scope","reason":"Forbidden","details":{"kind":"pod"},"code":403}`,
  ],
  [
    resource({ resource: 'pod', name: 'mypod' }),
    String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pod \"mypod\" is forbidden: User \"NAME\" cannot get resource \"pod\" in API group \"\" at the cluster scope","reason":"Forbidden","details":{"name":"mypod","kind":"pod"},"code":403}`,
  ],
  [
    resource({ apiGroup: 'v2', resource: 'pod', subresource: 'quota', namespace: 'test' }),
    String.raw`{"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"pod.v2 is forbidden: User \"NAME\" cannot get resource \"pod/quota\" in API group \"v2\" in the namespace \"test\"","reason":"Forbidden","details":{"group":"v2","kind":"pod"},"code":403}`,
  ],
];
for (const [attributes, body] of BODIES) {
  const asked = attributes.isResourceRequest ? `${attributes.resource} ${attributes.name}` : attributes.path;
  test(`a refusal of ${asked}`, () => {
    expect(bodyOf(attributes, '', '1.36')).toBe(body);
  });
}

test('the reason is not escaped', () => {
  expect(forbiddenRequest(path('/a&b'), 'RBAC: <missing>', versionOf('1.36')).message).toBe(
    'forbidden: User "NAME" cannot GET path "/a&amp;b": RBAC: <missing>',
  );
});

test('until it was noticed, the text was a format string', () => {
  expect(forbiddenRequest(path('/foo%'), '', versionOf('1.20')).message).toBe('forbidden: User "NAME" cannot GET path "/foo%!"(MISSING)');
  expect(forbiddenRequest(path('/foo%'), '', versionOf('1.36')).message).toBe('forbidden: User "NAME" cannot GET path "/foo%"');
});
