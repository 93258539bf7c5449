/**
 * Answers every path other than resources and health checks. Two kinds of places answer: web services of the REST container, which
 * take GET alone, ignore slashes at the end and check Accept; and plain handlers, which take any method at exactly their path.
 */
import type { HandlerResult, Call, Handler } from '../../api/registry';
import { nonResourceOf } from '../../catalog/non-resource';
import { compareBytes } from '../../golang/bytes';
import { trimRight } from '../../golang/trim';
import { encodeRaw } from '../../response/encoding/encode';
import { MEDIA_TYPES } from '../../response/negotiation/media-type';
import { checkRouteAccepts, checkRouteConsumes, DISCOVERY_TYPES } from '../../response/negotiation/route-accept';
import { methodNotAllowed, PlainTextError, resourceNotFound } from '../../errors/status-error';
import type { RegistryContext } from '../generic/context';
import { isHealthPath, isUnmadeCheck } from '../health/health';
import { DEFINITIONS } from '../custom-resources/definition';
import { aggregatedDiscovery } from './aggregated';
import { customDocuments } from './custom-openapi';
import { debugPage } from './debug-pages';
import { apiGroup, apiGroupList, apiResourceList, apiVersions } from './documents';
import { metrics } from './metrics';
import { hasOpenId, OPENID_CONFIGURATION, OPENID_KEYS, openIdConfiguration, openIdKeys } from './openid';
import { isThere, zpage } from './zpages';
import { openApiV2, openApiV3Document, openApiV3Root } from './openapi';
import { checkBackend } from './proxied-groups';
import { groupVersionOf } from '../../apimachinery/group-version';
import { servedGroups } from './served-groups';
import type { ServedGroup } from './served-group';

const notFound = (): PlainTextError => new PlainTextError(404, '404 page not found');
const object = (document: ReturnType<typeof apiGroup>): HandlerResult => ({ status: 200, object: document });
const json = (document: unknown, status = 200): HandlerResult => ({ status, text: encodeRaw(document).body, headers: { 'Content-Type': MEDIA_TYPES.json } });

/** The checks of the REST container, in its order. */
function checkRoute(call: Call, produced: readonly string[], context: RegistryContext): void {
  if (call.request.method !== 'GET') throw methodNotAllowed();
  checkRouteConsumes(call.request, produced, context.options.version);
  checkRouteAccepts(call.request, produced, context.options.version);
}

function rootPaths(context: RegistryContext): readonly string[] {
  const { paths } = nonResourceOf(context.options.version);
  const ofGroups = servedGroups(context)
    .filter(({ name, custom }) => name !== '' && !custom)
    .flatMap(({ name, versions }) => [`/apis/${name}`, ...versions.map(({ version }) => `/apis/${groupVersionOf({ group: name, version })}`)]);
  return [...paths.filter((path) => !isUnmadeCheck(path, context.options) && isThere(path, context.options.version)), ...ofGroups].sort(compareBytes);
}

/** /api and what is below it, other than resources. */
function legacyApi(call: Call, path: string, context: RegistryContext): HandlerResult {
  const [, , version] = path.split('/');
  const core = (): readonly ServedGroup[] => servedGroups(context).filter(({ name }) => name === '');
  if (version === undefined) {
    checkRoute(call, DISCOVERY_TYPES, context);
    return aggregatedDiscovery(call.request, core, context.options.version) ?? object(apiVersions(context.options));
  }
  const served = core()[0]?.versions.find((candidate) => candidate.version === version);
  if (served === undefined || path.split('/').length > 3) throw resourceNotFound();
  checkRoute(call, DISCOVERY_TYPES, context);
  return object(apiResourceList('', served));
}

/** /apis/<group>[/<version>]. The group itself, with or without a slash, is answered by the aggregator, to any method. */
function groupApi(call: Call, path: string, context: RegistryContext): HandlerResult {
  const [, , name = '', version, ...rest] = path.split('/');
  const group = servedGroups(context).find((candidate) => candidate.name === name);
  if (group === undefined || name === '') throw notFound();
  if (version === undefined) {
    if (call.info.path.length > path.length + 1) checkRoute(call, DISCOVERY_TYPES, context);
    return object(apiGroup(group));
  }
  const served = group.versions.find((candidate) => candidate.version === version);
  if (served === undefined || served.isStale === true || rest.length > 0) throw group.custom ? notFound() : resourceNotFound();
  if (!group.custom) checkRoute(call, DISCOVERY_TYPES, context);
  return object(apiResourceList(name, served));
}

function apis(call: Call, context: RegistryContext): HandlerResult {
  const groups = (): readonly ServedGroup[] => servedGroups(context);
  const aggregated =
    call.info.path === '/apis' ? aggregatedDiscovery(call.request, () => groups().filter(({ name }) => name !== ''), context.options.version) : undefined;
  return aggregated ?? object(apiGroupList(groups()));
}

function version(call: Call, path: string, context: RegistryContext): HandlerResult {
  if (path !== '/version') throw resourceNotFound();
  checkRoute(call, [MEDIA_TYPES.json], context);
  return json(nonResourceOf(context.options.version).version);
}

function unknownPath(context: RegistryContext): HandlerResult {
  const paths = nonResourceOf(context.options.version).unknownPath;
  if (paths === null) throw notFound();
  return json({ paths }, 404);
}

/** undefined: no web service and no group has the path. */
function webService(call: Call, context: RegistryContext): HandlerResult | undefined {
  const path = trimRight(call.info.path, '/');
  if (path === '/api' || path.startsWith('/api/')) return legacyApi(call, path, context);
  if (path.startsWith('/apis/') || (path === '/apis' && call.info.path.startsWith('/apis//'))) return groupApi(call, path, context);
  if (path === '/version' || path.startsWith('/version/')) return version(call, path, context);
  if (!hasOpenId(context)) return undefined;
  if (path === OPENID_CONFIGURATION) {
    checkRoute(call, [MEDIA_TYPES.json], context);
    return openIdConfiguration(context);
  }
  if (path !== OPENID_KEYS) return undefined;
  checkRoute(call, ['application/jwk-set+json'], context);
  return openIdKeys(context);
}

const customOpenApi = ({ storage, options }: RegistryContext): ReturnType<typeof customDocuments> =>
  customDocuments(storage.list(DEFINITIONS), options.version);

function plainHandler(call: Call, context: RegistryContext): HandlerResult | undefined {
  const { path } = call.info;
  const { version: kubernetes } = context.options;
  const { paths } = nonResourceOf(kubernetes);
  if (path === '/' || path === '/index.html') return json({ paths: rootPaths(context) });
  if (path === '/apis' || path === '/apis/') return apis(call, context);
  if (path === '/openapi/v2') return openApiV2(call, kubernetes);
  if (path === '/openapi/v3' && paths.includes(path)) return openApiV3Root(servedGroups(context), customOpenApi(context), kubernetes);
  if (path.startsWith('/openapi/v3/') && paths.includes('/openapi/v3/')) {
    return openApiV3Document(call, servedGroups(context), customOpenApi(context), kubernetes);
  }
  if (path === '/metrics' || (path === '/metrics/slis' && paths.includes(path))) return metrics(path, context);
  return zpage(call, context) ?? debugPage(call, context);
}

/** Who authorizes forgives slashes at the start, who routes does not. */
const isRouted = ({ path, apiPrefix }: Call['info']): boolean => path.startsWith(`/${apiPrefix}/`);

function answerOf(call: Call, context: RegistryContext): HandlerResult | undefined {
  checkBackend(call, context);
  if (call.info.isResourceRequest && !isRouted(call.info)) return unknownPath(context);
  if (call.info.apiPrefix === 'apis' && call.info.isResourceRequest && call.info.apiGroup === '') throw notFound();
  if (call.info.isResourceRequest || isHealthPath(call.info.path, context.options)) return undefined;
  return plainHandler(call, context) ?? webService(call, context) ?? unknownPath(context);
}

/** An unknown path is 404. */
export const createDiscovery = (context: RegistryContext): Handler => ({ handle: (call) => answerOf(call, context) });
