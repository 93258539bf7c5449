/**
 * The control planes of a session that run. Scenarios with the same flags and files share one, one after the other, each after it was taken back
 * to its start. One whose files a scenario has changed serves no other, nor does one that asks a webhook of the scenario, or that makes namespaces by itself. Few are kept
 * at a time: each takes half a gigabyte.
 */
import { rmSync } from 'node:fs';
import { temporaryFolder } from '../../temporary-folder';
import type { ClientAuthority } from '../client-authority';
import type { ServerFolder } from '../server-folder';
import type { TargetOptions } from '../target';
import { assetsFor } from './assets';
import { BootstrappedKeys } from './bootstrapped-keys';
import { Etcd } from './etcd';
import { RealControlPlane } from './real-control-plane';
import { makeServiceAccountKeys, type KeyPairPem } from './service-account-keys';

type Options = TargetOptions & { readonly kubernetesVersion: string };

export interface Borrowed {
  readonly controlPlane: RealControlPlane;
  giveBack(): Promise<void>;
}

interface Kept {
  readonly key: string;
  readonly controlPlane: RealControlPlane;
  /** Where the files lie that it reads. */
  readonly files?: string;
}

const KEPT_AT_MOST = 3;

const keyOf = ({ folder, ...others }: Options): string => JSON.stringify([others, folder?.contents(), folder?.addressesOf(others.flags ?? {})]);

/**
 * With this plugin a namespace that is gone comes back when a controller that has not heard of it makes its ServiceAccount again, so that there
 * may be no end to taking it back.
 */
const makesNamespacesAnew = ({ flags = {} }: Options): boolean => Object.values(flags).some((value) => value.split(',').includes('NamespaceAutoProvision'));

async function end({ controlPlane, files }: Omit<Kept, 'key'>): Promise<void> {
  await controlPlane.stop();
  if (files !== undefined) rmSync(files, { recursive: true, force: true });
}

export class RealControlPlanePool {
  readonly #authority: ClientAuthority;
  readonly #bootstrapped = new BootstrappedKeys();
  /** Not in use, the one used last at the end. */
  #idle: readonly Kept[] = [];
  readonly #inUse = new Set<RealControlPlane>();
  readonly #stores = new Map<string, { readonly etcd: Promise<Etcd>; readonly folder: string }>();
  #serviceAccountKeys: KeyPairPem | undefined;

  constructor(authority: ClientAuthority) {
    this.#authority = authority;
  }

  async borrow(options: Options): Promise<Borrowed> {
    const { folder } = options;
    const key = keyOf(options);
    const kept = this.#taken(key, folder);
    const controlPlane = kept ?? (await this.#started(options));
    const files = folder?.path;
    this.#inUse.add(controlPlane);
    if (kept !== undefined) await controlPlane.restore();
    const giveBack = async (): Promise<void> => {
      this.#inUse.delete(controlPlane);
      // A scenario that started its server again has the files of the later one.
      const isUnchanged = folder?.path === files && keyOf(options) === key && this.#idle.every((other) => other.files === undefined || other.files !== files);
      if (isUnchanged && folder?.isShareable !== false && !makesNamespacesAnew(options))
        this.#idle = [...this.#idle, { key, controlPlane, ...(folder && { files: folder.leave() }) }];
      else await controlPlane.stop();
    };
    return { controlPlane, giveBack };
  }

  /** Ends everything that runs. */
  async close(): Promise<void> {
    const running = [...[...this.#inUse].map((controlPlane) => ({ controlPlane })), ...this.#idle];
    this.#inUse.clear();
    this.#idle = [];
    await Promise.allSettled(running.map(end));
    for (const { etcd, folder } of this.#stores.values()) {
      await etcd.then(
        (server) => server.stop(),
        () => undefined,
      );
      rmSync(folder, { recursive: true, force: true });
    }
    this.#stores.clear();
  }

  /** Takes an idle one that serves the same. */
  #taken(key: string, folder: ServerFolder | undefined): RealControlPlane | undefined {
    const kept = this.#idle.find((candidate) => candidate.key === key);
    this.#idle = this.#idle.filter((candidate) => candidate !== kept);
    if (kept?.files !== undefined) folder?.moveTo(kept.files);
    return kept?.controlPlane;
  }

  async #started(options: Options): Promise<RealControlPlane> {
    while (this.#idle.length > 0 && this.#idle.length + this.#inUse.size >= KEPT_AT_MOST) {
      const [oldest, ...others] = this.#idle;
      this.#idle = others;
      if (oldest !== undefined) await end(oldest);
    }
    return RealControlPlane.start(options, {
      etcd: await this.#etcdOf(options.kubernetesVersion),
      authority: this.#authority,
      serviceAccountKeys: (this.#serviceAccountKeys ??= makeServiceAccountKeys()),
      bootstrapped: this.#bootstrapped,
    });
  }

  #etcdOf(kubernetesVersion: string): Promise<Etcd> {
    const { etcd: file } = assetsFor(kubernetesVersion);
    const known = this.#stores.get(file);
    if (known !== undefined) return known.etcd;
    const folder = temporaryFolder('etcd');
    const etcd = Etcd.start(file, folder);
    this.#stores.set(file, { etcd, folder });
    return etcd;
  }
}
