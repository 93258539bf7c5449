/**
 * Predicates that refuse a node for a pod, in the words of kube-scheduler; the first that refuses counts. One that is unresolvable
 * would refuse an empty node as well. Upstream: pkg/scheduler/framework/plugins
 */
import type { ContainerPort } from 'kubernetes-types/core/v1';
import type { Version } from '../../engine/versions';
import type { NodeObject, PodObject } from '../typed';
import { volumeRefusal, type Claims } from './claims';
import { meetsNodeAffinity } from './node-affinity';
import { affinityRefusal, spreadRefusal, type Cluster } from './pod-neighbours';
import { insufficient } from './resources-fit';
import { isTolerated, KEEPS_AWAY, untolerated } from './taints';

export interface Refusal {
  readonly reasons: readonly string[];
  readonly unresolvable: boolean;
}

export interface Question {
  readonly pod: PodObject;
  readonly node: NodeObject;
  /** The pods that are on the node. */
  readonly present: readonly PodObject[];
  readonly cluster: Cluster;
  readonly claims: Claims;
  readonly version: Version;
}

type Filter = (question: Question) => Refusal | undefined;

const refusal = (unresolvable: boolean, ...reasons: readonly string[]): Refusal => ({ reasons, unresolvable });

const unschedulable: Filter = ({ pod, node }) =>
  node.spec.unschedulable === true && !isTolerated({ key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' }, pod.spec.tolerations)
    ? refusal(true, 'node(s) were unschedulable')
    : undefined;

const tainted: Filter = ({ pod, node, version }) => {
  const taint = untolerated(node.spec.taints, pod.spec.tolerations, KEEPS_AWAY);
  if (taint === undefined) return undefined;
  if (version.has('taintsLeftOut')) return refusal(true, 'node(s) had untolerated taint(s)');
  return refusal(true, `node(s) had taint {${taint.key}: ${taint.value ?? ''}}, that the pod didn't tolerate`);
};

const affinity: Filter = ({ pod, node, version }) =>
  meetsNodeAffinity(pod.spec, node) ? undefined : refusal(true, `node(s) didn't match Pod's node affinity${version.has('selectorsNamed') ? '/selector' : ''}`);

const portsOf = ({ spec }: PodObject): readonly ContainerPort[] =>
  spec.containers.flatMap(({ ports = [] }) => ports.filter(({ hostPort = 0 }) => hostPort > 0));
const ANY = '0.0.0.0';
const collide = (a: ContainerPort, b: ContainerPort): boolean =>
  a.hostPort === b.hostPort &&
  (a.protocol ?? 'TCP') === (b.protocol ?? 'TCP') &&
  [a.hostIP ?? ANY, b.hostIP ?? ANY].some((address, at, both) => address === ANY || address === both[1 - at]);

const ports: Filter = ({ pod, present }) => {
  const taken = present.flatMap(portsOf);
  return portsOf(pod).some((port) => taken.some((other) => collide(port, other)))
    ? refusal(false, "node(s) didn't have free ports for the requested pod ports")
    : undefined;
};

const resources: Filter = ({ pod, node, present, version }) => {
  const lacking = insufficient(pod, node, present);
  if (lacking.length === 0) return undefined;
  return refusal(version.has('schedulerComparesWithWhole') && lacking.some(({ unresolvable }) => unresolvable), ...lacking.map(({ reason }) => reason));
};

const volumes: Filter = ({ claims, node }) => {
  const reason = volumeRefusal(claims, node);
  return reason === undefined ? undefined : refusal(true, reason);
};

const spread: Filter = ({ pod, node, cluster }) => {
  const refused = spreadRefusal(pod, node, cluster);
  return refused && refusal(refused.unresolvable, refused.reason);
};

const neighbours: Filter = ({ pod, node, cluster, version }) => {
  const refused = affinityRefusal(pod, node, cluster);
  if (refused === undefined) return undefined;
  return version.has('selectorsNamed')
    ? refusal(refused.unresolvable, refused.reason)
    : refusal(refused.unresolvable, "node(s) didn't match pod affinity/anti-affinity", refused.reason);
};

const FILTERS: readonly Filter[] = [unschedulable, tainted, affinity, ports, resources, volumes, spread, neighbours];

/** Why the pod cannot be on the node. */
export function refusalOf(question: Question): Refusal | undefined {
  for (const filter of FILTERS) {
    const refused = filter(question);
    if (refused !== undefined) return refused;
  }
  return undefined;
}
