/**
 * The volumes of pods as directories of this machine. One that cannot be made is tried again with back-off, and an event says why.
 * Upstream: pkg/kubelet/volumemanager, pkg/volume/util/operationexecutor
 */
import { rm, chmod, access } from 'node:fs/promises';
import path from 'node:path';
import { makeFolders } from '../../engine/golang/files';
import { BackOff } from '../back-off';
import type { Clock } from '../../controllers/clock';
import type { EventText } from '../../controllers/event-recorder';
import { containersOf, type Pod, type Volume } from '../pod';
import { writeAtomically } from './atomic-writer';
import { payloadOf, type PayloadSources } from './payload';

const FIRST_WAIT = 500;
const LONGEST_WAIT = 122_000;
/** Upstream looks for volumes to be mounted every tenth of a second, and mounts those that it found the next time. */
const AFTER_FOUND = 200;

export interface Mounted {
  /** The directories by the names of volumes. */
  readonly paths: ReadonlyMap<string, string>;
  /** When to try again, in milliseconds from now; undefined: all are there. */
  readonly retryAfter: number | undefined;
}

const pluginOf = (volume: Volume): string => {
  if (volume.secret !== undefined) return 'kubernetes.io~secret';
  if (volume.configMap !== undefined) return 'kubernetes.io~configmap';
  if (volume.downwardAPI !== undefined) return 'kubernetes.io~downward-api';
  return volume.projected !== undefined ? 'kubernetes.io~projected' : 'kubernetes.io~empty-dir';
};

export class VolumeManager {
  readonly #backOff: BackOff;
  readonly #failedAt = new Map<string, number>();
  /** When a pod was seen first. */
  readonly #found = new Map<string, number>();

  constructor(
    readonly rootDir: string,
    readonly clock: Clock,
  ) {
    this.#backOff = new BackOff(clock, FIRST_WAIT, LONGEST_WAIT);
  }

  podDir = ({ metadata }: Pod): string => path.join(this.rootDir, 'pods', metadata.uid);

  /** Makes those that containers of the pod mount, and brings those that are there up to date. */
  async mount(pod: Pod, sources: PayloadSources, record: (event: EventText) => void): Promise<Mounted> {
    const used = new Set(containersOf(pod).flatMap(({ volumeMounts = [] }) => volumeMounts.map(({ name }) => name)));
    const paths = new Map<string, string>();
    const found = this.#found.get(pod.metadata.uid) ?? this.clock.now();
    this.#found.set(pod.metadata.uid, found);
    let retryAfter = used.size > 0 && this.clock.now() - found < AFTER_FOUND ? AFTER_FOUND : undefined;
    if (retryAfter !== undefined) return { paths, retryAfter };
    for (const volume of (pod.spec.volumes ?? []).filter(({ name }) => used.has(name))) {
      const key = `${pod.metadata.uid}/${volume.name}`;
      const left = this.#backOff.left(key, this.#failedAt.get(key) ?? 0);
      if (left > 0) {
        retryAfter = Math.min(retryAfter ?? left, left);
        continue;
      }
      try {
        paths.set(volume.name, await this.#setUp(pod, volume, sources));
        this.#backOff.forget(key);
      } catch (error) {
        record({ type: 'Warning', reason: 'FailedMount', message: `MountVolume.SetUp failed for volume "${volume.name}" : ${(error as Error).message}` });
        this.#backOff.next(key, this.clock.now());
        this.#failedAt.set(key, this.clock.now());
        retryAfter = Math.min(retryAfter ?? LONGEST_WAIT, this.#backOff.wait(key));
      }
    }
    return { paths, retryAfter };
  }

  /** Removes all that the pod had. */
  async remove(pod: Pod): Promise<void> {
    this.#found.delete(pod.metadata.uid);
    for (const { name } of pod.spec.volumes ?? []) {
      this.#backOff.forget(`${pod.metadata.uid}/${name}`);
      this.#failedAt.delete(`${pod.metadata.uid}/${name}`);
    }
    await rm(this.podDir(pod), { recursive: true, force: true });
  }

  async #setUp(pod: Pod, volume: Volume, sources: PayloadSources): Promise<string> {
    if (volume.hostPath !== undefined) return hostPath(volume.hostPath);
    const folder = path.join(this.podDir(pod), 'volumes', pluginOf(volume), volume.name);
    const payload = await payloadOf(pod, volume, sources);
    if (payload !== undefined) {
      await writeAtomically(folder, payload, this.clock.now());
      return folder;
    }
    if (volume.emptyDir === undefined) throw new Error(`no volume plugin matched`);
    makeFolders(folder);
    await chmod(folder, 0o777);
    return folder;
  }
}

async function hostPath({ path: place, type = '' }: { readonly path: string; readonly type?: string }): Promise<string> {
  if (type === 'DirectoryOrCreate') makeFolders(place);
  const isThere = await access(place).then(
    () => true,
    () => false,
  );
  if (!isThere && type !== '') throw new Error(`hostPath type check failed: ${place} is not a ${type.toLowerCase()}`);
  return place;
}
