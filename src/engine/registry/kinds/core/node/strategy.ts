/** Nodes: their status comes from the node itself, also on creation. After k8s.io/kubernetes/pkg/registry/core/node. */
import type { KubeObject } from '../../../../api/objects';
import type { RegistryContext } from '../../../generic/context';
import { withHubFields } from '../../../generic/managed-fields/hub-fields';
import type { Strategy } from '../../../generic/strategy';
import { validateNode, validateNodeStatusUpdate, validateNodeUpdate } from './validation';
import { withStatusOfOld } from '../../../generic/status-and-generation';
import { givenFields } from '../../../generic/validation/given';
import type { NodeSpec } from 'kubernetes-types/core/v1';
import type { Version } from '../../../../versions';
import { rangeWarnings } from '../../../generic/warnings/addresses';

/** What a client is warned of that writes a node: fields that count for nothing. After nodeWarnings of pkg/registry/core/node/strategy.go. */
function nodeWarnings(node: KubeObject, version: Version): readonly string[] {
  if (!version.has('specWarnings')) return [];
  const { configSource, externalID = '', podCIDRs = [] } = givenFields<NodeSpec>(node['spec']);
  return [
    ...(configSource === undefined ? [] : ['spec.configSource: the feature is removed']),
    ...(externalID === '' ? [] : ['spec.externalID: this field is deprecated, and is unused by Kubernetes']),
    ...podCIDRs.flatMap((range, index) => rangeWarnings(range, `spec.podCIDRs[${index}]`)),
  ];
}

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
