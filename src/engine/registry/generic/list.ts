/**
 * GET of a collection. Items come without kind and apiVersion, and are `[]` when there are none.
 * After k8s.io/apiserver/pkg/endpoints/handlers/get.go ListResource.
 */
import type { KubeObject } from '../../api/objects';
import type { Answer } from '../../api/registry';
import { badRequest } from '../../response/status-error';
import { answered } from './conversion';
import { continueToken, parseContinueToken } from './continue-token';
import { versionOfExchange, type Exchange } from './exchange';
import { listOptions, type ListOptions } from './list-options';
import { apiVersionOf } from './resource';
import { checkNotInFuture, parseResourceVersion } from './resource-version';
import { selection } from './selection';

interface Page {
  readonly objects: readonly KubeObject[];
  readonly revision: number;
  readonly continue: string;
  readonly remaining: number;
}

/** The objects of the collection, in the stored version. */
export function selected(exchange: Exchange, options: ListOptions): readonly KubeObject[] {
  const { context, resource, namespace } = exchange;
  const all = context.storage.list(resource.stored, resource.namespaced && namespace !== '' ? namespace : undefined);
  return all.filter(selection(exchange, options));
}

const positionOf = ({ resource, namespace }: Exchange, { metadata }: KubeObject): string =>
  resource.namespaced && namespace === '' ? `${metadata.namespace}/${metadata.name}` : (metadata.name ?? '');

function page(exchange: Exchange, options: ListOptions): Page {
  const objects = selected(exchange, options);
  const revision = exchange.context.storage.revision;
  const from = options.continue === '' ? undefined : parseContinueToken(options.continue);
  const rest = from === undefined ? objects : objects.filter((object) => positionOf(exchange, object) > from.start);
  // A list from the cache is never cut.
  if (options.limit <= 0 || rest.length <= options.limit || (options.resourceVersion === '0' && from === undefined))
    return { objects: rest, revision: from?.revision ?? revision, continue: '', remaining: 0 };
  const cut = rest.slice(0, options.limit);
  const last = cut[cut.length - 1];
  const selective = options.labels.length > 0 || options.fields.length > 0;
  const start = last === undefined ? '' : positionOf(exchange, last);
  return {
    objects: cut,
    revision,
    continue: continueToken({ revision: from?.revision ?? revision, start }),
    remaining: selective ? 0 : rest.length - cut.length,
  };
}

export function listOf(exchange: Exchange, objects: readonly KubeObject[], metadata: KubeObject['metadata'] & Readonly<Record<string, unknown>>): KubeObject {
  const { resource, call } = exchange;
  const link = versionOfExchange(exchange).has('selfLink') ? { selfLink: call.info.path } : {};
  const items = objects.map((object) => {
    const { kind: _kind, apiVersion: _apiVersion, ...item } = answered(exchange, object);
    return item;
  });
  return { kind: `${resource.kind.kind}List`, apiVersion: apiVersionOf(resource.kind), metadata: { ...link, ...metadata }, items };
}

function checkContinue(options: ListOptions): void {
  if (options.continue !== '' && options.resourceVersion !== '' && options.resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
}

export function list(exchange: Exchange, options = listOptions(exchange)): Answer {
  checkNotInFuture(exchange, parseResourceVersion(exchange, options.resourceVersion));
  checkContinue(options);
  const { objects, revision, continue: token, remaining } = page(exchange, options);
  const metadata = { resourceVersion: String(revision), ...(token !== '' && { continue: token }), ...(remaining > 0 && { remainingItemCount: remaining }) };
  return { status: 200, object: listOf(exchange, objects, metadata) };
}
