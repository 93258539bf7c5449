/**
 * One pod of a template on each node that may have it. A new template replaces the pods of the old one as far as the strategy lets it.
 * Upstream: pkg/controller/daemon (daemon_controller.go, update.go, util/daemonset_util.go)
 */
import { isDeepStrictEqual } from 'node:util';
import type { PodSpec, Toleration } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { isNamespaceGoing, ask } from '../api-error';
import { isTerminating, NODES, objectPath, PODS, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import type { LabelSelector } from '../label-selector';
import { meetsNodeAffinity } from '../scheduler/node-affinity';
import { untolerated } from '../scheduler/taints';
import { asNode, typed, type NodeObject, type PodObject, type Typed } from '../typed';
import {
  claim,
  controllerOf,
  controllerReference,
  createInBatches,
  createPod,
  deletePod,
  ownersIn,
  podFrom,
  podsIn,
  untilAvailable,
  type Template,
} from './pod-control';
import { templateHash } from './template-hash';
import { isOver, isReady } from '../pods';

const DAEMON_SETS = '/apis/apps/v1/daemonsets';
const REVISIONS = '/apis/apps/v1/controllerrevisions';
const KIND = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
const HASH = 'controller-revision-hash';
const GENERATION = 'deprecated.daemonset.template.generation';

interface DaemonSetSpec {
  readonly selector: LabelSelector;
  readonly template: Template;
  readonly minReadySeconds?: number;
  readonly updateStrategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxUnavailable?: number | string } };
}
interface DaemonSetStatus {
  readonly collisionCount?: number;
  readonly [figure: string]: unknown;
}
type DaemonSet = Typed<DaemonSetSpec, DaemonSetStatus>;

const tolerated = (name: string, effect: string): Toleration => ({ key: `node.kubernetes.io/${name}`, operator: 'Exists', effect });

/** What every pod of a DaemonSet stands. */
const TOLERATIONS: readonly Toleration[] = [
  tolerated('not-ready', 'NoExecute'),
  tolerated('unreachable', 'NoExecute'),
  tolerated('disk-pressure', 'NoSchedule'),
  tolerated('memory-pressure', 'NoSchedule'),
  tolerated('pid-pressure', 'NoSchedule'),
  tolerated('unschedulable', 'NoSchedule'),
];

function tolerationsOf({ hostNetwork, tolerations = [] }: PodSpec): readonly Toleration[] {
  const all = [...TOLERATIONS, ...(hostNetwork === true ? [tolerated('network-unavailable', 'NoSchedule')] : [])];
  const isSame = (a: Toleration, b: Toleration): boolean => a.key === b.key && a.effect === b.effect && a.operator === b.operator && a.value === b.value;
  return [...tolerations, ...all.filter((toleration) => !tolerations.some((other) => isSame(other, toleration)))];
}

/** The affinity of the template, and to this node only. */
function onNode({ affinity }: PodSpec, name: string): PodSpec['affinity'] {
  const field = { key: 'metadata.name', operator: 'In', values: [name] };
  const required = affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  const terms = required.length === 0 ? [{ matchFields: [field] }] : required.map((term) => ({ ...term, matchFields: [field] }));
  return { ...affinity, nodeAffinity: { ...affinity?.nodeAffinity, requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: terms } } };
}

/** For which node a pod was made. */
function targetOf({ spec }: PodObject): string {
  const [term] = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
  return spec.nodeName ?? term?.matchFields?.[0]?.values?.[0] ?? '';
}

/** Whether its pod is to be on the node, and whether one that is there may stay. */
function fits({ spec }: DaemonSet, node: NodeObject): { readonly run: boolean; readonly stay: boolean } {
  const template = { ...(spec.template.spec as PodSpec) };
  const tolerations = tolerationsOf(template);
  if (!meetsNodeAffinity(template, node)) return { run: false, stay: false };
  const isKept = untolerated(node.spec.taints, tolerations, ['NoExecute']) === undefined;
  return { run: isKept && untolerated(node.spec.taints, tolerations, ['NoSchedule']) === undefined, stay: isKept };
}

function podFor(set: DaemonSet, hash: string, node: string): KubeObject {
  const pod = podFrom(set.spec.template, KIND, set);
  const spec = pod['spec'] as PodSpec;
  const labels = { ...pod.metadata.labels, [HASH]: hash, 'pod-template-generation': set.metadata.annotations?.[GENERATION] ?? '1' };
  return { ...pod, metadata: { ...pod.metadata, labels }, spec: { ...spec, affinity: onNode(spec, node), tolerations: tolerationsOf(spec) } };
}

/** The history of templates: a ControllerRevision for each. */
async function revise(set: DaemonSet, hash: string, { client, informer }: ControllerContext): Promise<void> {
  const own = informer(REVISIONS)
    .list()
    .filter((revision) => controllerOf(revision)?.uid === set.metadata.uid);
  if (own.some(({ metadata }) => metadata.labels?.[HASH] === hash)) return;
  const revision = Math.max(0, ...own.map((each) => Number(each['revision']))) + 1;
  const { namespace = '', name = '', annotations } = set.metadata;
  await ask(client, 'POST', `/apis/apps/v1/namespaces/${namespace}/controllerrevisions`, {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name: `${name}-${hash}`,
      namespace,
      labels: { ...set.spec.template.metadata?.labels, [HASH]: hash },
      ...(annotations && { annotations }),
      ownerReferences: [controllerReference(KIND, set)],
    },
    data: { spec: { template: { ...set.spec.template, $patch: 'replace' } } },
    revision,
  });
}

interface Placement {
  readonly node: NodeObject;
  readonly run: boolean;
  readonly pods: readonly PodObject[];
}

async function manage(set: DaemonSet, placements: readonly Placement[], hash: string, context: ControllerContext): Promise<void> {
  for (const { node, run, pods } of placements) {
    const alive = pods.filter((pod) => !isTerminating(pod));
    for (const pod of alive.filter(({ status }) => status.phase === 'Failed')) {
      await context.events.record(
        KIND,
        set,
        'Warning',
        'FailedDaemonPod',
        `Found failed daemon pod ${keyOf(pod)} on node ${node.metadata.name}, will try to kill it`,
      );
      await deletePod(pod, KIND, set, context);
    }
    const running = alive.filter((pod) => !isOver(pod));
    const beyond = run ? running.slice(1) : fits(set, node).stay ? [] : running;
    for (const pod of beyond) await deletePod(pod, KIND, set, context);
  }
  const missing = placements.filter(
    ({ run, pods }) => run && pods.filter((pod) => !isTerminating(pod) && !isOver(pod)).length === 0 && !pods.some(isTerminating),
  );
  await createInBatches(missing.length, async (at) => {
    try {
      await createPod(podFor(set, hash, missing[at]?.node.metadata.name ?? ''), KIND, set, context);
    } catch (error) {
      if (!isNamespaceGoing(error)) throw error;
    }
  });
}

/** Removes pods of old templates, as many as may be missing; the next look makes new ones. */
async function roll(set: DaemonSet, placements: readonly Placement[], hash: string, context: ControllerContext): Promise<void> {
  if (set.spec.updateStrategy?.type !== 'RollingUpdate') return;
  const wanted = placements.filter(({ run }) => run);
  const { maxUnavailable = 1 } = set.spec.updateStrategy.rollingUpdate ?? {};
  const most = typeof maxUnavailable === 'number' ? maxUnavailable : Math.ceil((Number.parseFloat(maxUnavailable) * wanted.length) / 100);
  const isUp = (pod: PodObject): boolean => untilAvailable(pod, set.spec.minReadySeconds ?? 0, context.clock.now()) === 0 && !isTerminating(pod);
  const old = wanted.flatMap(({ pods }) => pods.filter(({ metadata }) => metadata.labels?.[HASH] !== hash && metadata.deletionTimestamp === undefined));
  let missing = wanted.filter(({ pods }) => !pods.some(isUp)).length;
  // Those that are not available cost nothing.
  for (const pod of old.filter((each) => !isUp(each))) await deletePod(pod, KIND, set, context);
  for (const pod of old.filter(isUp)) {
    if (missing >= most) return;
    await deletePod(pod, KIND, set, context);
    missing += 1;
  }
}

function statusOf(set: DaemonSet, placements: readonly Placement[], hash: string, { clock }: ControllerContext): DaemonSetStatus {
  const wanted = placements.filter(({ run }) => run);
  const first = ({ pods }: Placement): PodObject | undefined =>
    [...pods].sort((a, b) => (String(a.metadata.creationTimestamp) < String(b.metadata.creationTimestamp) ? -1 : 1))[0];
  const scheduled = wanted.flatMap((placement) => first(placement) ?? []);
  const available = scheduled.filter((pod) => untilAvailable(pod, set.spec.minReadySeconds ?? 0, clock.now()) === 0).length;
  const updated = scheduled.filter(({ metadata }) => metadata.labels?.[HASH] === hash).length;
  const { collisionCount } = set.status;
  const unavailable = wanted.length - available;
  return {
    currentNumberScheduled: scheduled.length,
    numberMisscheduled: placements.filter(({ run, pods }) => !run && pods.length > 0).length,
    desiredNumberScheduled: wanted.length,
    numberReady: scheduled.filter(isReady).length,
    observedGeneration: set.metadata.generation ?? 0,
    ...(updated > 0 && { updatedNumberScheduled: updated }),
    ...(available > 0 && { numberAvailable: available }),
    ...(unavailable > 0 && { numberUnavailable: unavailable }),
    ...(collisionCount !== undefined && { collisionCount }),
  };
}

async function placed(set: DaemonSet, context: ControllerContext): Promise<readonly Placement[]> {
  const pods = await claim(
    podsIn(context, set),
    { kind: KIND, owner: set, collection: PODS, ownerCollection: DAEMON_SETS, selector: set.spec.selector },
    context,
  );
  return context
    .informer(NODES)
    .list()
    .map((found) => {
      const node = asNode(found);
      return { node, run: fits(set, node).run, pods: pods.filter((pod) => targetOf(pod) === node.metadata.name) };
    });
}

export const daemonSetController: Controller = {
  name: 'daemonset-controller',
  alias: 'daemonset',
  component: 'daemonset-controller',
  watches: {
    [DAEMON_SETS]: ({ type, object }) => (type === 'DELETED' ? [] : [keyOf(object)]),
    [PODS]: ownersIn(DAEMON_SETS, 'DaemonSet'),
    [NODES]: (_, { informer }) => informer(DAEMON_SETS).list().map(keyOf),
    [REVISIONS]: ownersIn(DAEMON_SETS, 'DaemonSet'),
  },
  async reconcile(key, context) {
    const found = context.informer(DAEMON_SETS).get(key);
    if (found === undefined) return;
    const set = typed<DaemonSetSpec, DaemonSetStatus>(found);
    if (isTerminating(set)) return;
    const hash = templateHash(set.spec.template, set.status.collisionCount, context.version);
    await revise(set, hash, context);
    let failed: unknown;
    try {
      await manage(set, await placed(set, context), hash, context);
      await roll(set, await placed(set, context), hash, context);
    } catch (error) {
      failed = error;
    }
    const status = statusOf(set, await placed(set, context), hash, context);
    if (!isDeepStrictEqual({ ...set.status }, status))
      await ask(context.client, 'PUT', objectPath(DAEMON_SETS, set.metadata, 'status'), { ...set, ...KIND, status });
    if (failed !== undefined) throw failed;
  },
};
