/** `cukernetes clean`: removes what runs left on a cluster that did not come to their end. */
import { cleanCluster } from '../targets/cluster/clean';
import type { ClusterChoice } from '../targets/target';

export interface CleanOptions extends ClusterChoice {
  readonly run?: string;
}

export async function clean({ run, ...choice }: CleanOptions): Promise<string> {
  const removed = await cleanCluster(choice, run);
  const lines = removed.map((path) => `removed ${path}\n`);
  return lines.length === 0 ? 'There is nothing that a run left.\n' : lines.join('');
}
