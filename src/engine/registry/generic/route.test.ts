import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { RequestInfo } from '../../api/attributes';
import type { Installed, InstalledVersion } from './installed-resources';
import { route } from './route';

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
function installed(name: string, namespaced: boolean, verbs: readonly string[] = VERBS): readonly [string, Installed] {
  const [resource = ''] = name.split('/');
  const kind = { group: '', version: 'v1', kind: 'X' };
  const entry = { name, singularName: '', namespaced, kind: 'X', verbs };
  return [name, { entry, resource: { group: '', version: 'v1', resource, kind, namespaced, stored: { group: '', resource, kind } } }];
}
const version: InstalledVersion = new Map([
  installed('pods', true),
  installed('pods/status', true, ['get', 'patch', 'update']),
  installed('pods/exec', true, ['create', 'get']),
  installed('nodes', false),
  installed('namespaces', false),
  installed('namespaces/status', false, ['get', 'patch', 'update']),
  installed('bindings', true, ['create']),
]);
// Only these two of a RequestInfo matter to the route.
const at = (path: string): RequestInfo => ({ path: `/api/v1/${path}`, apiPrefix: 'api' }) as RequestInfo;
const actionOf = (method: string, path: string): string => {
  try {
    const { action, namespace, name, subresource } = route(version, at(path), method);
    return [action, namespace, name, subresource].join(' ').trimEnd();
  } catch (error) {
    return String((error as { readonly code?: number }).code);
  }
};

describe('route', () => {
  for (const [method, path, expected] of [
    ['GET', 'pods', 'list'],
    ['POST', 'pods', '405'],
    ['GET', 'namespaces/a/pods', 'list a'],
    ['POST', 'namespaces/a/pods/', 'create a'],
    ['POST', 'namespaces/a/pods/p', '405'],
    ['DELETE', 'namespaces/a/pods/p', 'delete a p'],
    ['GET', 'namespaces/a', 'get  a'],
    ['PUT', 'namespaces/a/status', 'update  a status'],
    ['HEAD', 'namespaces/a', '405'],
    ['GET', 'watch/namespaces/a/pods', 'watch a'],
    ['GET', 'watch/nodes/n', 'watch  n'],
    ['POST', 'namespaces/a/pods/p/exec', 'connect a p exec'],
    ['PUT', 'namespaces/a/pods/p/exec', '405'],
    ['GET', 'namespaces/a/pods/p/nonsense', '404'],
    ['GET', 'namespaces/a/nodes', '404'],
    ['GET', 'pods/p', '404'],
    ['GET', 'bindings', '404'],
    ['GET', 'namespaces/a/bindings', '405'],
    ['PUT', 'namespaces//pods', '405'],
    ['PUT', 'namespaces/a//p', '404'],
    ['PUT', 'namespaces/a/pods//exec', '405'],
  ] as const)
    it(`${method} ${path} is ${expected}`, () => {
      expect(actionOf(method, path)).toBe(expected);
    });
});
