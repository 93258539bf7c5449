/**
 * A new node is tainted as not ready until its conditions say otherwise.
 * Upstream: plugin/pkg/admission/nodetaint/admission.go
 */
import type { Taint } from 'kubernetes-types/core/v1';
import type { AdmissionPlugin } from '../../api/admission';

const NOT_READY: Taint = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };

export const createTaintNodesByCondition = (): AdmissionPlugin => ({
  name: 'TaintNodesByCondition',
  handles: (operation) => operation === 'CREATE',
  admit({ object, resource, subresource }) {
    if (object === undefined || resource.group !== '' || resource.resource !== 'nodes' || subresource !== '') return object;
    const spec = (object['spec'] ?? {}) as { readonly taints?: readonly Taint[] };
    const taints = spec.taints ?? [];
    if (taints.some(({ key, effect }) => key === NOT_READY.key && effect === NOT_READY.effect)) return object;
    return { ...object, spec: { ...spec, taints: [...taints, NOT_READY] } };
  },
});
