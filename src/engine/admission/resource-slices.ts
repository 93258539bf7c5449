/**
 * The nodes that the devices of a ResourceSlice belong to, of devices whose resources count as the node's own.
 * After validateNodeAllocatableDRA of plugin/pkg/admission/nodedeclaredfeatures and k8s.io/component-helpers/scheduling/corev1/nodeaffinity.
 */
import type { NodeSelector, NodeSelectorRequirement, NodeSelectorTerm } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../api/objects';
import type { Storage } from '../api/storage';
import { own } from '../golang/map';
import { quote } from '../golang/quote';
import { matchesLabels, type LabelOperator } from '../apimachinery/selectors/label-selector';
import { NODES } from './changed-pod';

interface Place {
  readonly nodeName?: string;
  readonly nodeSelector?: NodeSelector;
  readonly allNodes?: boolean;
}
interface Device extends Place {
  readonly name: string;
  readonly nodeAllocatableResources?: Readonly<Record<string, object>>;
}
interface ResourceSlice extends KubeObject {
  readonly spec?: Place & { readonly devices?: readonly Device[]; readonly perDeviceNodeSelection?: boolean };
}
/** Why the nodes of a device cannot be said, or which they are. */
export type Placed = { readonly missing: string } | { readonly missing?: undefined; readonly nodes: readonly KubeObject[] };

const OPERATORS: Readonly<Record<string, LabelOperator>> = { In: 'in', NotIn: 'notin', Exists: 'exists', DoesNotExist: '!', Gt: 'gt', Lt: 'lt' };

const matchesExpressions = (requirements: readonly NodeSelectorRequirement[], labels: Readonly<Record<string, string>>): boolean =>
  matchesLabels(
    requirements.map(({ key, operator, values = [] }) => ({ key, operator: own(OPERATORS, operator) ?? 'exists', values })),
    labels,
  );

const matchesName = ({ operator, values = [] }: NodeSelectorRequirement, name: string): boolean => (operator === 'NotIn') !== values.includes(name);

/** A term that asks for nothing selects nothing. */
function matchesTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, { metadata }: KubeObject): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return matchesExpressions(matchExpressions, metadata.labels ?? {}) && matchFields.every((requirement) => matchesName(requirement, metadata.name ?? ''));
}

function nodesAt({ nodeName = '', nodeSelector, allNodes = false }: Place, device: string, storage: Storage): Placed {
  if (nodeName !== '') {
    const node = storage.get(NODES, '', nodeName);
    return node === undefined ? { missing: `node ${quote(nodeName)} not found for device ${quote(device)}` } : { nodes: [node] };
  }
  if (nodeSelector !== undefined)
    return { nodes: storage.list(NODES).filter((node) => nodeSelector.nodeSelectorTerms.some((term) => matchesTerm(term, node))) };
  if (allNodes) return { nodes: storage.list(NODES) };
  return { missing: `device ${quote(device)} in ResourceSlice has NodeAllocatableResources but does not map to any nodes` };
}

export function placesOfDevices(object: KubeObject | undefined, storage: Storage): readonly Placed[] {
  const spec = (object as ResourceSlice | undefined)?.spec ?? {};
  return (spec.devices ?? [])
    .filter(({ nodeAllocatableResources = {} }) => Object.keys(nodeAllocatableResources).length > 0)
    .map((device) => nodesAt(spec.perDeviceNodeSelection === true ? device : spec, device.name, storage));
}
