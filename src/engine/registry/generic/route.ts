/**
 * From a path to what is asked of which resource, as upstream's REST container routes it: a path that no route has is 404, a
 * method that the route lacks is 405. After k8s.io/apiserver/pkg/endpoints/installer.go.
 */
import type { RequestInfo } from '../../api/attributes';
import { trim } from '../../golang/trim';
import { methodNotAllowed, resourceNotFound } from '../../errors/status-error';
import type { Installed, InstalledVersion } from './installed-resources';
import { own, table } from '../../golang/map';

export type Action = 'list' | 'create' | 'deletecollection' | 'get' | 'update' | 'patch' | 'delete' | 'watch' | 'connect' | 'post';

export interface Route {
  readonly installed: Installed;
  readonly subresource: string;
  readonly action: Action;
  readonly namespace: string;
  readonly name: string;
  /** What follows .../proxy, with its leading slash; '' elsewhere. */
  readonly subpath: string;
}

/** What a path names; `undefined` is what it is too short for, '' an empty segment, which matches a parameter of a route too. */
interface Place {
  readonly namespace: string | undefined;
  readonly resource: string;
  readonly name: string | undefined;
  readonly subresource: string | undefined;
  readonly rest: readonly string[];
  readonly watch: boolean;
}

const COLLECTION: Readonly<Record<string, Action>> = { GET: 'list', POST: 'create', DELETE: 'deletecollection' };
const OBJECT: Readonly<Record<string, Action>> = { GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete' };
const SUBRESOURCE: Readonly<Record<string, Action>> = { GET: 'get', PUT: 'update', PATCH: 'patch', DELETE: 'delete', POST: 'post' };
const VERB_OF_ACTION: Readonly<Record<Action, string>> = {
  list: 'list',
  create: 'create',
  deletecollection: 'deletecollection',
  get: 'get',
  update: 'update',
  patch: 'patch',
  delete: 'delete',
  watch: 'watch',
  post: 'create',
  connect: 'get',
};
/** Subresources that speak another protocol than the API's, and the methods they take. */
const CONNECT_METHODS = table<readonly string[]>({
  exec: ['GET', 'POST'],
  attach: ['GET', 'POST'],
  portforward: ['GET', 'POST'],
  proxy: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS'],
});

const SUBRESOURCES_OF_NAMESPACES = ['status', 'finalize'];

/** The segments after the version, read as a namespaced or a cluster-scoped place. */
function placeOf(segments: readonly string[]): Place {
  const watch = segments[0] === 'watch';
  const path = watch ? segments.slice(1) : segments;
  const [first = '', second, third, ...more] = path;
  const inNamespace = first === 'namespaces' && third !== undefined && !(path.length === 3 && SUBRESOURCES_OF_NAMESPACES.includes(third));
  if (!inNamespace) return { namespace: undefined, resource: first, name: second, subresource: third, rest: more, watch };
  const [name, subresource, ...rest] = more;
  return { namespace: second, resource: third, name, subresource, rest, watch };
}

/** Slashes at the ends do not count, those in between do. */
const segmentsOf = ({ path, apiPrefix }: RequestInfo): readonly string[] =>
  trim(path, '/')
    .split('/')
    .slice(apiPrefix === 'api' ? 2 : 3);

const has = (installed: Installed | undefined, verb: string): boolean => installed?.entry.verbs.includes(verb) === true;

/** The actions that a path without subresource has routes for, by method. */
function actionsAt(installed: Installed, place: Place): Readonly<Record<string, Action>> {
  const { namespaced } = installed.resource;
  if (place.watch) return { GET: 'watch' };
  if (place.name !== undefined) return OBJECT;
  // Over all namespaces one can only list.
  return namespaced && place.namespace === undefined ? { GET: 'list' } : COLLECTION;
}

/** Returns undefined where the route does not exist, or the resource lacks its verb. */
function routed(actions: Readonly<Record<string, Action>>, installed: Installed, method: string): Action | undefined {
  const action = own(actions, method);
  return action !== undefined && has(installed, VERB_OF_ACTION[action]) ? action : undefined;
}

function checkScope({ resource }: Installed, { namespace, name, watch, subresource }: Place): void {
  if (!resource.namespaced && namespace !== undefined) throw resourceNotFound();
  const needsNamespace = resource.namespaced && namespace === undefined && name !== undefined;
  if (needsNamespace || (watch && subresource !== undefined)) throw resourceNotFound();
}

function subresourceRoute(version: InstalledVersion, place: Place, subresource: string, info: RequestInfo, method: string): Route {
  const installed = version.get(`${place.resource}/${subresource}`);
  if (installed === undefined) throw resourceNotFound();
  checkScope(installed, place);
  const connects = CONNECT_METHODS[subresource];
  if (place.rest.length > 0 && subresource !== 'proxy') throw resourceNotFound();
  const common = { installed, subresource, namespace: place.namespace ?? '', name: place.name ?? '' };
  if (connects !== undefined) {
    if (!connects.includes(method)) throw methodNotAllowed();
    return { ...common, action: 'connect', subpath: subpathOf(place, info) };
  }
  const action = routed(SUBRESOURCE, installed, method);
  if (action === undefined) throw methodNotAllowed();
  return { ...common, action, subpath: '' };
}

function subpathOf({ rest }: Place, { path }: RequestInfo): string {
  if (rest.length === 0) return path.endsWith('/') ? '/' : '';
  return `/${rest.join('/')}${path.endsWith('/') ? '/' : ''}`;
}

/** Throws 404 and 405. */
export function route(version: InstalledVersion, info: RequestInfo, method: string): Route {
  const place = placeOf(segmentsOf(info));
  if (place.subresource !== undefined) return subresourceRoute(version, place, place.subresource, info, method);
  const installed = version.get(place.resource);
  if (installed === undefined) throw resourceNotFound();
  checkScope(installed, place);
  const actions = actionsAt(installed, place);
  const action = routed(actions, installed, method);
  if (action === undefined) throw Object.keys(actions).some((other) => routed(actions, installed, other)) ? methodNotAllowed() : resourceNotFound();
  return { installed, subresource: '', action, namespace: place.namespace ?? '', name: place.name ?? '', subpath: '' };
}
