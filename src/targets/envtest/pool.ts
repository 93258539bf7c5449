/**
 * The control planes that run. Scenarios with the same flags and files share one, one after the other, each after it was taken back
 * to its start. One whose files a scenario has changed serves no other, nor does one that asks a webhook of the scenario. Few are kept
 * at a time: each takes half a gigabyte.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerFolder } from '../server-folder';
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
  /** Where the files lie that it reads. */
  readonly files?: string;
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

const keyOf = ({ folder, ...others }: Options): string => JSON.stringify([others, folder?.contents(), folder?.addressesOf(others.flags ?? {})]);

async function end({ controlPlane, files }: Omit<Kept, 'key'>): Promise<void> {
  await controlPlane.stop();
  if (files !== undefined) rmSync(files, { recursive: true, force: true });
}

async function started(options: Options): Promise<RealControlPlane> {
  while (idle.length > 0 && idle.length + inUse.size >= KEPT_AT_MOST) {
    const [oldest, ...others] = idle;
    idle = others;
    if (oldest !== undefined) await end(oldest);
  }
  return RealControlPlane.start(options, await etcdOf(options.kubernetesVersion));
}

/** Takes an idle one that serves the same. */
function taken(key: string, folder: ServerFolder | undefined): RealControlPlane | undefined {
  const kept = idle.find((candidate) => candidate.key === key);
  idle = idle.filter((candidate) => candidate !== kept);
  if (kept?.files !== undefined) folder?.moveTo(kept.files);
  return kept?.controlPlane;
}

export async function borrow(options: Options): Promise<Borrowed> {
  const { folder } = options;
  const key = keyOf(options);
  const kept = taken(key, folder);
  const controlPlane = kept ?? (await started(options));
  const files = folder?.path;
  inUse.add(controlPlane);
  if (kept !== undefined) await controlPlane.restore();
  const giveBack = async (): Promise<void> => {
    inUse.delete(controlPlane);
    // A scenario that started its server again has the files of the later one.
    const isUnchanged = folder?.path === files && keyOf(options) === key && idle.every((other) => other.files === undefined || other.files !== files);
    if (isUnchanged && folder?.isShareable !== false) idle = [...idle, { key, controlPlane, ...(folder && { files: folder.leave() }) }];
    else await controlPlane.stop();
  };
  return { controlPlane, giveBack };
}

/** Ends everything that runs. */
export async function endAll(): Promise<void> {
  const running = [...[...inUse].map((controlPlane) => ({ controlPlane })), ...idle];
  inUse.clear();
  idle = [];
  await Promise.allSettled(running.map(end));
  for (const { etcd, folder } of stores.values()) {
    await etcd.then(
      (server) => server.stop(),
      () => undefined,
    );
    rmSync(folder, { recursive: true, force: true });
  }
  stores.clear();
}
