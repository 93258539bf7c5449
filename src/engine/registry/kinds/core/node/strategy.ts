/** Nodes: their status comes from the node itself, also on creation. After k8s.io/kubernetes/pkg/registry/core/node. */
import { nodeWarnings } from './warnings';
import type { KubeObject } from '../../../../api/objects';
import type { RegistryContext } from '../../../generic/context';
import { withHubFields } from '../../../generic/managed-fields/hub-fields';
import type { Strategy } from '../../../generic/strategy';
import { validateNode, validateNodeStatusUpdate, validateNodeUpdate } from './validation';
import { withStatusOfOld } from '../../../generic/status-and-generation';

interface NodeStatus {
  readonly capacity?: object;
  readonly allocatable?: object;
}

/** What a node has it can also give, unless it says otherwise: an API default of the status. */
function withAllocatable(object: KubeObject): KubeObject {
  const { capacity, allocatable, ...status } = (object['status'] ?? {}) as NodeStatus;
  return capacity === undefined || allocatable !== undefined ? object : { ...object, status: { capacity, allocatable: capacity, ...status } };
}

/** podCIDR is the first of podCIDRs, whichever of them the client gave. */
function withPodCidrs(object: KubeObject, { scheme }: RegistryContext): KubeObject {
  const whole = withHubFields(object);
  if (whole === object) return object;
  return { kind: 'Node', apiVersion: 'v1', ...scheme.normalise(whole, { group: '', version: 'v1', kind: 'Node' }) };
}

export const nodes: Strategy = {
  prepareForCreate: (object, _call, context) => withPodCidrs(withAllocatable(object), context),
  prepareForUpdate: (object, old, _call, context) => withPodCidrs(withStatusOfOld(object, old), context),
  validate: validateNode,
  warnings: nodeWarnings,
  validateUpdate: validateNodeUpdate,
  status: { prepare: withAllocatable, validate: validateNodeStatusUpdate },
  selectableFields: () => ['metadata.name', 'spec.unschedulable'],
  fields: (object) => ({ 'spec.unschedulable': String((object['spec'] as { readonly unschedulable?: boolean } | undefined)?.unschedulable ?? false) }),
};
