/**
 * LimitPodHardAntiAffinityTopology: a pod keeps others away from its own node at the most, never from a whole zone.
 * Upstream: plugin/pkg/admission/antiaffinity/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import { forbidden } from '../../errors/status-error';
import { isPod, podSpec } from '../pod';

const ALLOWED = 'kubernetes.io/hostname';

export const createLimitPodHardAntiAffinityTopology = (): AdmissionPlugin => ({
  name: 'LimitPodHardAntiAffinityTopology',
  handles: (operation) => operation === 'CREATE' || operation === 'UPDATE',
  validate(attributes) {
    const { object, resource } = attributes;
    if (object === undefined || !isPod(attributes)) return;
    const terms = podSpec(object).affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    const wide = terms.find(({ topologyKey }) => topologyKey !== ALLOWED);
    if (wide === undefined) return;
    const why = `affinity.PodAntiAffinity.RequiredDuringScheduling has TopologyKey ${wide.topologyKey} but only key ${ALLOWED} is allowed`;
    throw forbidden(resource, object.metadata.name ?? '', why);
  },
});
