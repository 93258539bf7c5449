/**
 * GET of a collection. Items come without kind and apiVersion, and are `[]` when there are none.
 * After k8s.io/apiserver/pkg/endpoints/handlers/get.go ListResource.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import type { KubeObject } from '../../api/objects';
import type { HandlerResult, Collection } from '../../api/registry';
import { filterInTurns } from '../../golang/turns';
import { badRequest } from '../../errors/status-error';
import { answered } from './conversion';
import { continueToken, parseContinueToken } from './continue-token';
import { versionOfScope, type RequestScope } from './request-scope';
import { keptList } from './kept-lists';
import { listOptions, type ListOptions } from './list-options';
import { checkNotInFuture, parseResourceVersion, readBy } from './resource-version';
import { selection } from './selection';
import { describeShard } from './shard-selector';

interface Page {
  readonly objects: readonly KubeObject[];
  readonly revision: number;
  readonly continue: string;
  readonly remaining: number;
}

/** The objects of the collection at this moment, in the stored version and in the order of their positions. `seen` gets all of them. */
export function selected(scope: RequestScope, options: ListOptions, seen: (object: KubeObject) => void = () => undefined): Promise<readonly KubeObject[]> {
  const { context, resource, namespace } = scope;
  const all = context.storage.snapshot(resource.stored, resource.namespaced && namespace !== '' ? namespace : undefined);
  const matches = selection(scope, options);
  const start = options.continue === '' ? undefined : parseContinueToken(options.continue).start;
  return filterInTurns(all, (object) => {
    seen(object);
    return (start === undefined || positionOf(scope, object) > start) && matches(object);
  });
}

const positionOf = ({ resource, namespace }: RequestScope, { metadata }: KubeObject): string =>
  resource.namespaced && namespace === '' ? `${metadata.namespace}/${metadata.name}` : (metadata.name ?? '');

async function page(scope: RequestScope, options: ListOptions): Promise<Page> {
  const from = options.continue === '' ? undefined : parseContinueToken(options.continue);
  const revision = from?.revision ?? scope.context.storage.revision;
  let end: KubeObject | undefined;
  const objects = await selected(scope, options, (object) => (end = object));
  const last = options.limit > 0 ? objects[options.limit - 1] : undefined;
  // A list from the cache is never cut; another one is where any object comes after it, whether it is asked for or not.
  const isCut = last !== undefined && end !== undefined && positionOf(scope, end) > positionOf(scope, last);
  if (!isCut || (options.resourceVersion === '0' && from === undefined)) return { objects, revision, continue: '', remaining: 0 };
  const cut = objects.slice(0, options.limit);
  const selective = options.labels.length > 0 || options.fields.length > 0 || options.shard !== undefined;
  return {
    objects: cut,
    revision,
    continue: continueToken({ revision, start: positionOf(scope, last) }),
    remaining: selective ? 0 : objects.length - cut.length,
  };
}

export function collectionOf(
  scope: RequestScope,
  objects: readonly KubeObject[],
  metadata: KubeObject['metadata'] & Readonly<Record<string, unknown>>,
): Collection {
  const { resource, call } = scope;
  const link = versionOfScope(scope).has('selfLink') ? { selfLink: call.info.path } : {};
  const item = (object: KubeObject): KubeObject => {
    const { kind: _kind, apiVersion: _apiVersion, ...fields } = answered(scope, object);
    return fields;
  };
  return { fields: { kind: `${resource.kind.kind}List`, apiVersion: groupVersionOf(resource.kind), metadata: { ...link, ...metadata } }, objects, item };
}

function checkContinue(options: ListOptions): void {
  if (options.continue !== '' && options.resourceVersion !== '' && options.resourceVersion !== '0')
    throw badRequest('specifying resource version is not allowed when using continue');
}

export async function list(scope: RequestScope, options = listOptions(scope)): Promise<HandlerResult> {
  const by = readBy(scope, options);
  checkNotInFuture(scope, parseResourceVersion(scope, options.resourceVersion, by), by);
  checkContinue(options);
  return {
    status: 200,
    collection: await (isWhole(scope, options) ? keptList(scope.context.storage, keyOf(scope), () => read(scope, options)) : read(scope, options)),
  };
}

/** Only what goes over a connection may be asked for many times. */
const isWhole = ({ call }: RequestScope, options: ListOptions): boolean =>
  call.request.inParts === true &&
  options.labels.length === 0 &&
  options.fields.length === 0 &&
  options.shard === undefined &&
  options.limit <= 0 &&
  options.continue === '';

const keyOf = ({ call, resource, namespace }: RequestScope): string =>
  [call.info.path, resource.group, resource.resource, resource.kind.version, resource.kind.kind, namespace].join('\n');

async function read(scope: RequestScope, options: ListOptions): Promise<Collection> {
  const { objects, revision, continue: token, remaining } = await page(scope, options);
  const metadata = {
    resourceVersion: String(revision),
    ...(token !== '' && { continue: token }),
    ...(remaining > 0 && { remainingItemCount: remaining }),
    ...(options.shard && { shardInfo: { selector: describeShard(options.shard) } }),
  };
  return collectionOf(scope, objects, metadata);
}
