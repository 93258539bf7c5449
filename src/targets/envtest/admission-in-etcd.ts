/** Webhooks and policies as a real API server keeps them in its etcd: which of them changed, and markers beside them. */
import { ADMISSION_GROUP_VERSION, ADMISSION_RESOURCES, type MarkerStore } from './admission-markers';
import type { Etcd } from './etcd';

/** What etcd says of a prefix without keys. */
const NOTHING = '0 ';

export class AdmissionInEtcd implements MarkerStore {
  readonly #known = new Map(ADMISSION_RESOURCES.map((resource) => [resource, NOTHING]));

  constructor(
    private readonly etcd: Etcd,
    private readonly prefix: string,
  ) {}

  /** The resources that were written to since `seen` was last called; at the start there is nothing. */
  async written(): Promise<{ readonly resources: ReadonlySet<string>; seen(): void }> {
    const { changes } = await this.etcd.lastChanges(ADMISSION_RESOURCES.map((resource) => `${this.prefix}/${resource}/`));
    const now = ADMISSION_RESOURCES.map((resource, at) => [resource, changes[at] ?? ''] as const);
    const changed = now.filter(([resource, change]) => change !== this.#known.get(resource));
    const seen = (): void => {
      for (const [resource, change] of changed) this.#known.set(resource, change);
    };
    return { resources: new Set(changed.map(([resource]) => resource)), seen };
  }

  async write(name: string, objects: Readonly<Record<string, object>>): Promise<void> {
    const metadata = { name, uid: '00000000-0000-4000-8000-000000000000', creationTimestamp: '2000-01-01T00:00:00Z' };
    const stored = Object.entries(objects).map(
      ([resource, fields]) =>
        [this.#key(resource, name), Buffer.from(JSON.stringify({ apiVersion: ADMISSION_GROUP_VERSION, metadata, ...fields })).toString('base64')] as const,
    );
    await this.etcd.write(new Map(stored), []);
  }

  async remove(name: string, resources: readonly string[]): Promise<void> {
    await this.etcd.write(
      new Map(),
      resources.map((resource) => this.#key(resource, name)),
    );
  }

  #key(resource: string, name: string): string {
    return `${this.prefix}/${resource}/${name}`;
  }
}
