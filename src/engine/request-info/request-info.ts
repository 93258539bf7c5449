/**
 * What a method and a URL ask for. Everything here follows from the decoded path; the query matters only for the verb of a
 * read without name (list or watch, and the name that a field selector fixes).
 * After k8s.io/apiserver/pkg/endpoints/request/requestinfo.go.
 */
import type { RequestInfo } from '../api/attributes';
import type { ApiRequest } from '../api/http';
import type { Version } from '../versions';
import { trim } from '../golang/trim';
import { bare } from '../errors/bare-error';
import { internalServerError } from '../errors/internal-server-error';
import { listIntent } from './list-intent';
import { parseQuery, parseRequestTarget } from './request-target';

const API_PREFIXES: readonly string[] = ['api', 'apis'];
const VERB_PREFIXES: readonly string[] = ['proxy', 'watch'];
/** What follows a namespace's name and still speaks of the namespace itself. */
const NAMESPACE_SUBRESOURCES: readonly string[] = ['status', 'finalize'];
const VERBS_WITH_SELECTORS: readonly string[] = ['list', 'watch', 'deletecollection'];
const VERB_OF_METHOD = new Map([
  ['POST', 'create'],
  ['GET', 'get'],
  ['HEAD', 'get'],
  ['PUT', 'update'],
  ['PATCH', 'patch'],
  ['DELETE', 'delete'],
]);

function segments(path: string): readonly string[] {
  const trimmed = trim(path, '/');
  return trimmed === '' ? [] : trimmed.split('/');
}

/** A namespaced resource is what comes after the namespace; a namespace itself is in its own namespace. */
function placed(parts: readonly string[]): { readonly namespace: string; readonly parts: readonly string[] } {
  const [first, namespace = '', third] = parts;
  if (first !== 'namespaces') return { namespace: '', parts };
  const contained = third !== undefined && !NAMESPACE_SUBRESOURCES.includes(third);
  return { namespace, parts: contained ? parts.slice(2) : parts };
}

const nonResource = (method: string, path: string, apiPrefix = ''): RequestInfo => ({
  isResourceRequest: false,
  path,
  verb: method.toLowerCase(),
  apiPrefix,
  apiGroup: '',
  apiVersion: '',
  namespace: '',
  resource: '',
  subresource: '',
  name: '',
  parts: [],
  fieldSelector: '',
  labelSelector: '',
});

/** undefined: a special verb without anything to apply to. */
function resolve(method: string, path: string, query: URLSearchParams, version: Version): RequestInfo | undefined {
  const all = segments(path);
  const apiPrefix = all[0] ?? '';
  if (all.length < 3 || !API_PREFIXES.includes(apiPrefix)) return nonResource(method, path);
  if (apiPrefix === 'apis' && all.length < 4) return nonResource(method, path, apiPrefix);

  const [apiGroup = '', apiVersion = '', ...afterVersion] = apiPrefix === 'apis' ? all.slice(1) : ['', ...all.slice(1)];
  const prefix = VERB_PREFIXES.find((verb) => verb === afterVersion[0]);
  if (prefix !== undefined && afterVersion.length < 2) return undefined;
  const { namespace, parts } = placed(prefix === undefined ? afterVersion : afterVersion.slice(1));
  const [resource = '', nameInPath = '', thirdPart = ''] = parts;
  const verbOfMethod = prefix ?? VERB_OF_METHOD.get(method) ?? '';
  const listing = nameInPath === '' && verbOfMethod === 'get' ? listIntent(query, version) : undefined;
  const name = listing?.name ?? nameInPath;
  const verb = listing?.verb ?? (name === '' && verbOfMethod === 'delete' ? 'deletecollection' : verbOfMethod);
  const selects = version.has('authorizeWithSelectors') && prefix === undefined && VERBS_WITH_SELECTORS.includes(verb);
  return {
    isResourceRequest: true,
    path,
    verb,
    apiPrefix,
    apiGroup,
    apiVersion,
    namespace,
    resource,
    subresource: verb === 'proxy' ? '' : thirdPart,
    name,
    parts,
    fieldSelector: selects ? (query.get('fieldSelector') ?? '') : '',
    labelSelector: selects ? (query.get('labelSelector') ?? '') : '',
  };
}

/** Throws the answer to a request that does not get any further. */
export function requestInfoOf(request: ApiRequest, version: Version): { readonly info: RequestInfo; readonly query: URLSearchParams } {
  const { path, rawQuery } = parseRequestTarget(request.target);
  const query = parseQuery(rawQuery, version.has('semicolonSeparatesQuery'));
  const info = resolve(request.method, path, query, version);
  if (info !== undefined) return { info, query };
  const failure = internalServerError(request.target, `failed to create RequestInfo: unable to determine kind and namespace from url, ${request.target}`);
  throw version.has('requestInfoBeforeCacheControl') ? bare(failure) : failure;
}
