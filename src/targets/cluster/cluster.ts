/** A running cluster, reached by a context of a kubeconfig that the user names. */
import type { Needs, TargetKind } from '../target';
import { ClusterTarget } from './cluster-target';
import { ClusterSession } from './session';
import { chosenCluster } from './settings';

let session: Promise<ClusterSession> | undefined;

/** One a process. Refused once, it is refused for every scenario. */
function openSession(): Promise<ClusterSession> {
  return (session ??= Promise.resolve().then(() => ClusterSession.open(chosenCluster())));
}

async function unable({ kubernetesVersion, flags = {}, folder, controllers, pods, ownEngine }: Needs): Promise<string | undefined> {
  if (ownEngine === true) return 'it is about the API server of cukernetes, not about Kubernetes';
  if (pods === true) return 'commands in containers of pods are not run on a cluster';
  const names = Object.keys(flags);
  if (names.length > 0) return `the API server of a cluster runs with its own flags, and the scenario wants ${names.join(', ')}`;
  if (folder !== undefined) return 'the API server of a cluster has its own files, and the scenario wants others';
  if (controllers !== undefined) return 'a cluster has its own controllers, and the scenario wants others';
  const { kubernetesVersion: actual } = await openSession();
  return kubernetesVersion === undefined || kubernetesVersion === actual ? undefined : `the cluster runs Kubernetes ${actual}`;
}

export const cluster: TargetKind = {
  prepare: async () => void (await openSession()),
  unable,
  open: async () => new ClusterTarget(await openSession()),
  close: async () => {
    const opened = session;
    session = undefined;
    await (await opened?.catch(() => undefined))?.end();
  },
};
