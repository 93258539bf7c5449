/**
 * The controllers of kube-controller-manager that access control needs, each in its own file, started together over one
 * client with shared informers. Keys are worked off one after the other, so a run is the same each time.
 */
import type { Version } from '../engine/versions';
import type { Client } from './client';
import { clusterRoleAggregationController } from './cluster-role-aggregation';
import type { Controller, ControllerContext } from './controller';
import { Informer } from './informer';
import { namespaceController } from './namespace';
import { resourceQuotaController } from './resource-quota';
import { rootCaController } from './root-ca';
import { serviceCidrController } from './service-cidr';
import { serviceAccountController } from './service-account';
import { tokenController } from './service-account-token';

export interface ControllersOptions extends Pick<ControllerContext, 'rootCa' | 'signToken'> {
  readonly version: Version;
  /** Names as of --controllers of kube-controller-manager: `*` all, `-name` not that one. Default: all. */
  readonly names?: readonly string[];
  /** The same controllers, at rest, of the server that this one is a fork of. */
  readonly origin?: Controllers;
}

export interface Controllers {
  /** Resolves when every event seen so far has been dealt with, and the events which that caused. */
  settled(): Promise<void>;
  /** What they know, by the path of the collection. */
  readonly informers: ReadonlyMap<string, Informer>;
  stop(): void;
}

const all = (version: Version): readonly Controller[] => [
  serviceAccountController,
  rootCaController(version),
  tokenController(version),
  clusterRoleAggregationController(version),
  namespaceController(version),
  resourceQuotaController,
  ...(version.has('serviceIpAddresses') ? [serviceCidrController] : []),
];

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

export async function startControllers(client: Client, { version, names = ['*'], rootCa, signToken, origin }: ControllersOptions): Promise<Controllers> {
  const informers = new Map<string, Informer>();
  const informer = (path: string): Informer => {
    const known = informers.get(path) ?? origin?.informers.get(path)?.fork() ?? new Informer();
    informers.set(path, known);
    return known;
  };
  const context: ControllerContext = { client, informer, rootCa, signToken };
  const queue = new Map<string, () => Promise<void>>();
  let working: Promise<void> | undefined;
  let stopped = false;

  const work = async (): Promise<void> => {
    for (let next = queue.entries().next().value; next !== undefined && !stopped; next = queue.entries().next().value) {
      const [key, reconcile] = next;
      queue.delete(key);
      await reconcile();
    }
    working = undefined;
  };
  const enqueue = (controller: Controller, key: string): void => {
    queue.set(`${controller.name} ${key}`, () => controller.reconcile(key, context));
    // The turn begins later: a watch sends the event of a write before the write is answered.
    working ??= Promise.resolve().then(work);
  };

  const running = all(version).filter((controller) => isWanted(controller, names));
  for (const controller of running) {
    for (const [path, keys] of Object.entries(controller.watches)) {
      informer(path).onEvent((event) => {
        for (const key of keys(event, context)) enqueue(controller, key);
      });
    }
  }
  for (const [path, known] of informers) await known.start(client, path);

  return {
    informers,
    settled: async () => {
      for (const controller of running) for (const key of controller.waiting?.(context) ?? []) enqueue(controller, key);
      while (working !== undefined) await working;
    },
    stop: () => {
      stopped = true;
      for (const known of informers.values()) known.stop();
    },
  };
}
