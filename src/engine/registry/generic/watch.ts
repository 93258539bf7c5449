/**
 * A watch: what is there, then each change. An object that comes to match the selectors is ADDED for
 * this client, one that ceases to is DELETED. After k8s.io/apiserver/pkg/endpoints/handlers/watch.go and pkg/storage/cacher.
 */
import { groupVersionOf } from '../../apimachinery/group-version';
import type { KubeObject } from '../../api/objects';
import type { HandlerResult, WatchEvent, WatchEvents } from '../../api/registry';
import type { StorageEvent } from '../../api/storage';
import { Turn } from '../../golang/turns';
import { withMeta } from '../../storage/object-meta';
import { CacheWatcher } from './cache-watcher';
import { answered } from './conversion';
import type { RequestScope } from './request-scope';
import type { ListOptions } from './list-options';
import { parseResourceVersion } from './resource-version';
import { selection } from './selection';

/** Without ?timeoutSeconds= a server ends a watch after 30 to 60 minutes. */
const DEFAULT_TIMEOUT_SECONDS = 1800;
/** setTimeout counts milliseconds in 31 bits. */
const MAX_TIMEOUT_SECONDS = 2_147_483;

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

function bookmark({ context, resource }: RequestScope, revision: number, initial: boolean): WatchEvent {
  const metadata = { resourceVersion: String(revision), ...(initial && { annotations: { 'k8s.io/initial-events-end': 'true' } }) };
  const empty = context.scheme.normalise({ metadata }, resource.kind);
  const object = { kind: resource.kind.kind, apiVersion: groupVersionOf(resource.kind), ...empty };
  return { type: 'BOOKMARK', object: context.scheme.typeOf(resource.kind) === undefined ? context.scheme.normalise(object, resource.kind) : object };
}

type Matches = (object: KubeObject) => boolean;

/** The objects of the resource that are there, as events, in turns with other requests. */
class InitialEvents {
  readonly #objects: Iterator<KubeObject>;
  readonly #turn = new Turn();
  #isWaiting = false;

  constructor(
    objects: Iterable<KubeObject>,
    readonly matches: Matches,
    readonly ready: () => void,
  ) {
    this.#objects = objects[Symbol.iterator]();
  }

  next(): KubeObject | 'end' | undefined {
    if (this.#isWaiting) return undefined;
    for (;;) {
      const { done, value } = this.#objects.next();
      if (done === true) return 'end';
      if (this.matches(value)) return value;
      if (this.#turn.isOver()) return this.#later();
    }
  }

  #later(): undefined {
    this.#isWaiting = true;
    void this.#turn.next().then(() => {
      this.#isWaiting = false;
      this.ready();
    });
  }
}

/** Calls back when the watch has lasted as long as it may. */
function timeout(options: ListOptions, atMost: number, onTimeout: () => void): NodeJS.Timeout {
  const timer = setTimeout(onTimeout, Math.min((options.timeoutSeconds || DEFAULT_TIMEOUT_SECONDS) * 1000, atMost));
  // A watch without a limit of its own must not keep the process alive.
  if (!options.timeoutSeconds) timer.unref();
  return timer;
}

/** A bookmark comes two seconds before the end, of a watch that is longer. */
const PRETIMEOUT_SECONDS = 2;
const hasPretimeout = ({ timeoutSeconds }: ListOptions): boolean => (timeoutSeconds || DEFAULT_TIMEOUT_SECONDS) > PRETIMEOUT_SECONDS;

export function watch(scope: RequestScope, options: ListOptions): HandlerResult {
  const { context, resource, namespace } = scope;
  const { storage } = context;
  const since = parseResourceVersion(scope, options.resourceVersion, 'object');
  const matches = selection(scope, options);
  const within = resource.namespaced && namespace !== '' ? namespace : undefined;
  const own = (event: StorageEvent): boolean =>
    event.resource.group === resource.stored.group &&
    event.resource.resource === resource.stored.resource &&
    (within === undefined || event.object.metadata.namespace === within);
  const withInitial = options.sendInitialEvents ?? since === 0n;

  const open = (ready: () => void, atMost = MAX_TIMEOUT_SECONDS * 1000): WatchEvents => {
    const from = since === 0n || withInitial ? storage.revision : Number(since);
    /** What comes before the changes, last first. */
    const first: WatchEvent[] = withInitial && options.sendInitialEvents === true && options.allowWatchBookmarks ? [bookmark(scope, from, true)] : [];
    const last: WatchEvent[] = [];
    let initial = withInitial ? new InitialEvents(storage.snapshot(resource.stored, within), matches, ready) : undefined;
    let began = false;
    const watcher = new CacheWatcher(() => {
      cancel?.();
      clearTimeout(timer);
      ready();
    });
    const cancel = storage.watch(from, (event) => {
      if (!own(event) || seen(event, matches) === undefined) return;
      watcher.add(event);
      if (began) ready();
    });
    began = true;
    const timer = timeout(options, atMost, () => {
      if (options.allowWatchBookmarks && hasPretimeout(options)) last.push(bookmark(scope, storage.revision, false));
      watcher.stop();
    });
    if (cancel === undefined) {
      last.push(expired(since, storage.revision));
      watcher.stop();
    }

    const next = (): WatchEvent | 'end' | undefined => {
      const present = initial?.next();
      if (present === undefined && initial !== undefined) return undefined;
      if (present !== undefined && present !== 'end') return { type: 'ADDED', object: answered(scope, present) };
      initial = undefined;
      const event = first.pop();
      if (event !== undefined) return event;
      const waiting = watcher.next();
      const change = waiting && seen(waiting, matches);
      if (change !== undefined) return { type: change.type, object: answered(scope, change.object) };
      return watcher.isStopped ? (last.pop() ?? 'end') : undefined;
    };
    return { next, close: () => watcher.stop() };
  };
  return { status: 200, watch: { open } };
}
