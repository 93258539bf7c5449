/**
 * What the REST container checks before a handler runs: that a body has one of the media types that the route consumes, and that
 * the client accepts one of those that it produces, literally, parameters aside. After matchesContentType and matchesAccept of github.com/emicklei/go-restful.
 */
import { firstHeader } from '../../golang/http-header';
import type { ApiRequest } from '../../api/http';
import type { Call } from '../../api/registry';
import type { Version } from '../../versions';
import { trim } from '../../golang/trim';
import { StatusError } from '../../errors/status-error';
import { endpointOf, MEDIA_TYPES, negotiateOrRefuse } from './media-type';

const OBJECT_TYPES = [MEDIA_TYPES.json, MEDIA_TYPES.yaml, MEDIA_TYPES.protobuf] as const;
const STREAM_TYPES = [`${MEDIA_TYPES.json};stream=watch`, `${MEDIA_TYPES.protobuf};stream=watch`] as const;

/** 'anything': the route connects to something else, which answers as it likes. */
export type RouteKind = 'object' | 'list' | 'log' | 'anything';

const PRODUCED = {
  object: OBJECT_TYPES,
  list: [...OBJECT_TYPES, ...STREAM_TYPES],
  log: ['text/plain', ...OBJECT_TYPES],
  anything: ['*/*'],
} as const satisfies Record<RouteKind, readonly string[]>;

/** Throws 406 with empty details, as the container does. */
export function checkRouteAccepts(request: ApiRequest, produced: readonly string[], version: Version): void {
  const accept = firstHeader(request, 'accept');
  if (accept === '' || produced.includes('*/*')) return;
  const isProduced = (type: string): boolean => type === '*/*' || produced.includes(type);
  for (let at = 0; at < accept.length;) {
    const comma = accept.indexOf(',', at);
    const end = comma === -1 ? accept.length : comma;
    const clause = accept.slice(at, end);
    const semicolon = clause.indexOf(';');
    if (clause !== '' && isProduced(trim(semicolon === -1 ? clause : clause.slice(0, semicolon), ' '))) return;
    at = end + 1;
  }
  const available = version.has('routesNameTheirTypes') ? `\n\nAvailable representations: ${produced.join(', ')}` : '';
  throw new StatusError(406, 'NotAcceptable', `406: Not Acceptable${available}`, {});
}

/**
 * Throws 415 for a content type that a GET route does not consume; older containers look at it only where there is a body, and have
 * no route left for the next step otherwise: 406.
 */
export function checkRouteConsumes(request: ApiRequest, consumed: readonly string[], version: Version): void {
  const types = firstHeader(request, 'content-type');
  if (types === '' || types.split(',').some((type) => ['*/*', ...consumed].includes(trim(type.split(';')[0] ?? '', ' ')))) return;
  if (Number(firstHeader(request, 'content-length')) > 0 || !version.has('emptyPatchNotAcceptable'))
    throw new StatusError(415, 'UnsupportedMediaType', '415: Unsupported Media Type', {});
  throw new StatusError(406, 'NotAcceptable', '406: Not Acceptable', {});
}

/** The container's check, then the one that handlers make before they do anything. Throws 406. */
export function checkAccept({ request, info }: Pick<Call, 'request' | 'info'>, kind: RouteKind, version: Version): void {
  checkRouteAccepts(request, PRODUCED[kind], version);
  if (kind === 'object') negotiateOrRefuse(request, endpointOf(info));
}

/** What discovery produces. */
export const DISCOVERY_TYPES: readonly string[] = OBJECT_TYPES;
