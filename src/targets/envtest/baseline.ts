/**
 * Takes a real API server back to how it was right after its start, so that it can serve the next scenario. What is stored in etcd
 * then is kept; afterwards every key that was not there is deleted and every one that was changed is written anew, in one
 * transaction. The API server and the controllers learn of it as of any other write, by their watches; objects with
 * finalizers and namespaces that were being deleted are simply gone.
 */
import type { Etcd, StoredValue } from './etcd';

/** What a control plane writes all the time by itself. */
const RESTLESS = ['/masterleases/', '/leases/', '/events/'];

export class Baseline {
  private constructor(
    readonly etcd: Etcd,
    readonly prefix: string,
    /** What every key held. */
    readonly values: ReadonlyMap<string, string>,
    /** The revisions at which the keys last had these values. */
    private readonly revisions: Map<string, string>,
  ) {}

  static async of(etcd: Etcd, prefix: string): Promise<Baseline> {
    const stored = await etcd.all(prefix);
    return new Baseline(etcd, prefix, new Map([...stored].map(([key, { value }]) => [key, value])), revisionsOf(stored));
  }

  /** Whether anything had to be restored: a controller may still have been writing. */
  async restore(): Promise<boolean> {
    const present = revisionsOf(await this.etcd.all(this.prefix, { keysOnly: true }));
    const added = [...present.keys()].filter((key) => !this.values.has(key));
    const changed = [...this.values.keys()].filter((key) => present.get(key) !== this.revisions.get(key) && !this.#isRestless(key));
    if (added.length + changed.length === 0) return false;
    const revision = await this.etcd.write(new Map(changed.map((key) => [key, this.values.get(key) ?? ''])), added);
    for (const key of changed) this.revisions.set(key, revision);
    return true;
  }

  #isRestless(key: string): boolean {
    return RESTLESS.some((part) => key.startsWith(this.prefix + part));
  }
}

const revisionsOf = (stored: ReadonlyMap<string, StoredValue>): Map<string, string> => new Map([...stored].map(([key, { modRevision }]) => [key, modRevision]));
