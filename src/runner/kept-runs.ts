/** What is kept from run to run: one file of JSON for each target and version. A run of some features renews what is of these. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Run } from './merged-run';

export type KeptOf = Pick<Run, 'target' | 'kubernetesVersion'>;

/** Everything that is kept in the folder, which need not be there. */
export const keptRuns = <Kept>(folder: string): readonly Kept[] =>
  !existsSync(folder)
    ? []
    : readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .sort()
        .map((file) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Kept);

export const keptFile = (folder: string, { target, kubernetesVersion }: KeptOf): string => path.join(folder, `${target}-${kubernetesVersion}.json`);

export const isOf =
  (run: KeptOf) =>
  ({ target, kubernetesVersion }: KeptOf): boolean =>
    target === run.target && kubernetesVersion === run.kubernetesVersion;

/** What the run has, and of what was kept before that which is of other features. */
export function renewed<Part extends { readonly uri: string }>(before: readonly Part[], now: readonly Part[]): readonly Part[] {
  const features = new Set(now.map(({ uri }) => uri));
  return [...before.filter(({ uri }) => !features.has(uri)), ...now];
}
