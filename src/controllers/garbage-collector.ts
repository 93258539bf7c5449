/**
 * An object whose owners are all gone is deleted. Of an owner that is deleted in the foreground the dependents go first; one that is
 * deleted with the policy Orphan loses its dependents, which stay.
 * Upstream: pkg/controller/garbagecollector/garbagecollector.go
 */
import type { KubeObject } from '../engine/api/objects';
import { versionPath } from '../engine/apimachinery/group-version';
import type { Client, WatchEvent } from './client';
import { isTerminating, type Controller, type ControllerContext } from './controller';
import { DependencyGraph, FOREGROUND, hasFinalizer, ORPHAN, ownersOf, waitsForDependents, type OwnerReference } from './dependency-graph';
import { collectionPath, collectionsAt } from './discovery';

const MERGE = 'application/merge-patch+json';

type OwnerState = 'solid' | 'dangling' | 'waiting' | 'unknown';

const splitAt = (text: string, at: number): readonly [string, string] => [text.slice(0, at), text.slice(at + 1)];

const pathOf = (collection: string, { metadata: { name = '', namespace } }: KubeObject): string => {
  const [base, resource] = splitAt(collection, collection.lastIndexOf('/'));
  return `${collectionPath({ base, resource }, namespace)}/${name}`;
};

/** Whether the owner is there. Where the server has no such kind, or the object cannot have such an owner, nothing is known. */
async function stateOf({ apiVersion, kind, name, uid }: OwnerReference, { metadata: { namespace } }: KubeObject, client: Client): Promise<OwnerState> {
  const collection = (await collectionsAt(client, versionPath(apiVersion), '')).find((other) => other.kind === kind);
  if (collection === undefined || (collection.namespaced && namespace === undefined)) return 'unknown';
  const owner = await client.request('GET', `${collectionPath(collection, collection.namespaced ? namespace : undefined)}/${name}`);
  if (owner.status === 404) return 'dangling';
  if (owner.status !== 200) return 'unknown';
  const found = owner.body as unknown as KubeObject;
  if (found.metadata.uid !== uid) return 'dangling';
  return waitsForDependents(found) ? 'waiting' : 'solid';
}

/** A patch that no other write may have come before. */
const patch = ({ client }: ControllerContext, path: string, { metadata: { resourceVersion } }: KubeObject, change: object): Promise<unknown> =>
  client.request('PATCH', path, { metadata: { resourceVersion, ...change } }, MERGE);

const withoutFinalizer = ({ metadata }: KubeObject, finalizer: string): object => ({
  finalizers: (metadata.finalizers ?? []).filter((other) => other !== finalizer),
});

/** A finalizer that is there already says how the object wants to go. */
function policyOf(object: KubeObject): string {
  if (hasFinalizer(object, ORPHAN)) return 'Orphan';
  return hasFinalizer(object, FOREGROUND) ? 'Foreground' : 'Background';
}

const remove = ({ client }: ControllerContext, path: string, { metadata: { uid, resourceVersion } }: KubeObject, propagationPolicy: string): Promise<unknown> =>
  client.request('DELETE', path, { apiVersion: 'v1', kind: 'DeleteOptions', preconditions: { uid, resourceVersion }, propagationPolicy });

export class GarbageCollector implements Controller {
  readonly name = 'garbage-collector-controller';
  readonly alias = 'garbagecollector';
  readonly watches = {};
  #graph: DependencyGraph | undefined;

  readonly watchesAll = (path: string, event: WatchEvent, context: ControllerContext): readonly string[] => this.#graphOf(context).take(path, event);

  async reconcile(key: string, context: ControllerContext): Promise<void> {
    const found = await this.#live(key, context);
    if (found === undefined) return;
    const { object, path } = found;
    if (isTerminating(object) && hasFinalizer(object, ORPHAN)) await this.#orphan(object, path, context);
    else if (waitsForDependents(object)) await this.#removeDependents(object, path, context);
    else if (!isTerminating(object) && ownersOf(object).length > 0) await this.#collect(object, path, context);
  }

  /** A fork knows its objects before it hears of the first event. */
  #graphOf({ informers }: ControllerContext): DependencyGraph {
    if (this.#graph !== undefined) return this.#graph;
    this.#graph = new DependencyGraph();
    for (const [path, informer] of informers) for (const object of informer.list()) this.#graph.take(path, { type: 'ADDED', object });
    return this.#graph;
  }

  /** The object as the server has it now, if it is still the one that was heard of. */
  async #live(key: string, { informer, client }: ControllerContext): Promise<{ readonly object: KubeObject; readonly path: string } | undefined> {
    const [collection, name] = splitAt(key, key.indexOf(' '));
    const known = informer(collection).get(name);
    if (known === undefined) return undefined;
    const path = pathOf(collection, known);
    const { status, body } = await client.request('GET', path);
    const object = body as unknown as KubeObject;
    return status === 200 && object.metadata.uid === known.metadata.uid ? { object, path } : undefined;
  }

  async #orphan(owner: KubeObject, path: string, context: ControllerContext): Promise<void> {
    const { uid = '' } = owner.metadata;
    for (const key of this.#graphOf(context).dependentsOf(uid)) {
      const dependent = await this.#live(key, context);
      if (dependent === undefined) continue;
      const ownerReferences = ownersOf(dependent.object).filter((other) => other.uid !== uid);
      await patch(context, dependent.path, dependent.object, { ownerReferences });
    }
    await patch(context, path, owner, withoutFinalizer(owner, ORPHAN));
  }

  async #removeDependents(owner: KubeObject, path: string, context: ControllerContext): Promise<void> {
    const graph = this.#graphOf(context);
    const { uid = '' } = owner.metadata;
    for (const key of graph.dependentsOf(uid)) {
      const dependent = await this.#live(key, context);
      if (dependent !== undefined && !isTerminating(dependent.object)) await this.#collect(dependent.object, dependent.path, context);
    }
    if (graph.blockingDependentsOf(uid).length === 0) await patch(context, path, owner, withoutFinalizer(owner, FOREGROUND));
  }

  async #collect(object: KubeObject, path: string, context: ControllerContext): Promise<void> {
    const owners = ownersOf(object);
    const states = await Promise.all(owners.map((owner) => stateOf(owner, object, context.client)));
    if (states.includes('unknown')) return;
    if (states.includes('solid')) {
      const solid = owners.filter((_, at) => states[at] === 'solid');
      if (solid.length < owners.length) await patch(context, path, object, { ownerReferences: solid });
      return;
    }
    const dependents = this.#graphOf(context).dependentsOf(object.metadata.uid ?? '');
    if (!states.includes('waiting') || dependents.length === 0) {
      await remove(context, path, object, policyOf(object));
      return;
    }
    await remove(context, path, await this.#unblocked(object, path, dependents, context), 'Foreground');
  }

  /** An object whose dependents wait for theirs may be in a circle with its owners: it blocks them no longer. */
  async #unblocked(object: KubeObject, path: string, dependents: readonly string[], context: ControllerContext): Promise<KubeObject> {
    const isWaiting = async (key: string): Promise<boolean> => {
      const dependent = await this.#live(key, context);
      return dependent !== undefined && waitsForDependents(dependent.object);
    };
    if (!(await Promise.all(dependents.map(isWaiting))).includes(true)) return object;
    await patch(context, path, object, { ownerReferences: ownersOf(object).map((owner) => ({ ...owner, blockOwnerDeletion: false })) });
    return (await context.client.request('GET', path)).body as unknown as KubeObject;
  }
}
