/** How many pods each ReplicaSet of a Deployment may have. Upstream: pkg/controller/deployment/util/deployment_util.go */
import type { Template } from './pod-control';
import type { ReplicaSet } from './replica-set';
import type { LabelSelector } from '../label-selector';
import type { Typed } from '../typed';

export interface DeploymentCondition {
  readonly type: string;
  readonly status: string;
  readonly lastUpdateTime?: string;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message?: string;
}
export interface DeploymentStatus {
  readonly observedGeneration?: number;
  readonly replicas?: number;
  readonly updatedReplicas?: number;
  readonly readyReplicas?: number;
  readonly availableReplicas?: number;
  readonly unavailableReplicas?: number;
  readonly terminatingReplicas?: number;
  readonly collisionCount?: number;
  readonly conditions?: readonly DeploymentCondition[];
}
export interface DeploymentSpec {
  readonly replicas?: number;
  readonly selector: LabelSelector;
  readonly template: Template;
  readonly minReadySeconds?: number;
  readonly paused?: boolean;
  readonly progressDeadlineSeconds?: number;
  readonly revisionHistoryLimit?: number;
  readonly strategy?: { readonly type?: string; readonly rollingUpdate?: { readonly maxSurge?: number | string; readonly maxUnavailable?: number | string } };
}
export type Deployment = Typed<DeploymentSpec, DeploymentStatus>;

export const desiredOf = ({ spec }: Pick<Deployment, 'spec'> | ReplicaSet): number => spec.replicas ?? 1;
export const isRolling = ({ spec }: Deployment): boolean => spec.strategy?.type !== 'Recreate';

function scaled(value: number | string, of: number, round: (value: number) => number): number {
  return typeof value === 'number' ? value : round((Number.parseFloat(value) * of) / 100);
}

/** How many pods may be there beyond, and how many may be missing. */
function fenceposts(deployment: Deployment): { readonly surge: number; readonly unavailable: number } {
  const { maxSurge = 0, maxUnavailable = 0 } = deployment.spec.strategy?.rollingUpdate ?? {};
  const desired = desiredOf(deployment);
  const [surge, unavailable] = [scaled(maxSurge, desired, Math.ceil), scaled(maxUnavailable, desired, Math.floor)];
  return { surge, unavailable: surge === 0 && unavailable === 0 ? 1 : unavailable };
}

export const maxSurge = (deployment: Deployment): number => (isRolling(deployment) ? fenceposts(deployment).surge : 0);
export const maxUnavailable = (deployment: Deployment): number =>
  !isRolling(deployment) || desiredOf(deployment) === 0 ? 0 : Math.min(fenceposts(deployment).unavailable, desiredOf(deployment));

export const replicasOf = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, set) => sum + desiredOf(set), 0);
export const availableOf = (sets: readonly ReplicaSet[]): number => sets.reduce((sum, { status }) => sum + (status.availableReplicas ?? 0), 0);

/** What the newest one may have: all that is wanted, as far as the surge lets it. */
export function newReplicas(deployment: Deployment, all: readonly ReplicaSet[], present: number): number {
  const desired = desiredOf(deployment);
  if (!isRolling(deployment)) return desired;
  const room = desired + maxSurge(deployment) - replicasOf(all);
  return room <= 0 ? present : present + Math.min(room, desired - present);
}

const MAX_REPLICAS = 'deployment.kubernetes.io/max-replicas';

/** How much one of several sets grows or shrinks when a Deployment is scaled. */
export function proportion(set: ReplicaSet, deployment: Deployment, toAdd: number, added: number): number {
  if (desiredOf(set) === 0 || toAdd === 0 || added === toAdd) return 0;
  const size = desiredOf(set);
  const before = Number(set.metadata.annotations?.[MAX_REPLICAS] ?? 0) || (deployment.status.replicas ?? 0);
  const after = desiredOf(deployment) + maxSurge(deployment);
  const fraction = desiredOf(deployment) === 0 ? -size : before === 0 ? 0 : Math.round((size * after) / before) - size;
  const allowed = toAdd - added;
  return toAdd > 0 ? Math.min(fraction, allowed) : Math.max(fraction, allowed);
}

export const isComplete = (
  deployment: Deployment,
  { updatedReplicas = 0, replicas = 0, availableReplicas = 0, observedGeneration = 0 }: DeploymentStatus,
): boolean =>
  [updatedReplicas, replicas, availableReplicas].every((count) => count === desiredOf(deployment)) &&
  observedGeneration >= (deployment.metadata.generation ?? 0);

export function isProgressing({ status: before }: Deployment, after: DeploymentStatus): boolean {
  const old = ({ replicas = 0, updatedReplicas = 0 }: DeploymentStatus): number => replicas - updatedReplicas;
  return (
    (after.updatedReplicas ?? 0) > (before.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before.availableReplicas ?? 0)
  );
}
