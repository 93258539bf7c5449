/**
 * A node that has not been heard of for a while has an unknown state; what state a node is in shows in its taints, and its pods are not
 * ready any more. Upstream: pkg/controller/nodelifecycle/node_lifecycle_controller.go
 */
import { isDeepStrictEqual } from 'node:util';
import type { NodeCondition, Taint } from 'kubernetes-types/core/v1';
import type { Version } from '../../engine/versions';
import { ask } from '../api-error';
import { timeText } from '../clock';
import { NODES, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { isReady, podsOnNode } from '../pods';
import { asNode, type NodeObject } from '../typed';
import { STRATEGIC_MERGE_PATCH } from '../client';

const LEASES = '/apis/coordination.k8s.io/v1/leases';
const NODE = { apiVersion: 'v1', kind: 'Node' };
const POD = { apiVersion: 'v1', kind: 'Pod' };
/** --node-startup-grace-period: a node that has never said anything. */
const STARTUP_GRACE = 60_000;
const NOT_READY = 'node.kubernetes.io/not-ready';
const UNREACHABLE = 'node.kubernetes.io/unreachable';
const UNSCHEDULABLE = 'node.kubernetes.io/unschedulable';

/** Which taint a condition with this status means. */
const TAINT_OF: readonly (readonly [type: string, status: string, key: string])[] = [
  ['Ready', 'False', NOT_READY],
  ['Ready', 'Unknown', UNREACHABLE],
  ['MemoryPressure', 'True', 'node.kubernetes.io/memory-pressure'],
  ['DiskPressure', 'True', 'node.kubernetes.io/disk-pressure'],
  ['NetworkUnavailable', 'True', 'node.kubernetes.io/network-unavailable'],
  ['PIDPressure', 'True', 'node.kubernetes.io/pid-pressure'],
];
const OWN_KEYS: ReadonlySet<string> = new Set([...TAINT_OF.map(([, , key]) => key), UNSCHEDULABLE]);
const WATCHED_TYPES = ['Ready', 'MemoryPressure', 'DiskPressure', 'PIDPressure'];

type Condition = Pick<NodeCondition, 'type' | 'status' | 'reason' | 'message'> & { readonly lastHeartbeatTime?: string; readonly lastTransitionTime?: string };

const conditionsOf = ({ status }: NodeObject): readonly Condition[] => (status.conditions ?? []) as unknown as readonly Condition[];
const readyOf = (node: NodeObject): Condition | undefined => conditionsOf(node).find(({ type }) => type === 'Ready');

/** What is known of the last sign of life of a node. */
interface Health {
  readonly heartbeat: string | undefined;
  readonly renewed: string | undefined;
  readonly heard: number;
}

function unknown(node: NodeObject, now: number): readonly Condition[] {
  const time = timeText(now);
  const missing = WATCHED_TYPES.filter((type) => !conditionsOf(node).some((condition) => condition.type === type));
  const kept = conditionsOf(node).map((condition) =>
    !WATCHED_TYPES.includes(condition.type) || condition.status === 'Unknown'
      ? condition
      : { ...condition, status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.', lastTransitionTime: time },
  );
  const never = missing.map((type) => ({
    type,
    status: 'Unknown',
    lastHeartbeatTime: String(node.metadata.creationTimestamp),
    lastTransitionTime: time,
    reason: 'NodeStatusNeverUpdated',
    message: 'Kubelet never posted node status.',
  }));
  return [...kept, ...never];
}

/** NoSchedule for what its conditions say, NoExecute where it is not ready. Others are not touched. */
function taintsFor(node: NodeObject, now: number): readonly Taint[] {
  const present = node.spec.taints ?? [];
  const meant = TAINT_OF.filter(([type, status]) => conditionsOf(node).some((condition) => condition.type === type && condition.status === status)).map(
    ([, , key]) => key,
  );
  const schedule = [...meant, ...(node.spec.unschedulable === true ? [UNSCHEDULABLE] : [])].map((key): Taint => ({ key, effect: 'NoSchedule' }));
  const execute = meant.filter((key) => key === NOT_READY || key === UNREACHABLE).map((key): Taint => ({ key, effect: 'NoExecute' }));
  const isOwn = ({ key, effect }: Taint): boolean =>
    (effect === 'NoSchedule' && OWN_KEYS.has(key)) || (effect === 'NoExecute' && [NOT_READY, UNREACHABLE].includes(key));
  const wanted = [...schedule, ...execute];
  const isWanted = (taint: Taint): boolean => wanted.some(({ key, effect }) => key === taint.key && effect === taint.effect);
  const kept = present.filter((taint) => !isOwn(taint) || isWanted(taint));
  const added = wanted.filter(({ key, effect }) => !kept.some((taint) => taint.key === key && taint.effect === effect));
  return [...kept, ...added.map((taint) => ({ ...taint, timeAdded: timeText(now) }))];
}

async function setTaints(node: NodeObject, { client, clock }: ControllerContext): Promise<void> {
  const taints = taintsFor(node, clock.now());
  if (isDeepStrictEqual(taints, node.spec.taints ?? [])) return;
  const { resourceVersion } = node.metadata;
  const spec = taints.length === 0 ? { taints: null } : { taints };
  await ask(client, 'PATCH', objectPath(NODES, node.metadata), { metadata: { resourceVersion }, spec }, STRATEGIC_MERGE_PATCH);
}

/** Pods of a node that is not ready are not ready either. */
async function markPods(node: NodeObject, context: ControllerContext): Promise<void> {
  const { client, events } = context;
  for (const pod of podsOnNode(node.metadata.name, context).filter(isReady)) {
    const conditions = (pod.status.conditions ?? []).map((condition) => (condition.type === 'Ready' ? { ...condition, status: 'False' } : condition));
    const { status } = await client.request('PUT', objectPath(PODS, pod.metadata, 'status'), { ...pod, ...POD, status: { ...pod.status, conditions } });
    if (status !== 404) await events.record(POD, pod, 'Warning', 'NodeNotReady', 'Node is not ready');
  }
}

export const nodeLifecycleController = (version: Version): Controller => {
  const healthOf = new Map<string, Health>();
  const registered = new Set<string>();
  const grace = version.has('nodesGetFiftySeconds') ? 50_000 : 40_000;

  const look = (node: NodeObject, { informer, clock }: ControllerContext): Health => {
    const name = node.metadata.name ?? '';
    const heartbeat = readyOf(node)?.lastHeartbeatTime;
    const renewed = (informer(LEASES).get(`kube-node-lease/${name}`)?.['spec'] as { readonly renewTime?: string } | undefined)?.renewTime;
    const known = healthOf.get(name);
    const isNews = known === undefined ? heartbeat !== undefined || renewed !== undefined : known.heartbeat !== heartbeat || known.renewed !== renewed;
    const heard = isNews ? clock.now() : (known?.heard ?? Date.parse(String(node.metadata.creationTimestamp)));
    const health = { heartbeat, renewed, heard };
    healthOf.set(name, health);
    return health;
  };

  const register = async (node: NodeObject, { events }: ControllerContext): Promise<void> => {
    const { name = '', uid = '' } = node.metadata;
    if (registered.has(uid)) return;
    registered.add(uid);
    await events.record(NODE, node, 'Normal', 'RegisteredNode', `Node ${name} event: Registered Node ${name} in Controller`);
  };

  return {
    name: 'node-lifecycle-controller',
    alias: 'nodelifecycle',
    component: 'node-controller',
    watches: {
      [NODES]: ({ object }) => [object.metadata.name ?? ''],
      [LEASES]: ({ object }) => (object.metadata.namespace === 'kube-node-lease' ? [object.metadata.name ?? ''] : []),
    },
    async reconcile(name, context) {
      const found = context.informer(NODES).get(name);
      if (found === undefined) {
        healthOf.delete(name);
        return;
      }
      let node = asNode(found);
      await register(node, context);
      const { heard } = look(node, context);
      const now = context.clock.now();
      const left = heard + (readyOf(node) === undefined ? STARTUP_GRACE : grace) - now;
      const before = readyOf(node)?.status;
      if (left < 0 && before !== 'Unknown') {
        const status = { ...node.status, conditions: unknown(node, now) };
        node = asNode(await ask(context.client, 'PUT', objectPath(NODES, node.metadata, 'status'), { ...node, ...NODE, status }));
        if (before === 'True') await context.events.record(NODE, node, 'Normal', 'NodeNotReady', `Node ${name} status is now: NodeNotReady`);
      }
      // Nothing is sent when nothing is heard: the node is looked at again when it would be late.
      if (readyOf(node)?.status !== 'Unknown') context.again(name, Math.max(left, 0) + 1000);
      await setTaints(node, context);
      if (readyOf(node) !== undefined && readyOf(node)?.status !== 'True') await markPods(node, context);
    },
  };
};
