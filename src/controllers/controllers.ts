/**
 * The controllers of kube-controller-manager that access control needs, each in its own file, started together over one
 * client with shared informers. Keys are worked off one after the other, so a run is the same each time.
 */
import type { Version } from '../engine/versions';
import type { Client } from './client';
import { clusterRoleAggregationController } from './cluster-role-aggregation';
import type { Controller, ControllerContext } from './controller';
import { collectionOf, collectionPath, preferredCollections } from './discovery';
import { GarbageCollector } from './garbage-collector';
import { Informer } from './informer';
import { namespaceController } from './namespace';
import { resourceQuotaController } from './resource-quota';
import { rootCaController } from './root-ca';
import { serviceCidrController } from './service-cidr';
import { serviceAccountController } from './service-account';
import { tokenController } from './service-account-token';
import { validatingAdmissionPolicyStatusController } from './validating-admission-policy-status';

export interface ControllersOptions extends Pick<ControllerContext, 'rootCa' | 'signToken'> {
  readonly version: Version;
  /** Names as of --controllers of kube-controller-manager: `*` all, `-name` not that one. Default: all. */
  readonly names?: readonly string[];
  /** The same controllers, at rest, of the server that this one is a fork of. */
  readonly origin?: Controllers;
  /** Collections that only a controller of all of them watches are watched from the first write on that `attend` hears of. */
  readonly onDemand?: boolean;
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

const all = (version: Version): readonly Controller[] => [
  serviceAccountController,
  rootCaController(version),
  tokenController(version),
  clusterRoleAggregationController(version),
  namespaceController(version),
  resourceQuotaController,
  new GarbageCollector(),
  ...(version.has('serviceIpAddresses') ? [serviceCidrController] : []),
  ...(version.has('policyTypesChecked') ? [validatingAdmissionPolicyStatusController(version)] : []),
];

/** Events are not collected: they go with time. */
const EVENTS: ReadonlySet<string> = new Set(['events.', 'events.events.k8s.io']);

async function collectableOf(client: Client): Promise<ReadonlyMap<string, string>> {
  const isCollectable = (verbs: readonly string[]): boolean => ['list', 'watch', 'delete'].every((verb) => verbs.includes(verb));
  const found = (await preferredCollections(client)).filter(({ name, verbs }) => !EVENTS.has(name) && isCollectable(verbs));
  return new Map(found.map((collection) => [collection.name, collectionPath(collection)]));
}

/** A client that has the collection of each write watched first. */
const attentive = (client: Client, attend: (target: string) => Promise<void>): Client => ({
  ...client,
  request: async (method, path, body, contentType) => {
    if (method !== 'GET') await attend(path);
    return client.request(method, path, body, contentType);
  },
});

const namesOf = ({ name, alias }: Controller): readonly string[] => [name, alias];

const isWanted = (controller: Controller, names: readonly string[]): boolean =>
  namesOf(controller).some((name) => names.includes(name)) || (names.includes('*') && !namesOf(controller).some((name) => names.includes(`-${name}`)));

/** The names of those that `names` means, as every version of kube-controller-manager takes them. */
export const controllerNames = (version: Version, names: readonly string[]): readonly string[] =>
  all(version)
    .filter((controller) => isWanted(controller, names))
    .map(({ alias }) => alias);

/** What is wrong with the names of --controllers, in the words of kube-controller-manager; undefined: nothing. */
export function unknownController(names: readonly string[], version: Version): string | undefined {
  const known = all(version);
  const unknown = names.map((name) => name.replace(/^-/, '')).find((name) => name !== '*' && !known.some((controller) => namesOf(controller).includes(name)));
  return unknown === undefined ? undefined : `"${unknown}" is not in the list of known controllers: ${known.map(({ name }) => name).join(', ')}`;
}

export async function startControllers(
  client: Client,
  { version, names = ['*'], rootCa, signToken, origin, onDemand = false }: ControllersOptions,
): Promise<Controllers> {
  const running = all(version).filter((controller) => isWanted(controller, names));
  const watchAll = running.flatMap((controller) => (controller.watchesAll === undefined ? [] : [{ controller, keys: controller.watchesAll }]));
  const informers = new Map([...(origin?.informers ?? [])].map(([path, known]) => [path, known.fork()]));
  const collectable = origin?.collectable ?? (watchAll.length === 0 ? new Map<string, string>() : await collectableOf(client));
  const started = new Map<string, Promise<void>>();
  const queue = new Map<string, () => Promise<void>>();
  let working: Promise<void> | undefined;
  let stopped = false;

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
  const attend = async (target: string): Promise<void> => {
    const path = collectable.get(collectionOf(target));
    if (path !== undefined) await start(path);
  };
  const context: ControllerContext = { client: onDemand ? attentive(client, attend) : client, informer, informers, rootCa, signToken };

  const work = async (): Promise<void> => {
    for (let next = queue.entries().next().value; next !== undefined && !stopped; next = queue.entries().next().value) {
      const [key, reconcile] = next;
      queue.delete(key);
      await reconcile();
    }
    working = undefined;
  };
  const enqueue = (controller: Controller, keys: readonly string[]): void => {
    for (const key of keys) queue.set(`${controller.name} ${key}`, () => controller.reconcile(key, context));
    // The turn begins later: a watch sends the event of a write before the write is answered.
    if (keys.length > 0) working ??= Promise.resolve().then(work);
  };

  for (const controller of running)
    for (const [path, keys] of Object.entries(controller.watches)) informer(path).onEvent((event) => enqueue(controller, keys(event, context)));
  const watched = [...informers.keys()].filter((path) => running.some(({ watches }) => Object.hasOwn(watches, path)));
  for (const { controller, keys } of watchAll)
    for (const path of collectable.values()) informer(path).onEvent((event) => enqueue(controller, keys(path, event, context)));
  for (const path of onDemand ? watched : informers.keys()) await start(path);

  return {
    informers,
    collectable,
    attend,
    settled: async () => {
      for (const controller of running) enqueue(controller, controller.waiting?.(context) ?? []);
      while (working !== undefined) await working;
    },
    stop: () => {
      stopped = true;
      for (const known of informers.values()) known.stop();
    },
  };
}
