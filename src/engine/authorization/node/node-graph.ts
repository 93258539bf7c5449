/**
 * Which nodes an object belongs to: a pod to the node it runs on, what the pod refers to likewise, a volume to the nodes of
 * its claim and its secrets to those of the volume. Kept up to date on each write, at the cost of what the written object
 * refers to, however many others refer to the same.
 * After k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/{graph,graph_populator}.go.
 */
import BTree from 'sorted-btree';
import type { KubeObject } from '../../api/objects';
import type { Storage, StorageEvent, StorageIndex } from '../../api/storage';
import { LayeredMap } from '../../collections/layered-map';
import { claimOfVolume, extendedClaimOfPod, keyOf, referencesOfPod, refersAlike, secretsOfPersistentVolume } from './references';

/** How many pods let an object belong to a node. */
interface Count {
  readonly count: number;
}
type Links = BTree<string, true>;

const COUNTS: readonly Count[] = [{ count: 0 }, { count: 1 }, { count: 2 }];
const countOf = (count: number): Count => COUNTS[count] ?? { count };

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** No key and no name of a node holds a space. */
const pair = (key: string, to: string): string => `${key} ${to}`;

const nodeOf = (object: KubeObject): string => (object.spec as { readonly nodeName?: string } | undefined)?.nodeName ?? '';
const selfOf = (resource: string, { metadata }: KubeObject): string => keyOf(resource, metadata.namespace ?? '', metadata.name ?? '');

/** A volume leads to its claim, and each of its secrets to the volume; a volume without a claim leads nowhere. */
function linksOf(volume: KubeObject): readonly string[] {
  const claim = claimOfVolume(volume);
  const self = selfOf('persistentvolumes', volume);
  return claim === undefined ? [] : [pair(self, claim), ...secretsOfPersistentVolume(volume).map((secret) => pair(secret, self))];
}

export class NodeGraph implements StorageIndex {
  /** By key and node. */
  readonly #counts: LayeredMap<Count>;
  /** By pod: the claim of extended resources that was there when the pod was last looked at. */
  readonly #extendedClaims: LayeredMap<{ readonly claim: string }>;
  /** From volumes and their secrets, which have no node of their own. */
  readonly #links: Links;

  private constructor(counts: LayeredMap<Count>, extendedClaims: LayeredMap<{ readonly claim: string }>, links: Links) {
    this.#counts = counts;
    this.#extendedClaims = extendedClaims;
    this.#links = links;
  }

  static of(storage: Storage): NodeGraph {
    return storage.index('node-graph', () => new NodeGraph(new LayeredMap(), new LayeredMap(), new BTree<string, true>(undefined, byText)));
  }

  /** Whether the object belongs to the node; `key` as keyOf makes it. */
  reaches(key: string, node: string): boolean {
    if (this.#counts.get(pair(key, node)) !== undefined) return true;
    return this.#links.size > 0 && this.#reachesByLinks(key, node);
  }

  onWrite({ type, resource: { group, resource }, object, previous }: StorageEvent): void {
    const now = type === 'DELETED' ? undefined : object;
    switch (`${resource}.${group}`) {
      case 'pods.':
        this.#onPod(now, previous);
        return;
      case 'persistentvolumes.':
        if (previous !== undefined) for (const link of linksOf(previous)) this.#links.delete(link);
        if (now !== undefined) for (const link of linksOf(now)) this.#links.set(link, true);
        return;
      case 'volumeattachments.storage.k8s.io':
      case 'resourceslices.resource.k8s.io':
      case 'podcertificaterequests.certificates.k8s.io':
        if (previous !== undefined) this.#count([selfOf(resource, previous)], nodeOf(previous), -1);
        if (now !== undefined) this.#count([selfOf(resource, now)], nodeOf(now), 1);
        return;
      default:
    }
  }

  fork(): NodeGraph {
    return new NodeGraph(this.#counts.fork(), this.#extendedClaims.fork(), this.#links.clone());
  }

  #reachesByLinks(key: string, node: string): boolean {
    const prefix = pair(key, '');
    for (const link of this.#links.keys(prefix)) {
      if (!link.startsWith(prefix)) return false;
      if (this.reaches(link.slice(prefix.length), node)) return true;
    }
    return false;
  }

  /** A pod that refers to the same as before is not looked at again, not even for what only its status names. */
  #onPod(pod: KubeObject | undefined, previous: KubeObject | undefined): void {
    if (pod !== undefined && previous !== undefined && nodeOf(pod) === nodeOf(previous) && refersAlike(pod, previous)) return;
    if (previous !== undefined) {
      const self = selfOf('pods', previous);
      const extended = this.#extendedClaims.get(self);
      this.#count([...referencesOfPod(previous), ...(extended === undefined ? [] : [extended.claim])], nodeOf(previous), -1);
      if (extended !== undefined) this.#extendedClaims.delete(self);
    }
    if (pod === undefined || nodeOf(pod) === '') return;
    const claim = extendedClaimOfPod(pod);
    this.#count([...referencesOfPod(pod), ...(claim === undefined ? [] : [claim])], nodeOf(pod), 1);
    if (claim !== undefined) this.#extendedClaims.set(selfOf('pods', pod), { claim });
  }

  #count(keys: readonly string[], node: string, by: 1 | -1): void {
    if (node === '') return;
    for (const key of new Set(keys)) {
      const edge = pair(key, node);
      const count = (this.#counts.get(edge)?.count ?? 0) + by;
      if (count > 0) this.#counts.set(edge, countOf(count));
      else this.#counts.delete(edge);
    }
  }
}
