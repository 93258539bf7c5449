/**
 * What a pod or a volume refers to, as keys of objects; a node may read what the pods on it refer to.
 * After AddPod and AddPV of k8s.io/kubernetes/plugin/pkg/auth/authorizer/node/graph.go, pkg/api/v1/pod/util.go and
 * pkg/api/v1/persistentvolume/util.go.
 */
import type { PersistentVolumeSpec, PodSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { claimNameOf, MIRROR_POD, podConfigMapNames, podSecretNames } from '../../nodes/pod-references';

export const keyOf = (resource: string, namespace: string, name: string): string => `${resource}/${namespace}/${name}`;

interface Reference {
  readonly name?: string;
  readonly namespace?: string;
}
interface ClaimStatuses {
  readonly resourceClaimStatuses?: readonly { readonly name: string; readonly resourceClaimName?: string }[];
  readonly extendedResourceClaimStatus?: { readonly resourceClaimName?: string } | null;
}
interface PodClaim {
  readonly name: string;
  readonly resourceClaimName?: string;
}

const named = (resource: string, namespace: string, names: readonly (string | undefined)[]): readonly string[] =>
  names.flatMap((name) => (name === undefined || name === '' ? [] : [keyOf(resource, namespace, name)]));

const isMirror = ({ metadata }: KubeObject): boolean => Object.hasOwn(metadata.annotations ?? {}, MIRROR_POD);
const statusesOf = (pod: KubeObject): ClaimStatuses => (pod.status ?? {}) as ClaimStatuses;

/** A claim that is made of a template is named in the status. */
function claimNames(spec: PodSpec & { readonly resourceClaims?: readonly unknown[] }, { resourceClaimStatuses = [] }: ClaimStatuses) {
  const made = (name: string): string | undefined => resourceClaimStatuses.find((status) => status.name === name)?.resourceClaimName;
  return ((spec.resourceClaims ?? []) as readonly PodClaim[]).map(({ name, resourceClaimName }) => resourceClaimName ?? made(name));
}

/** The claim that was made for devices which the pod asks for as ordinary resources. */
export function extendedClaimOfPod(pod: KubeObject): string | undefined {
  const { resourceClaimName = '' } = statusesOf(pod).extendedResourceClaimStatus ?? {};
  return resourceClaimName === '' || isMirror(pod) ? undefined : keyOf('resourceclaims', pod.metadata.namespace ?? '', resourceClaimName);
}

/** Whether the references of a pod can have changed: its spec is otherwise immutable. */
export function refersAlike(pod: KubeObject, old: KubeObject): boolean {
  const containers = (one: KubeObject): number => ((one.spec as PodSpec).ephemeralContainers ?? []).length;
  const claims = (one: KubeObject): string => encodeJson(statusesOf(one).resourceClaimStatuses ?? []);
  return pod.metadata.uid === old.metadata.uid && containers(pod) <= containers(old) && claims(pod) === claims(old);
}

/** The pod itself, and what its spec refers to. A mirror pod is made by the node and must not open anything to it. */
export function referencesOfPod(pod: KubeObject): readonly string[] {
  const { name = '', namespace = '' } = pod.metadata;
  const self = keyOf('pods', namespace, name);
  if (isMirror(pod)) return [self];
  const spec = pod.spec as PodSpec;
  return [
    self,
    ...named('serviceaccounts', namespace, [spec.serviceAccountName]),
    ...named('secrets', namespace, podSecretNames(spec)),
    ...named('configmaps', namespace, podConfigMapNames(spec)),
    ...named(
      'persistentvolumeclaims',
      namespace,
      (spec.volumes ?? []).map((volume) => claimNameOf(volume, name)),
    ),
    ...named('resourceclaims', namespace, claimNames(spec, statusesOf(pod))),
  ];
}

/** The claim that a volume is bound to, as far as it is. */
export function claimOfVolume(volume: KubeObject): string | undefined {
  const { claimRef } = volume.spec as PersistentVolumeSpec;
  return claimRef === undefined ? undefined : keyOf('persistentvolumeclaims', claimRef.namespace ?? '', claimRef.name ?? '');
}

/** The secrets that the kubelet needs to mount a volume; some kinds take that of the claim where no namespace is named. */
export function secretsOfPersistentVolume(volume: KubeObject): readonly string[] {
  const { azureFile, cephfs, cinder, flexVolume, rbd, scaleIO, iscsi, storageos, csi, claimRef } = volume.spec as PersistentVolumeSpec;
  const own = claimRef?.namespace ?? '';
  const ofClaim: readonly (Reference | undefined)[] = [
    azureFile && { name: azureFile.secretName, namespace: azureFile.secretNamespace ?? '' },
    cephfs?.secretRef,
    flexVolume?.secretRef,
    rbd?.secretRef,
    scaleIO?.secretRef,
    iscsi?.secretRef,
  ];
  const asNamed: readonly (Reference | undefined)[] = [
    cinder?.secretRef,
    storageos?.secretRef,
    csi?.nodePublishSecretRef,
    csi?.nodeStageSecretRef,
    csi?.nodeExpandSecretRef,
  ];
  return [
    ...ofClaim.flatMap((reference) => named('secrets', reference?.namespace || own, [reference?.name])),
    ...asNamed.flatMap((reference) => named('secrets', reference?.namespace ?? '', [reference?.name])),
  ];
}
