/**
 * Requests that are almost those of a recording: bodies, queries and headers with one thing changed. Where a request writes, its
 * mutants are dry runs, so that the recording goes on as if they had not been.
 */
import type { JsonObject, JsonValue } from '../engine/api/objects';
import { fieldsOf, mutantsOf } from './mutants';
import type { Exchange, RecordedRequest } from './recording';
import { isObject } from './volatile';

export interface MutatedRequest {
  /** Route, place and kind of the change: what is alike in many recordings is sent once. */
  readonly key: string;
  readonly request: () => RecordedRequest;
}

/** Reports whether a group of mutants has not been made yet. */
export type IsNew = (group: string) => boolean;

const ODD_TEXTS = [
  '',
  '-1',
  '7',
  'true',
  '%00',
  '=',
  ',',
  '!a',
  'a in (',
  'constructor',
  '{}',
  '1e400',
  '99999999999999999999999',
  'Invalid Date',
  '\u{1f600}',
];
const PARAMETERS = [
  ...['limit', 'continue', 'resourceVersion', 'resourceVersionMatch', 'sendInitialEvents', 'timeoutSeconds', 'timeout', 'labelSelector', 'fieldSelector'],
  ...[
    'dryRun',
    'fieldManager',
    'fieldValidation',
    'force',
    'gracePeriodSeconds',
    'propagationPolicy',
    'orphanDependents',
    'uid',
    'ignoreStoreReadErrorWithClusterBreakingPotential',
  ],
  ...['pretty', 'export', 'exact', 'includeObject', 'container', 'tailLines', 'sinceSeconds', 'sinceTime', 'limitBytes', 'path', 'command'],
];
const HEADERS = [
  'accept',
  'content-type',
  'impersonate-user',
  'impersonate-group',
  'impersonate-uid',
  'impersonate-extra-k',
  'authorization',
  'accept-encoding',
];
const OWN_TYPES = ['application/json', 'application/yaml', 'application/vnd.kubernetes.protobuf', 'text/plain'];
const PATCH_TYPES = ['application/json-patch+json', 'application/merge-patch+json', 'application/strategic-merge-patch+json', 'application/apply-patch+yaml'];

/** The path with names left out, as far as it is one of a resource. */
export function routeOf(target: string): string {
  const [path = ''] = target.split('?');
  const parts = path.split('/');
  const root = parts[1] === 'api' ? 3 : parts[1] === 'apis' ? 4 : parts.length;
  const inNamespace = parts[root] === 'namespaces' && parts.length > root + 2 && !['status', 'finalize'].includes(parts[root + 2] ?? '');
  const resource = inNamespace ? root + 2 : root;
  return parts.map((part, at) => ((inNamespace && at === root + 1) || at === resource + 1 ? '*' : part)).join('/');
}

/** The route with all resources alike: they read queries and headers alike. */
function shapeOf(target: string): string {
  const parts = routeOf(target).split('/').slice(1);
  const names = parts.filter((part) => part === '*').length;
  const subresource = parts.slice(parts.lastIndexOf('*') + 1);
  return parts[0] === 'api' || parts[0] === 'apis' ? `${names} ${subresource.length > 1 ? 'list' : subresource.join('/')}` : 'other';
}

const MAPS = /(labels|annotations|data|binaryData|stringData|nodeSelector|matchLabels|extra|parameters|limits|requests|hard|capacity)\.[^\s]+/;
const withQuery = (target: string, query: string): string => `${target}${target.includes('?') ? '&' : '?'}${query}`;
const isReview = (target: string): boolean => /reviews(\?|$)/.test(target);
const dry = ({ method, path }: RecordedRequest): string => (['GET', 'HEAD'].includes(method) || isReview(path) ? path : withQuery(path, 'dryRun=All'));

const contentTypeOf = ({ headers = {} }: RecordedRequest): string =>
  String(Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '');

/** The document of a body, also of one that was kept as text. */
function documentOf({ body }: RecordedRequest): JsonValue | undefined {
  if (typeof body !== 'string') return body;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    return undefined;
  }
}

const kindOf = (body: JsonValue): string => (isObject(body) ? `${String((body as JsonObject)['kind'])} ${String((body as JsonObject)['apiVersion'])}` : 'list');

/** A text as a body is sent as it is: JSON has quotes around it. */
const sentAs = (body: JsonValue): JsonValue => (typeof body === 'string' ? JSON.stringify(body) : body);

function* bodies(request: RecordedRequest, isNew: IsNew): Generator<MutatedRequest> {
  const body = documentOf(request);
  if (body === undefined) return;
  const what = `${request.method} ${routeOf(request.path)} ${contentTypeOf(request)} ${kindOf(body)}`;
  if (!isNew(`${what} ${fieldsOf(body).join(' ').replace(MAPS, '$1.*')}`)) return;
  const path = dry(request);
  for (const { field, change, body: mutant } of mutantsOf(body)) {
    yield { key: `${what} ${field.replace(MAPS, '$1.*')} ${change}`, request: () => ({ ...request, path, body: sentAs(mutant()) }) };
  }
}

function* queries(request: RecordedRequest): Generator<MutatedRequest> {
  const path = dry(request);
  for (const name of PARAMETERS) {
    for (const value of ODD_TEXTS) {
      yield {
        key: `${request.method} ${shapeOf(path)} ?${name}=${value}`,
        request: () => ({ ...request, path: withQuery(path, `${name}=${encodeURIComponent(value)}`) }),
      };
    }
  }
}

function* headers(request: RecordedRequest): Generator<MutatedRequest> {
  const path = dry(request);
  for (const name of HEADERS) {
    for (const value of [...ODD_TEXTS, ...(name === 'content-type' ? [...OWN_TYPES, ...PATCH_TYPES] : OWN_TYPES)]) {
      if ([...value].some((character) => character > '\u00ff')) continue;
      yield {
        key: `${request.method} ${shapeOf(path)} ${name}: ${value}`,
        request: () => ({ ...request, path, headers: { ...request.headers, [name]: value } }),
      };
    }
  }
}

const isWatch = (path: string): boolean => /[?&]watch=(1|true)|\/watch\//.test(path);
const follows = (path: string): boolean => /[?&]follow=/.test(path);

export function* mutatedRequests({ request }: Exchange, isNew: IsNew): Generator<MutatedRequest> {
  if (request.webhook === true || isWatch(request.path) || follows(request.path)) return;
  yield* bodies(request, isNew);
  if (!isNew(`${request.method} ${shapeOf(request.path)}`)) return;
  yield* queries(request);
  yield* headers(request);
}
