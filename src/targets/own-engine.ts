/** Sessions on the API server of src/engine, however it is reached, and what it cannot give a scenario. */
import { VERSIONS } from '../engine/versions';
import { ClientAuthority } from './client-authority';
import { ControlPlanePool, type OpenedControlPlane } from './control-plane-pool';
import type { Requirements, Target, TargetKind, TargetOptions, TargetSession } from './target';

/** Makes the target of a scenario, which closes its control plane. */
type Reach = (opened: OpenedControlPlane, authority: ClientAuthority) => Target | Promise<Target>;

function unsupportedByOwnEngine({ kubernetesVersion, pods }: Requirements): string | undefined {
  if (pods === true) return 'containers of pods do not run on an API server alone';
  if (kubernetesVersion !== undefined && !VERSIONS.some((version) => version === kubernetesVersion)) {
    return `the engine has no data for Kubernetes ${kubernetesVersion}, only for ${VERSIONS.join(', ')}`;
  }
  return undefined;
}

class OwnEngineSession implements TargetSession {
  readonly #authority: ClientAuthority;
  readonly #pool: ControlPlanePool;
  readonly #reach: Reach;
  readonly unsupportedReason = unsupportedByOwnEngine;

  constructor(authority: ClientAuthority, reach: Reach) {
    this.#authority = authority;
    this.#pool = new ControlPlanePool(authority);
    this.#reach = reach;
  }

  get clientCa(): string {
    return this.#authority.certificatePem;
  }

  async open(options: TargetOptions): Promise<Target> {
    return this.#reach(await this.#pool.open(options), this.#authority);
  }

  async close(): Promise<void> {
    await this.#pool.close();
    this.#authority.close();
  }
}

export const ownEngine = (reach: Reach): TargetKind => ({
  connect: async () => new OwnEngineSession(await ClientAuthority.create(), reach),
});
