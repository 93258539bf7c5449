/**
 * Which nodes an object belongs to: a pod to the node it runs on, what the pod refers to likewise, a volume to the nodes of
 * its claim and its secrets to those of the volume. Kept up to date on each write.
 * After k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/{graph,graph_populator}.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Storage, StorageEvent, StorageIndex } from '../../api/storage';
import { LayeredMap } from '../../storage/layered-map';
import { claimOfVolume, keyOf, referencesOfPod, secretsOfPersistentVolume } from './references';

/** What refers to an object, and how often: to a node of a pod, to a claim of a volume, to a volume of a secret. */
type Counts = ReadonlyMap<string, number>;

function counted(counts: Counts | undefined, target: string, by: 1 | -1): Counts {
  const count = (counts?.get(target) ?? 0) + by;
  const others = [...(counts ?? [])].filter(([name]) => name !== target);
  return new Map(count > 0 ? [...others, [target, count]] : others);
}

const nodeOf = (object: KubeObject): string => (object.spec as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
const selfOf = (resource: string, { metadata }: KubeObject): string => keyOf(resource, metadata.namespace ?? '', metadata.name ?? '');

/** Edges lead from a key to a node (its name) or to another key (which holds a slash, as no name of a node does). */
function edgesOf(resource: string, object: KubeObject): readonly (readonly [from: string, to: string])[] {
  switch (resource) {
    case 'pods':
      return nodeOf(object) === '' ? [] : [...new Set(referencesOfPod(object))].map((key) => [key, nodeOf(object)] as const);
    case 'volumeattachments':
    case 'resourceslices':
    case 'podcertificaterequests':
      return nodeOf(object) === '' ? [] : [[selfOf(resource, object), nodeOf(object)]];
    case 'persistentvolumes': {
      const claim = claimOfVolume(object);
      const volume = selfOf(resource, object);
      return claim === undefined ? [] : [[volume, claim], ...secretsOfPersistentVolume(object).map((secret) => [secret, volume] as const)];
    }
    default:
      return [];
  }
}

export class NodeGraph implements StorageIndex {
  readonly #edges: LayeredMap<Counts>;

  constructor(edges = new LayeredMap<Counts>()) {
    this.#edges = edges;
  }

  static of(storage: Storage): NodeGraph {
    return storage.index('node-graph', () => new NodeGraph());
  }

  /** Whether the object belongs to the node; `key` as keyOf makes it. */
  reaches(key: string, node: string): boolean {
    const targets = this.#edges.get(key);
    if (targets === undefined) return false;
    if (targets.has(node)) return true;
    for (const target of targets.keys()) if (target.includes('/') && this.reaches(target, node)) return true;
    return false;
  }

  onWrite({ type, resource: { resource }, object, previous }: StorageEvent): void {
    if (previous !== undefined) this.#count(edgesOf(resource, previous), -1);
    if (type !== 'DELETED') this.#count(edgesOf(resource, object), 1);
  }

  fork(): NodeGraph {
    return new NodeGraph(this.#edges.fork());
  }

  #count(edges: readonly (readonly [string, string])[], by: 1 | -1): void {
    for (const [from, to] of edges) {
      const counts = counted(this.#edges.get(from), to, by);
      if (counts.size === 0) this.#edges.delete(from);
      else this.#edges.set(from, counts);
    }
  }
}
