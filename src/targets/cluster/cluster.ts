/** A running cluster, reached by a context of a kubeconfig that the user names. */
import type { ClusterChoice, Needs, TargetKind } from '../target';
import { ClusterTarget } from './cluster-target';
import { ClusterSession } from './session';

/** One a process. */
let session: Promise<ClusterSession> | undefined;

function opened(): Promise<ClusterSession> {
  if (session === undefined) throw new Error('No cluster was chosen before the first scenario.');
  return session;
}

async function unable({ kubernetesVersion, flags = {}, folder, controllers, pods, ownEngine }: Needs): Promise<string | undefined> {
  if (ownEngine === true) return 'it is about the API server of cukernetes, not about Kubernetes';
  if (pods === true) return 'commands in containers of pods are not run on a cluster';
  const names = Object.keys(flags);
  if (names.length > 0) return `the API server of a cluster runs with its own flags, and the scenario wants ${names.join(', ')}`;
  if (folder !== undefined) return 'the API server of a cluster has its own files, and the scenario wants others';
  if (controllers !== undefined) return 'a cluster has its own controllers, and the scenario wants others';
  const { kubernetesVersion: actual } = await opened();
  return kubernetesVersion === undefined || kubernetesVersion === actual ? undefined : `the cluster runs Kubernetes ${actual}`;
}

/** What nobody but a cluster says: which version it has. Nothing is written. */
async function ownVersion(choice: ClusterChoice): Promise<string> {
  const asked = await ClusterSession.open(choice);
  await asked.end();
  return asked.kubernetesVersion;
}

export const cluster: TargetKind = {
  ownVersion,
  prepare: async (choice) => {
    await (session ??= ClusterSession.open(choice));
  },
  unable,
  open: async () => new ClusterTarget(await opened()),
  close: async () => {
    const ending = session;
    session = undefined;
    await (await ending?.catch(() => undefined))?.end();
  },
};
