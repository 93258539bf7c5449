/**
 * Binds each pod that has no node to the first node that fits, in the order of their names, and says why where none does. It is the
 * program kube-scheduler, not one of the controllers of kube-controller-manager. It weighs no nodes and preempts no pods.
 * Upstream: pkg/scheduler/schedule_one.go
 */
import { hostname } from 'node:os';
import type { KubeObject } from '../../engine/api/objects';
import type { Version } from '../../engine/versions';
import { ask } from '../api-error';
import { microTimeText, timeText } from '../clock';
import { isTerminating, NAMESPACES, NODES, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { eventName } from '../event-recorder';
import { keyOf } from '../informer';
import { asNode, asPod, type NodeObject, type PodObject } from '../typed';
import { CLAIMS, claimsOf, CLASSES, selectNode, VOLUMES } from './claims';
import { refusalOf, type Refusal } from './filters';
import type { Cluster } from './pod-neighbours';
import { STRATEGIC_MERGE_PATCH } from '../client';
import { isOver } from '../pods';

const NAME = 'default-scheduler';
const NOT_HELPFUL = 'Preemption is not helpful for scheduling';
const NO_VICTIMS = 'No preemption victims found for incoming pod';

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

const isWaiting = (object: KubeObject): boolean => {
  const { spec } = asPod(object);
  const { schedulingGates = [] } = spec as { readonly schedulingGates?: readonly unknown[] };
  return spec.schedulerName === NAME && (spec.nodeName ?? '') === '' && !isTerminating(object) && schedulingGates.length === 0;
};

/** By its name, so that two runs choose alike. */
const inOrder = <T extends KubeObject>(objects: readonly T[]): readonly T[] =>
  [...objects].sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));

function clusterOf({ informer }: ControllerContext): Cluster {
  const podsOn = new Map<string, PodObject[]>();
  for (const pod of informer(PODS).list().map(asPod)) {
    const { nodeName = '' } = pod.spec;
    if (nodeName !== '' && !isOver(pod)) podsOn.set(nodeName, [...(podsOn.get(nodeName) ?? []), pod]);
  }
  return {
    nodes: inOrder(informer(NODES).list().map(asNode)),
    podsOn,
    namespaceLabels: (name) => informer(NAMESPACES).get(name)?.metadata.labels ?? {},
  };
}

/** How often each reason is given, sorted as texts. */
function histogram(reasons: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .map(([reason, count]) => `${count} ${reason}`)
    .sort()
    .join(', ');
}

/** What kube-scheduler says of preemption, which finds no pods to remove. */
function preemptionOf({ spec }: PodObject, refusals: readonly Refusal[]): string {
  if (spec.preemptionPolicy === 'Never') return ' preemption: not eligible due to preemptionPolicy=Never.';
  const results = refusals.map(({ unresolvable }) => (unresolvable ? NOT_HELPFUL : NO_VICTIMS));
  return ` preemption: 0/${refusals.length} nodes are available: ${histogram(results)}.`;
}

function messageOf(pod: PodObject, refusals: readonly Refusal[], forAll: string | undefined, version: Version): string {
  if (refusals.length === 0) return 'no nodes available to schedule pods';
  const saysPreemption = version.has('schedulerSaysPreemption');
  // Preemption looks for what the predicates have found of the pod, which they did not come to.
  const after = forAll !== undefined && version.has('preemptionNeedsPredicates') ? ' not found' : preemptionOf(pod, refusals);
  const why = forAll !== undefined && saysPreemption ? forAll : histogram(refusals.flatMap(({ reasons }) => reasons));
  return `0/${refusals.length} nodes are available: ${why}.${saysPreemption ? after : ''}`;
}

/** Events of the scheduler are of events.k8s.io. */
async function record(pod: PodObject, type: string, reason: string, action: string, note: string, { client, clock }: ControllerContext): Promise<void> {
  const { name = '', namespace = '', uid, resourceVersion } = pod.metadata;
  await client.request('POST', `/apis/events.k8s.io/v1/namespaces/${namespace}/events`, {
    kind: 'Event',
    apiVersion: 'events.k8s.io/v1',
    metadata: { name: eventName(name, clock.now(), Number(resourceVersion)), namespace },
    eventTime: microTimeText(clock.now()),
    reportingController: NAME,
    reportingInstance: `${NAME}-${hostname()}`,
    action,
    reason,
    regarding: { kind: 'Pod', namespace, name, uid, apiVersion: 'v1', resourceVersion },
    note,
    type,
  });
}

/** Writes it into the pod and an event; the same refusal twice is one. */
async function refuse(pod: PodObject, message: string, context: ControllerContext): Promise<void> {
  const known = ((pod.status.conditions ?? []) as readonly Condition[]).find(({ type }) => type === 'PodScheduled');
  if (known?.status === 'False' && known.message === message) return;
  await record(pod, 'Warning', 'FailedScheduling', 'Scheduling', message, context);
  const condition = {
    lastProbeTime: null,
    lastTransitionTime: timeText(context.clock.now()),
    message,
    ...(context.version.has('podConditionsObserve') && { observedGeneration: pod.metadata.generation }),
    reason: 'Unschedulable',
    status: 'False',
    type: 'PodScheduled',
  };
  const { uid } = pod.metadata;
  const patch = { metadata: { uid }, status: { '$setElementOrder/conditions': [{ type: 'PodScheduled' }], conditions: [condition] } };
  await ask(context.client, 'PATCH', objectPath(PODS, pod.metadata, 'status'), patch, STRATEGIC_MERGE_PATCH);
}

async function bind(pod: PodObject, node: NodeObject, context: ControllerContext): Promise<void> {
  const { name = '', namespace = '', uid } = pod.metadata;
  const target = { kind: 'Node', name: node.metadata.name };
  await ask(context.client, 'POST', objectPath(PODS, pod.metadata, 'binding'), {
    kind: 'Binding',
    apiVersion: 'v1',
    metadata: { name, namespace, uid },
    target,
  });
  // The answer is a Status, and the next pod must find this one where it is.
  context.informer(PODS).wrote({ ...pod, spec: { ...pod.spec, nodeName: node.metadata.name } }, false);
  await record(pod, 'Normal', 'Scheduled', 'Binding', `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`, context);
}

/** Keys of the pods that may fit now. */
const allWaiting = (_event: unknown, { informer }: ControllerContext): readonly string[] => informer(PODS).list().filter(isWaiting).map(keyOf);

export const scheduler: Controller = {
  name: NAME,
  alias: NAME,
  userAgent: 'kube-scheduler',
  watches: {
    [PODS]: (event, context) => {
      if (isWaiting(event.object) && event.type !== 'DELETED') return [keyOf(event.object)];
      return event.type === 'DELETED' || isOver(asPod(event.object)) ? allWaiting(event, context) : [];
    },
    [NODES]: allWaiting,
    [CLAIMS]: allWaiting,
    [VOLUMES]: allWaiting,
    [CLASSES]: allWaiting,
  },
  async reconcile(key, context) {
    const found = context.informer(PODS).get(key);
    if (found === undefined || !isWaiting(found)) return;
    const pod = asPod(found);
    const cluster = clusterOf(context);
    const claims = claimsOf(pod, context);
    const refusals: Refusal[] = [];
    for (const node of cluster.nodes) {
      const present = cluster.podsOn.get(node.metadata.name ?? '') ?? [];
      const refused =
        claims.refusal === undefined
          ? refusalOf({ pod, node, present, cluster, claims, version: context.version })
          : { reasons: [claims.refusal], unresolvable: true };
      if (refused !== undefined) refusals.push(refused);
      else return (await selectNode(claims, node, context)) ? undefined : bind(pod, node, context);
    }
    await refuse(pod, messageOf(pod, refusals, claims.refusal, context.version), context);
  },
};
