/**
 * What pods that are on nodes already mean for another one: required affinity and anti-affinity, and constraints that spread pods.
 * Upstream: pkg/scheduler/framework/plugins/interpodaffinity/filtering.go and podtopologyspread/filtering.go
 */
import type { PodAffinityTerm } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import { matchesLabelSelector, type LabelSelector } from '../label-selector';
import type { NodeObject, PodObject } from '../typed';
import { meetsNodeAffinity } from './node-affinity';
import { KEEPS_AWAY, untolerated } from './taints';

/** The nodes, and which pods are on which. */
export interface Cluster {
  readonly nodes: readonly NodeObject[];
  readonly podsOn: ReadonlyMap<string, readonly PodObject[]>;
  /** Labels of a namespace. */
  readonly namespaceLabels: (name: string) => Readonly<Record<string, string>>;
}

type Term = PodAffinityTerm & { readonly namespaceSelector?: LabelSelector };

const labelsOf = ({ metadata }: KubeObject): Readonly<Record<string, string>> => metadata.labels ?? {};

function isMeant({ labelSelector, namespaces = [], namespaceSelector }: Term, owner: PodObject, other: PodObject, { namespaceLabels }: Cluster): boolean {
  const { namespace = '' } = other.metadata;
  const inNamespace =
    namespaces.length === 0 && namespaceSelector === undefined
      ? namespace === owner.metadata.namespace
      : namespaces.includes(namespace) || (namespaceSelector !== undefined && matchesLabelSelector(namespaceSelector, namespaceLabels(namespace)));
  return inNamespace && labelSelector !== undefined && matchesLabelSelector(labelSelector as LabelSelector, labelsOf(other));
}

const affinityOf = ({ spec }: PodObject): readonly Term[] => spec.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
const antiAffinityOf = ({ spec }: PodObject): readonly Term[] => spec.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];

/** The pods on nodes of the same domain. */
function neighbours(node: NodeObject, topologyKey: string, { nodes, podsOn }: Cluster): readonly PodObject[] {
  const domain = own(labelsOf(node), topologyKey);
  if (domain === undefined) return [];
  return nodes.filter((other) => own(labelsOf(other), topologyKey) === domain).flatMap((other) => podsOn.get(other.metadata.name ?? '') ?? []);
}

/** The first pod of a group that wants to be together may be anywhere. */
function isFirstOfItsKind(pod: PodObject, terms: readonly Term[], cluster: Cluster): boolean {
  const all = [...cluster.podsOn.values()].flat();
  return terms.every((term) => isMeant(term, pod, pod, cluster)) && !all.some((other) => terms.every((term) => isMeant(term, pod, other, cluster)));
}

function isBarred(pod: PodObject, node: NodeObject, cluster: Cluster): boolean {
  for (const other of cluster.nodes)
    for (const present of cluster.podsOn.get(other.metadata.name ?? '') ?? [])
      for (const term of antiAffinityOf(present)) {
        const domain = own(labelsOf(other), term.topologyKey);
        if (domain !== undefined && domain === own(labelsOf(node), term.topologyKey) && isMeant(term, present, pod, cluster)) return true;
      }
  return false;
}

export interface Refused {
  readonly reason: string;
  readonly unresolvable: boolean;
}

export function affinityRefusal(pod: PodObject, node: NodeObject, cluster: Cluster): Refused | undefined {
  const terms = affinityOf(pod);
  const hasKeys = terms.every(({ topologyKey }) => own(labelsOf(node), topologyKey) !== undefined);
  const together = terms.every((term) =>
    neighbours(node, term.topologyKey, cluster).some((other) => terms.every((each) => isMeant(each, pod, other, cluster))),
  );
  if (terms.length > 0 && !(hasKeys && (together || isFirstOfItsKind(pod, terms, cluster))))
    return { reason: "node(s) didn't match pod affinity rules", unresolvable: true };
  if (antiAffinityOf(pod).some((term) => neighbours(node, term.topologyKey, cluster).some((other) => isMeant(term, pod, other, cluster))))
    return { reason: "node(s) didn't match pod anti-affinity rules", unresolvable: false };
  if (isBarred(pod, node, cluster)) return { reason: "node(s) didn't satisfy existing pods anti-affinity rules", unresolvable: false };
  return undefined;
}

interface SpreadConstraint {
  readonly maxSkew: number;
  readonly topologyKey: string;
  readonly whenUnsatisfiable: string;
  readonly labelSelector?: LabelSelector;
  readonly minDomains?: number;
  readonly nodeAffinityPolicy?: string;
  readonly nodeTaintsPolicy?: string;
}

/** Reports whether the node counts for a constraint. */
const counts = ({ nodeAffinityPolicy = 'Honor', nodeTaintsPolicy = 'Ignore', topologyKey }: SpreadConstraint, { spec }: PodObject, node: NodeObject): boolean =>
  own(labelsOf(node), topologyKey) !== undefined &&
  (nodeAffinityPolicy !== 'Honor' || meetsNodeAffinity(spec, node)) &&
  (nodeTaintsPolicy !== 'Honor' || untolerated(node.spec.taints, spec.tolerations, KEEPS_AWAY) === undefined);

function violates(constraint: SpreadConstraint, pod: PodObject, node: NodeObject, cluster: Cluster): boolean {
  const { labelSelector, topologyKey, maxSkew, minDomains = 1 } = constraint;
  const matches = (other: PodObject): boolean =>
    other.metadata.namespace === pod.metadata.namespace &&
    other.metadata.deletionTimestamp === undefined &&
    labelSelector !== undefined &&
    matchesLabelSelector(labelSelector, labelsOf(other));
  const matching = new Map<string, number>();
  for (const other of cluster.nodes.filter((each) => counts(constraint, pod, each))) {
    const domain = own(labelsOf(other), topologyKey) ?? '';
    matching.set(domain, (matching.get(domain) ?? 0) + (cluster.podsOn.get(other.metadata.name ?? '') ?? []).filter(matches).length);
  }
  const least = matching.size < minDomains ? 0 : Math.min(...matching.values());
  const itself = labelSelector !== undefined && matchesLabelSelector(labelSelector, labelsOf(pod)) ? 1 : 0;
  return (matching.get(own(labelsOf(node), topologyKey) ?? '') ?? 0) + itself - least > maxSkew;
}

const SPREAD = "node(s) didn't match pod topology spread constraints";

export function spreadRefusal(pod: PodObject, node: NodeObject, cluster: Cluster): Refused | undefined {
  const constraints = (pod.spec.topologySpreadConstraints ?? []) as readonly SpreadConstraint[];
  for (const constraint of constraints.filter(({ whenUnsatisfiable }) => whenUnsatisfiable === 'DoNotSchedule')) {
    if (own(labelsOf(node), constraint.topologyKey) === undefined) return { reason: `${SPREAD} (missing required label)`, unresolvable: true };
    if (violates(constraint, pod, node, cluster)) return { reason: SPREAD, unresolvable: false };
  }
  return undefined;
}
