/** A real kube-apiserver, started for the flags and files of a scenario. */
import type { ApiResponse } from '../../engine/api/http';
import { VERSIONS } from '../../engine/versions';
import { ClientAuthority } from '../client-authority';
import { CredentialStore } from '../credentials';
import { kubeconfigOf } from '../kubeconfig';
import type { Requirements, Requester, Target, TargetKind, TargetOptions, TargetRequest, TargetSession } from '../target';
import { assetsFor, versionOfProgram, type Assets } from './assets';
import { RealControlPlanePool, type Borrowed } from './pool';

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

function unsupportedReason({ kubernetesVersion = NEWEST, pods, nodes, ownEngine }: Requirements): string | undefined {
  if (ownEngine === true) return 'it is about the API server of cukernetes, not about Kubernetes';
  if (nodes === true) return 'no kubelet runs beside a control plane alone';
  if (pods === true) return 'containers of pods do not run on a control plane alone';
  const assets = assetsThere(kubernetesVersion);
  if (assets === undefined) return undefined;
  const version = versionOfProgram(assets.apiServer);
  return version === kubernetesVersion ? undefined : `${assets.apiServer} is of Kubernetes ${version}, not ${kubernetesVersion}`;
}

export const envtest: TargetKind = { isEventual: true, connect: async () => new EnvtestSession(await ClientAuthority.create()) };

class EnvtestSession implements TargetSession {
  readonly #authority: ClientAuthority;
  readonly #pool: RealControlPlanePool;
  readonly unsupportedReason = unsupportedReason;

  constructor(authority: ClientAuthority) {
    this.#authority = authority;
    this.#pool = new RealControlPlanePool(authority);
  }

  get clientCa(): string {
    return this.#authority.certificatePem;
  }

  async open({ kubernetesVersion = NEWEST, ...options }: TargetOptions): Promise<Target> {
    return new EnvtestTarget(await this.#pool.borrow({ kubernetesVersion, ...options }), this.#authority);
  }

  async close(): Promise<void> {
    await this.#pool.close();
    this.#authority.close();
  }
}

class EnvtestTarget implements Target {
  readonly kubernetesVersion: string;
  readonly server: object;
  readonly #borrowed: Borrowed;
  readonly #credentials: CredentialStore;
  /** Whether something may have been written whose effect has not been waited for. */
  #restless = false;
  /** Set once a kubeconfig is out, with which others write without our knowing. */
  #open = false;

  constructor(borrowed: Borrowed, authority: ClientAuthority) {
    this.#borrowed = borrowed;
    this.server = borrowed.controlPlane;
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
