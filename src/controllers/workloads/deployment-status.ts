/** The status of a Deployment: what it counts of its ReplicaSets, and how far its rollout is. Upstream: pkg/controller/deployment/progress.go */
import { timeText } from '../clock';
import type { ControllerContext } from '../controller';
import {
  desiredOf,
  isComplete,
  isProgressing,
  maxUnavailable,
  replicasOf,
  availableOf,
  type Deployment,
  type DeploymentCondition,
  type DeploymentStatus,
} from './deployment-math';
import type { ReplicaSet } from './replica-set';

const NO_DEADLINE = 2_147_483_647;

export const hasDeadline = ({ spec: { progressDeadlineSeconds = NO_DEADLINE } }: Deployment): boolean => progressDeadlineSeconds !== NO_DEADLINE;

export const conditionOf = ({ conditions = [] }: DeploymentStatus, type: string): DeploymentCondition | undefined =>
  conditions.find((condition) => condition.type === type);

export const withoutCondition = (status: DeploymentStatus, type: string): DeploymentStatus => ({
  ...status,
  conditions: (status.conditions ?? []).filter((condition) => condition.type !== type),
});

/** One that says the same stays as it is; of one with the same status the time of its last transition stays. */
export function withCondition(status: DeploymentStatus, type: string, value: string, reason: string, message: string, now: number): DeploymentStatus {
  const known = conditionOf(status, type);
  if (known?.status === value && known.reason === reason) return status;
  const time = timeText(now);
  const lastTransitionTime = known?.status === value ? (known.lastTransitionTime ?? time) : time;
  const others = withoutCondition(status, type);
  return { ...others, conditions: [...(others.conditions ?? []), { type, status: value, lastUpdateTime: time, lastTransitionTime, reason, message }] };
}

export function counted(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  { clock, version }: ControllerContext,
): DeploymentStatus {
  const available = availableOf(all);
  const sum = (of: (status: ReplicaSet['status']) => number | undefined, sets: readonly ReplicaSet[]): number =>
    sets.reduce((total, set) => total + (of(set.status) ?? 0), 0);
  const { collisionCount, conditions = [] } = deployment.status;
  const status: DeploymentStatus = {
    observedGeneration: deployment.metadata.generation ?? 0,
    replicas: sum(({ replicas }) => replicas, all),
    updatedReplicas: sum(({ replicas }) => replicas, newest === undefined ? [] : [newest]),
    readyReplicas: sum(({ readyReplicas }) => readyReplicas, all),
    availableReplicas: available,
    unavailableReplicas: Math.max(0, replicasOf(all) - available),
    ...(version.has('terminatingReplicasCounted') && { terminatingReplicas: sum(({ terminatingReplicas }) => terminatingReplicas, all) }),
    ...(collisionCount !== undefined && { collisionCount }),
    conditions,
  };
  return available >= desiredOf(deployment) - maxUnavailable(deployment)
    ? withCondition(status, 'Available', 'True', 'MinimumReplicasAvailable', 'Deployment has minimum availability.', clock.now())
    : withCondition(status, 'Available', 'False', 'MinimumReplicasUnavailable', 'Deployment does not have minimum availability.', clock.now());
}

/** Reports whether nothing has happened for as long as the Deployment lets it. */
function isLate(deployment: Deployment, status: DeploymentStatus, now: number): boolean {
  const condition = conditionOf(status, 'Progressing');
  if (condition === undefined || condition.reason === 'NewReplicaSetAvailable') return false;
  if (condition.reason === 'ProgressDeadlineExceeded') return true;
  return Date.parse(condition.lastUpdateTime ?? '') + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000 < now;
}

function progressed(deployment: Deployment, status: DeploymentStatus, newest: ReplicaSet | undefined, now: number): DeploymentStatus {
  const subject = newest === undefined ? `Deployment "${deployment.metadata.name}"` : `ReplicaSet "${newest.metadata.name}"`;
  if (isComplete(deployment, status))
    return withCondition(status, 'Progressing', 'True', 'NewReplicaSetAvailable', `${subject} has successfully progressed.`, now);
  if (isProgressing(deployment, status)) {
    const known = conditionOf(status, 'Progressing');
    const kept = known?.status === 'True' ? known.lastTransitionTime : undefined;
    const others = withoutCondition(status, 'Progressing');
    const time = timeText(now);
    const condition = {
      type: 'Progressing',
      status: 'True',
      lastUpdateTime: time,
      lastTransitionTime: kept ?? time,
      reason: 'ReplicaSetUpdated',
      message: `${subject} is progressing.`,
    };
    return { ...others, conditions: [...(others.conditions ?? []), condition] };
  }
  if (isLate(deployment, status, now))
    return withCondition(status, 'Progressing', 'False', 'ProgressDeadlineExceeded', `${subject} has timed out progressing.`, now);
  return status;
}

/** What failed of the ReplicaSets is a condition of the Deployment as well. */
function withFailure(status: DeploymentStatus, all: readonly ReplicaSet[], newest: ReplicaSet | undefined, now: number): DeploymentStatus {
  const failures = [...(newest === undefined ? [] : [newest]), ...all].flatMap((set) =>
    (set.status.conditions ?? []).filter(({ type }) => type === 'ReplicaFailure'),
  );
  const [first] = failures;
  return first === undefined
    ? withoutCondition(status, 'ReplicaFailure')
    : withCondition(status, 'ReplicaFailure', first.status, first.reason ?? '', first.message ?? '', now);
}

export function rolloutStatus(
  deployment: Deployment,
  all: readonly ReplicaSet[],
  newest: ReplicaSet | undefined,
  context: ControllerContext,
): DeploymentStatus {
  const now = context.clock.now();
  const status = counted(deployment, all, newest, context);
  if (!hasDeadline(deployment)) return withFailure(withoutCondition(status, 'Progressing'), all, newest, now);
  const isDone = status.replicas === status.updatedReplicas && conditionOf(deployment.status, 'Progressing')?.reason === 'NewReplicaSetAvailable';
  return withFailure(isDone ? status : progressed(deployment, status, newest, now), all, newest, now);
}

/** After how many milliseconds it is to be seen whether a rollout is late; undefined: it has come to its end, or has no deadline. */
export function untilLate(deployment: Deployment, now: number): number | undefined {
  const condition = conditionOf(deployment.status, 'Progressing');
  if (!hasDeadline(deployment) || condition === undefined || isComplete(deployment, deployment.status)) return undefined;
  if (condition.reason === 'ProgressDeadlineExceeded' || condition.reason === 'NewReplicaSetAvailable') return undefined;
  return Math.max(0, Date.parse(condition.lastUpdateTime ?? '') + (deployment.spec.progressDeadlineSeconds ?? 0) * 1000 - now) + 1000;
}
