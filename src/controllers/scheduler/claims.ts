/**
 * What the claims of a pod mean for where it can be: all of them are there, those that are bound at once are bound, and the node can
 * reach their volumes. Upstream: pkg/scheduler/framework/plugins/volumebinding
 */
import type { NodeSelector, PersistentVolumeClaimSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { quote } from '../../engine/golang/quote';
import { isTerminating, objectPath, type ControllerContext } from '../controller';
import type { NodeObject, PodObject } from '../typed';
import { meetsNodeSelector } from './node-affinity';

export const CLAIMS = '/api/v1/persistentvolumeclaims';
export const VOLUMES = '/api/v1/persistentvolumes';
export const CLASSES = '/apis/storage.k8s.io/v1/storageclasses';
const SELECTED_NODE = 'volume.kubernetes.io/selected-node';

const specOf = (claim: KubeObject): PersistentVolumeClaimSpec => (claim['spec'] ?? {}) as PersistentVolumeClaimSpec;
const isBound = (claim: KubeObject): boolean =>
  specOf(claim).volumeName !== undefined && claim.metadata.annotations?.['pv.kubernetes.io/bind-completed'] !== undefined;

/** Reports whether a claim is bound only once a pod that uses it has a node. */
export const waitsForConsumer = (claim: KubeObject, { informer }: ControllerContext): boolean =>
  informer(CLASSES).get(specOf(claim).storageClassName ?? '')?.['volumeBindingMode'] === 'WaitForFirstConsumer';

const claimNames = ({ spec }: PodObject): readonly string[] =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName ?? []);

export interface Claims {
  /** Why the pod can be nowhere. */
  readonly refusal?: string;
  readonly volumes: readonly KubeObject[];
  /** Those that wait for the pod to have a node. */
  readonly waiting: readonly KubeObject[];
}

export function claimsOf(pod: PodObject, context: ControllerContext): Claims {
  const volumes: KubeObject[] = [];
  const waiting: KubeObject[] = [];
  let unbound = false;
  for (const name of claimNames(pod)) {
    const claim = context.informer(CLAIMS).get(`${pod.metadata.namespace}/${name}`);
    const refused = (why: string): Claims => ({ refusal: `persistentvolumeclaim ${quote(name)} ${why}`, volumes, waiting });
    if (claim === undefined) return refused('not found');
    const status = (claim['status'] ?? {}) as { readonly phase?: string };
    const { volumeName } = specOf(claim);
    if (status.phase === 'Lost') return refused(`bound to non-existent persistentvolume ${quote(volumeName ?? '')}`);
    if (isTerminating(claim)) return refused('is being deleted');
    const volume = context.informer(VOLUMES).get(volumeName ?? '');
    if (isBound(claim)) volumes.push(...(volume === undefined ? [] : [volume]));
    else if (waitsForConsumer(claim, context)) waiting.push(claim);
    else unbound = true;
  }
  return { ...(unbound && { refusal: 'pod has unbound immediate PersistentVolumeClaims' }), volumes, waiting };
}

export function volumeRefusal({ volumes }: Claims, node: NodeObject): string | undefined {
  const required = (volume: KubeObject): NodeSelector | undefined =>
    (volume['spec'] as { readonly nodeAffinity?: { readonly required?: NodeSelector } } | undefined)?.nodeAffinity?.required;
  const isReached = (volume: KubeObject): boolean => {
    const selector = required(volume);
    return selector === undefined || meetsNodeSelector(selector, node);
  };
  if (volumes.every(isReached)) return undefined;
  return "node(s) didn't match PersistentVolume's node affinity";
}

/** Says to who provides volumes on which node they will be used. Returns whether the pod has to wait for them. */
export async function selectNode({ waiting }: Claims, node: NodeObject, { client }: ControllerContext): Promise<boolean> {
  for (const claim of waiting) {
    if (claim.metadata.annotations?.[SELECTED_NODE] === node.metadata.name) continue;
    await client.request(
      'PATCH',
      objectPath(CLAIMS, claim.metadata),
      { metadata: { annotations: { [SELECTED_NODE]: node.metadata.name } } },
      'application/merge-patch+json',
    );
  }
  return waiting.length > 0;
}
