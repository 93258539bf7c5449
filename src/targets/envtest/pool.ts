/**
 * The control planes that run. Scenarios with the same flags share one, one after the other, each after it was taken back to its
 * start. A scenario with files of its own, which may change while the server runs, gets its own. Few are kept at a time: each
 * takes half a gigabyte.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TargetOptions } from '../target';
import { assetsFor } from './assets';
import { Etcd } from './etcd';
import { RealControlPlane } from './real-control-plane';

type Options = TargetOptions & { readonly kubernetesVersion: string };

export interface Borrowed {
  readonly controlPlane: RealControlPlane;
  giveBack(): Promise<void>;
}

interface Kept {
  readonly key: string;
  readonly controlPlane: RealControlPlane;
}

const KEPT_AT_MOST = 3;

/** Not in use, the one used last at the end. */
let idle: readonly Kept[] = [];
const inUse = new Set<RealControlPlane>();
const stores = new Map<string, { readonly etcd: Promise<Etcd>; readonly folder: string }>();

function etcdOf(kubernetesVersion: string): Promise<Etcd> {
  const { etcd: file } = assetsFor(kubernetesVersion);
  const known = stores.get(file);
  if (known !== undefined) return known.etcd;
  const folder = mkdtempSync(path.join(tmpdir(), 'cukernetes-etcd-'));
  const etcd = Etcd.start(file, folder);
  stores.set(file, { etcd, folder });
  return etcd;
}

async function started(options: Options): Promise<RealControlPlane> {
  while (idle.length > 0 && idle.length + inUse.size >= KEPT_AT_MOST) {
    const [oldest, ...others] = idle;
    idle = others;
    await oldest?.controlPlane.stop();
  }
  return RealControlPlane.start(options, await etcdOf(options.kubernetesVersion));
}

export async function borrow(options: Options): Promise<Borrowed> {
  const { folder, ...others } = options;
  const key = folder !== undefined && folder.contents().length > 0 ? undefined : JSON.stringify(others);
  const kept = key === undefined ? undefined : idle.find((candidate) => candidate.key === key);
  idle = idle.filter((candidate) => candidate !== kept);
  const controlPlane = kept?.controlPlane ?? (await started(options));
  inUse.add(controlPlane);
  if (kept !== undefined) await controlPlane.restore();
  const giveBack = async (): Promise<void> => {
    inUse.delete(controlPlane);
    if (key === undefined) await controlPlane.stop();
    else idle = [...idle, { key, controlPlane }];
  };
  return { controlPlane, giveBack };
}

/** Ends everything that runs. */
export async function endAll(): Promise<void> {
  const running = [...inUse, ...idle.map(({ controlPlane }) => controlPlane)];
  inUse.clear();
  idle = [];
  await Promise.allSettled(running.map((controlPlane) => controlPlane.stop()));
  for (const { etcd, folder } of stores.values()) {
    await etcd.then(
      (server) => server.stop(),
      () => undefined,
    );
    rmSync(folder, { recursive: true, force: true });
  }
  stores.clear();
}
