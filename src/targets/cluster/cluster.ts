/** A running cluster, reached by a context of a kubeconfig that the user names. */
import { clusterNameOf, selfContained } from '../../kind/api-server-wish';
import type { ClusterChoice, Requirements, Target, TargetKind, TargetSession } from '../target';
import { ClusterTarget } from './cluster-target';
import { ClusterSession } from './session';

const OF_KIND_CONFIG = 'kind-cukernetes-';

/** How the API server of a cluster runs is known by its name only: that of a cluster from `cukernetes kind-config`. */
function unsupportedByItsFlags(context: string, { flags = {}, folder }: Requirements): string | undefined {
  const wants = Object.keys(flags).length > 0 || folder !== undefined;
  if (!wants) return context.startsWith(OF_KIND_CONFIG) ? 'the API server of this cluster runs with flags of its own' : undefined;
  const name = clusterNameOf(selfContained({ flags, files: folder?.contents() ?? [] }));
  if (context === `kind-${name}`) return undefined;
  return `it wants an API server with ${Object.keys(flags).join(', ') || 'files'} of its own, such as that of the cluster ${name} in deploy/kind`;
}

/** Asks the cluster for its version. Nothing is written. */
async function ownVersion(choice: ClusterChoice): Promise<string> {
  const asked = await ClusterSession.open(choice);
  await asked.end();
  return asked.kubernetesVersion;
}

class ClusterRun implements TargetSession {
  readonly #session: ClusterSession;

  constructor(session: ClusterSession) {
    this.#session = session;
  }

  get clientCa(): string {
    return this.#session.authority.certificatePem;
  }

  unsupportedReason(requirements: Requirements): string | undefined {
    const { kubernetesVersion, controllers, pods, nodes, callsBack, ownEngine } = requirements;
    if (ownEngine === true) return 'it is about the API server of cukernetes, not about Kubernetes';
    if (nodes === true) return 'kubelets of a cluster are not followed';
    if (pods === true) return 'commands in containers of pods are not run on a cluster';
    if (callsBack === true) return 'the API server of a cluster does not reach a webhook on 127.0.0.1 of this machine';
    if (controllers !== undefined) return 'a cluster has its own controllers, and the scenario wants others';
    const { kubernetesVersion: actual, settings } = this.#session;
    if (kubernetesVersion !== undefined && kubernetesVersion !== actual) return `the cluster runs Kubernetes ${actual}`;
    return unsupportedByItsFlags(settings.context, requirements);
  }

  open(): Promise<Target> {
    return Promise.resolve(new ClusterTarget(this.#session));
  }

  close(): Promise<void> {
    return this.#session.end();
  }
}

export const cluster: TargetKind = {
  ownVersion,
  connect: async (choice) => new ClusterRun(await ClusterSession.open(choice)),
};
