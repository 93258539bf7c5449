/** `cukernetes clean`: removes what runs left on a cluster, and on this machine, that did not come to their end. */
import { UsageError } from '../runner/usage-error';
import { cleanCluster } from '../targets/cluster/clean';
import { connectionOf } from '../targets/cluster/session';
import type { Connection } from '../targets/connection';
import type { ClusterChoice } from '../targets/target';
import { removeLeftFolders } from '../temporary-folder';

export interface CleanOptions extends ClusterChoice {
  readonly run?: string;
}

/** Sends nothing yet. */
function connected(choice: ClusterChoice): Connection {
  try {
    return connectionOf(choice);
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

export async function clean({ run, ...choice }: CleanOptions): Promise<string> {
  removeLeftFolders();
  const removed = await cleanCluster(connected(choice), run);
  const lines = removed.map((path) => `removed ${path}\n`);
  return lines.length === 0 ? 'There is nothing that a run left.\n' : lines.join('');
}
