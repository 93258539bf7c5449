/**
 * A watch: what is there, then each change, as one JSON line each. An object that comes to match the selectors is ADDED for
 * this client, one that ceases to is DELETED. After k8s.io/apiserver/pkg/endpoints/handlers/watch.go and pkg/storage/cacher.
 */
import type { KubeObject } from '../../api/objects';
import type { Answer } from '../../api/registry';
import type { StorageEvent } from '../../api/storage';
import { encodeJson } from '../../golang/json';
import { withMeta } from '../../storage/object-meta';
import { answered } from './conversion';
import type { Exchange } from './exchange';
import type { ListOptions } from './list-options';
import { apiVersionOf } from './resource';
import { parseResourceVersion } from './resource-version';
import { selection } from './selection';

/** Without ?timeoutSeconds= a server ends a watch after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
/** setTimeout counts milliseconds in 31 bits. */
const MAX_TIMEOUT_SECONDS = 2_147_483;

interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: KubeObject;
}

const line = (event: WatchEvent): string => `${encodeJson(event)}\n`;

/** The event as this client sees it. */
function seen(event: StorageEvent, matches: (object: KubeObject) => boolean): { readonly type: StorageEvent['type']; readonly object: KubeObject } | undefined {
  const matched = event.previous !== undefined && matches(event.previous);
  if (event.type === 'DELETED') return matched ? { type: 'DELETED', object: event.object } : undefined;
  const matching = matches(event.object);
  if (matching) return { type: matched ? 'MODIFIED' : 'ADDED', object: event.object };
  if (!matched || event.previous === undefined) return undefined;
  return { type: 'DELETED', object: withMeta(event.previous, { resourceVersion: String(event.resourceVersion) }) };
}

const expired = (revision: bigint, current: number): WatchEvent => ({
  type: 'ERROR',
  object: {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message: `too old resource version: ${revision} (${current})`,
    reason: 'Expired',
    code: 410,
  },
});

function bookmark({ context, resource }: Exchange, initial: boolean): WatchEvent {
  const metadata = { resourceVersion: String(context.storage.revision), ...(initial && { annotations: { 'k8s.io/initial-events-end': 'true' } }) };
  const empty = context.scheme.normalise({ metadata }, resource.kind);
  return { type: 'BOOKMARK', object: { ...empty, kind: resource.kind.kind, apiVersion: apiVersionOf(resource.kind) } };
}

export function watch(exchange: Exchange, options: ListOptions): Answer {
  const { context, resource, namespace } = exchange;
  const { storage } = context;
  const since = parseResourceVersion(exchange, options.resourceVersion);
  const matches = selection(exchange, options);
  const own = (event: StorageEvent): boolean =>
    event.resource.group === resource.stored.group &&
    event.resource.resource === resource.stored.resource &&
    (!resource.namespaced || namespace === '' || event.object.metadata.namespace === namespace);
  const withInitial = options.sendInitialEvents ?? since === 0n;

  const subscribe = (chunk: (text: string) => void, end: () => void, atMost = MAX_TIMEOUT_SECONDS * 1000): (() => void) => {
    const send = (event: WatchEvent): void => chunk(line(event));
    let from = Number(since);
    if (withInitial) {
      from = storage.revision;
      const present = storage.list(resource.stored, resource.namespaced && namespace !== '' ? namespace : undefined).filter(matches);
      for (const object of present) send({ type: 'ADDED', object: answered(exchange, object) });
      if (options.sendInitialEvents === true && options.allowWatchBookmarks) send(bookmark(exchange, true));
    } else if (since === 0n) from = storage.revision;
    const cancel = storage.watch(from, (event) => {
      const change = own(event) ? seen(event, matches) : undefined;
      if (change !== undefined) send({ type: change.type, object: answered(exchange, change.object) });
    });
    if (cancel === undefined) {
      send(expired(since, storage.revision));
      end();
      return () => undefined;
    }
    const timer = setTimeout(
      () => {
        cancel();
        if (options.allowWatchBookmarks) send(bookmark(exchange, false));
        end();
      },
      Math.min((options.timeoutSeconds || DEFAULT_TIMEOUT_SECONDS) * 1000, atMost),
    );
    // A watch that nobody limits must not keep the process alive.
    if (!options.timeoutSeconds) timer.unref();
    return () => {
      clearTimeout(timer);
      cancel();
    };
  };
  return { status: 200, watch: { subscribe } };
}
