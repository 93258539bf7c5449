/**
 * Controllers, each in its own file, started together over one client with shared informers and one work queue. Those of
 * kube-controller-manager that a server wants are in all-controllers.ts; the scheduler is one that runs for itself.
 */
import type { KubeObject } from '../engine/api/objects';
import type { Version } from '../engine/versions';
import type { Client, Reply } from './client';
import { systemClock, type Clock } from './clock';
import { CLUSTER_ROLES, CONFIG_MAPS, NAMESPACES, SECRETS, SERVICE_ACCOUNTS, type Controller, type ControllerContext } from './controller';
import { collectionOf, collectionPath, preferredCollections } from './discovery';
import { EventRecorder } from './event-recorder';
import { Informer, keyOf } from './informer';
import { WorkQueue } from './work-queue';

export interface ControllersOptions extends Pick<ControllerContext, 'rootCa' | 'signToken'> {
  readonly version: Version;
  readonly running: readonly Controller[];
  readonly clock?: Clock;
  /** The client of a controller that is a program of its own. */
  readonly clientFor?: (userAgent: string) => Client;
  /** The same controllers, at rest, of the server that this one is a fork of. */
  readonly origin?: Controllers;
  /** Collections that are empty when a server starts are watched from the first write on that `attend` hears of. */
  readonly onDemand?: boolean;
  /** Hears of what failed and is tried again. */
  readonly onError?: (key: string, error: unknown) => void;
}

export interface Controllers {
  /** Resolves when every event seen so far has been dealt with, and the events which that caused. */
  settled(): Promise<void>;
  /** Has the collection watched in which a request is going to write. */
  attend(target: string): Promise<void>;
  /** What they know, by the path of the collection. */
  readonly informers: ReadonlyMap<string, Informer>;
  /** The paths of the collections that can be listed, watched and deleted, by their names. */
  readonly collectable: ReadonlyMap<string, string>;
  stop(): void;
}

/** Events are not collected: they go with time. */
const EVENTS: ReadonlySet<string> = new Set(['events.', 'events.events.k8s.io']);

/** Collections that hold something when a server starts, before anyone writes. Of others nothing is heard until then. */
const FILLED_AT_START: ReadonlySet<string> = new Set([
  NAMESPACES,
  SERVICE_ACCOUNTS,
  SECRETS,
  CONFIG_MAPS,
  CLUSTER_ROLES,
  '/apis/networking.k8s.io/v1/servicecidrs',
  '/apis/networking.k8s.io/v1/ipaddresses',
]);

/** What stands in an answer instead of the object of the path. */
const NOT_THE_OBJECT: ReadonlySet<unknown> = new Set(['Status', 'Scale', 'Binding', 'TokenRequest', 'Eviction']);

async function collectableOf(client: Client): Promise<ReadonlyMap<string, string>> {
  const isCollectable = (verbs: readonly string[]): boolean => ['list', 'watch', 'delete'].every((verb) => verbs.includes(verb));
  const found = (await preferredCollections(client)).filter(({ name, verbs }) => !EVENTS.has(name) && isCollectable(verbs));
  return new Map(found.map((collection) => [collection.name, collectionPath(collection)]));
}

export async function startControllers(
  client: Client,
  {
    version,
    running,
    rootCa,
    signToken,
    origin,
    clock = systemClock,
    clientFor = () => client,
    onDemand = false,
    onError = () => undefined,
  }: ControllersOptions,
): Promise<Controllers> {
  const watchAll = running.flatMap((controller) => (controller.watchesAll === undefined ? [] : [{ controller, keys: controller.watchesAll }]));
  const informers = new Map([...(origin?.informers ?? [])].map(([path, known]) => [path, known.fork()]));
  const collectable = origin?.collectable ?? (watchAll.length === 0 ? new Map<string, string>() : await collectableOf(client));
  const started = new Map<string, Promise<void>>();
  const queue = new WorkQueue(clock, onError);

  const informer = (path: string): Informer => {
    const known = informers.get(path) ?? new Informer();
    informers.set(path, known);
    return known;
  };
  const start = (path: string): Promise<void> => {
    const starting = started.get(path) ?? informer(path).start(client, path);
    started.set(path, starting);
    return starting;
  };
  for (const path of running.flatMap(({ watches }) => Object.keys(watches))) informer(path);
  const attended = new Map([...collectable, ...[...informers.keys()].map((path) => [collectionOf(path), path] as const)]);
  const attend = async (target: string): Promise<void> => {
    const path = attended.get(collectionOf(target));
    if (path !== undefined) await start(path);
  };
  const sees = (method: string, target: string, { status, body }: Reply): void => {
    const object = body as unknown as KubeObject;
    const known = informers.get(attended.get(collectionOf(target)) ?? '');
    if (status >= 300 || known?.isInformed !== true || NOT_THE_OBJECT.has(object.kind) || object.metadata?.uid === undefined) return;
    // What is gone by now has been heard of already.
    if (method === 'DELETE' && known.get(keyOf(object))?.metadata.uid !== object.metadata.uid) return;
    known.wrote(object, method === 'DELETE' && object.metadata.deletionTimestamp === undefined);
  };
  const seeing = (sender: Client): Client => ({
    ...sender,
    request: async (method, target, body, contentType) => {
      if (method !== 'GET' && onDemand) await attend(target);
      const reply = await sender.request(method, target, body, contentType);
      if (method !== 'GET') sees(method, target, reply);
      return reply;
    },
  });
  const writer = seeing(client);
  const recorder = new EventRecorder(writer, clock, version);
  const contexts = new Map<Controller, ControllerContext>();
  const contextOf = (controller: Controller): ControllerContext => {
    const known = contexts.get(controller);
    if (known !== undefined) return known;
    const made: ControllerContext = {
      client: controller.userAgent === undefined ? writer : seeing(clientFor(controller.userAgent)),
      version,
      clock,
      informer,
      informers,
      rootCa,
      signToken,
      events: recorder.of(controller.component ?? controller.name),
      again: (key, milliseconds) => queue.addAfter(`${controller.name} ${key}`, () => controller.reconcile(key, made), milliseconds),
    };
    contexts.set(controller, made);
    return made;
  };
  const enqueue = (controller: Controller, keys: readonly string[]): void => {
    for (const key of keys) queue.add(`${controller.name} ${key}`, () => controller.reconcile(key, contextOf(controller)));
  };

  for (const controller of running)
    for (const [path, keys] of Object.entries(controller.watches)) informer(path).onEvent((event) => enqueue(controller, keys(event, contextOf(controller))));
  for (const { controller, keys } of watchAll)
    for (const path of collectable.values()) informer(path).onEvent((event) => enqueue(controller, keys(path, event, contextOf(controller))));
  const isWatched = (path: string): boolean => running.some(({ watches }) => Object.hasOwn(watches, path));
  const isDue = (path: string): boolean => !onDemand || (isWatched(path) && (FILLED_AT_START.has(path) || informer(path).isInformed));
  for (const path of [...informers.keys()].filter(isDue)) await start(path);

  return {
    informers,
    collectable,
    attend,
    settled: async () => {
      for (const controller of running) enqueue(controller, controller.waiting?.(contextOf(controller)) ?? []);
      await queue.idle();
    },
    stop: () => {
      queue.stop();
      for (const known of informers.values()) known.stop();
    },
  };
}
