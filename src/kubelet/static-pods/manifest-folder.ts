/** The folder with the manifests of static pods, looked at again when it changes and every twenty seconds. Upstream: pkg/kubelet/config/file.go */
import { readdirSync, readFileSync, watch } from 'node:fs';
import path from 'node:path';
import type { Clock } from '../../controllers/clock';
import type { Pod } from '../pod';
import { staticPodOf } from './static-pod';

export interface ManifestFolderOptions {
  readonly folder: string;
  readonly nodeName: string;
  readonly clock: Clock;
  readonly log: (message: string) => void;
}

const EVERY = 20_000;

/** Calls `found` with all pods, at once and whenever they may have changed. Returns the end of it. */
export function watchManifests({ folder, nodeName, clock, log }: ManifestFolderOptions, found: (pods: readonly Pod[]) => void): () => void {
  /** The pod of a text is made once, so that its times stay. */
  const known = new Map<string, Pod>();
  const podOf = (name: string): readonly Pod[] => {
    const file = path.join(folder, name);
    try {
      const text = readFileSync(file, 'utf8');
      const key = `${file}\n${text}`;
      const pod = known.get(key) ?? staticPodOf(text, { file, nodeName, now: clock.now() });
      known.set(key, pod);
      return [pod];
    } catch (error) {
      log(`Can't process manifest file ${file}: ${(error as Error).message}`);
      return [];
    }
  };
  const look = (): void =>
    found(
      readdirSync(folder)
        .filter((name) => !name.startsWith('.'))
        .sort()
        .flatMap(podOf),
    );
  let cancel = (): void => undefined;
  const again = (): void => {
    look();
    cancel = clock.after(EVERY, again);
  };
  const watcher = watch(folder, look);
  again();
  return () => {
    cancel();
    watcher.close();
  };
}
