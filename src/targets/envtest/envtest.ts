/** A real kube-apiserver, started for the flags and files of a scenario. */
import type { ApiResponse } from '../../engine/api/http';
import { VERSIONS } from '../../engine/versions';
import { CredentialStore, sharedClientAuthority, type ClientAuthority } from '../credentials';
import { kubeconfigOf } from '../kubeconfig';
import type { Requirements, Requester, Target, TargetKind, TargetRequest } from '../target';
import { assetsFor, versionOfProgram, type Assets } from './assets';
import { borrow, endAll, type Borrowed } from './pool';

const NEWEST = VERSIONS[VERSIONS.length - 1] ?? '';
const READS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Returns undefined where something is missing, which opening reports in full. */
function assetsThere(kubernetesVersion: string): Assets | undefined {
  try {
    return assetsFor(kubernetesVersion);
  } catch {
    return undefined;
  }
}

function unsupportedReason({ kubernetesVersion = NEWEST, pods, ownEngine }: Requirements): string | undefined {
  if (ownEngine === true) return 'it is about the API server of cukernetes, not about Kubernetes';
  if (pods === true) return 'containers of pods do not run on a control plane alone';
  const assets = assetsThere(kubernetesVersion);
  if (assets === undefined) return undefined;
  const version = versionOfProgram(assets.apiServer);
  return version === kubernetesVersion ? undefined : `${assets.apiServer} is of Kubernetes ${version}, not ${kubernetesVersion}`;
}

export const envtest: TargetKind = {
  unsupportedReason,
  open: async ({ kubernetesVersion = NEWEST, ...options }) => new EnvtestTarget(await borrow({ kubernetesVersion, ...options }), await sharedClientAuthority()),
  close: endAll,
};

class EnvtestTarget implements Target {
  readonly kubernetesVersion: string;
  readonly #borrowed: Borrowed;
  readonly #credentials: CredentialStore;
  /** Whether something may have been written whose effect has not been waited for. */
  #restless = false;
  /** Set once a kubeconfig is out, with which others write without our knowing. */
  #open = false;

  constructor(borrowed: Borrowed, { authority }: ClientAuthority) {
    this.#borrowed = borrowed;
    this.kubernetesVersion = borrowed.controlPlane.kubernetesVersion;
    this.#credentials = new CredentialStore({ authority }, (request) => this.send(request));
  }

  async send(request: TargetRequest): Promise<ApiResponse> {
    const { controlPlane } = this.#borrowed;
    if (this.#restless || this.#open) await controlPlane.settled();
    const credentials = await this.#credentials.of(request.as);
    const response = await controlPlane.sender.send(request, credentials);
    this.#restless = !READS.has(request.method) && response.status < 300 && !isReview(request);
    return response;
  }

  async kubeconfig(requester: Requester): Promise<string> {
    const { sender } = this.#borrowed.controlPlane;
    const credentials = await this.#credentials.of(requester);
    this.#open = true;
    return kubeconfigOf({ url: sender.origin, authorityPem: sender.authorityPem }, credentials);
  }

  close(): Promise<void> {
    return this.#borrowed.giveBack();
  }
}

/** A question that is sent like an object, of which nothing is kept. */
const isReview = ({ path }: TargetRequest): boolean => /^\/apis\/auth(?:entication|orization)\.k8s\.io\/.*reviews$/.test(path);
