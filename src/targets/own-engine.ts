/** What the API server of src/engine cannot give a scenario, however it is reached. */
import { VERSIONS } from '../engine/versions';
import type { Requirements } from './target';

export function unsupportedByOwnEngine({ kubernetesVersion, pods }: Requirements): string | undefined {
  if (pods === true) return 'containers of pods do not run on an API server alone';
  if (kubernetesVersion !== undefined && !VERSIONS.some((version) => version === kubernetesVersion)) {
    return `the engine has no data for Kubernetes ${kubernetesVersion}, only for ${VERSIONS.join(', ')}`;
  }
  return undefined;
}
