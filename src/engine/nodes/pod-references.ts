/**
 * The Secrets, ConfigMaps and claims that a pod names, wherever it may. A node may read them, an account may limit them, and a
 * mirror pod may have none. After VisitPodSecretNames and VisitPodConfigmapNames of k8s.io/kubernetes/pkg/api/v1/pod/util.go.
 */
import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';

type Name = string | undefined;

/** A mirror pod shows what a kubelet runs by itself. */
export const MIRROR_POD = 'kubernetes.io/config.mirror';

const present = (names: readonly Name[]): readonly string[] => names.filter((name): name is string => name !== undefined && name !== '');

const containersOf = ({ initContainers = [], containers, ephemeralContainers = [] }: PodSpec): readonly Container[] => [
  ...initContainers,
  ...containers,
  ...(ephemeralContainers as unknown as readonly Container[]),
];

const secretsOfContainer = ({ env = [], envFrom = [] }: Container): readonly Name[] => [
  ...envFrom.map(({ secretRef }) => secretRef?.name),
  ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
];

const configMapsOfContainer = ({ env = [], envFrom = [] }: Container): readonly Name[] => [
  ...envFrom.map(({ configMapRef }) => configMapRef?.name),
  ...env.map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
];

const secretsOfVolume = (volume: Volume): readonly Name[] => [
  volume.azureFile?.secretName,
  volume.cephfs?.secretRef?.name,
  volume.cinder?.secretRef?.name,
  volume.flexVolume?.secretRef?.name,
  ...(volume.projected?.sources ?? []).map(({ secret }) => secret?.name),
  volume.rbd?.secretRef?.name,
  volume.secret?.secretName,
  volume.scaleIO?.secretRef?.name,
  volume.iscsi?.secretRef?.name,
  volume.storageos?.secretRef?.name,
  volume.csi?.nodePublishSecretRef?.name,
];

const configMapsOfVolume = ({ configMap, projected }: Volume): readonly Name[] => [
  configMap?.name,
  ...(projected?.sources ?? []).map((source) => source.configMap?.name),
];

export const podSecretNames = (spec: PodSpec): readonly string[] =>
  present([
    ...(spec.imagePullSecrets ?? []).map(({ name }) => name),
    ...containersOf(spec).flatMap(secretsOfContainer),
    ...(spec.volumes ?? []).flatMap(secretsOfVolume),
  ]);

export const podConfigMapNames = (spec: PodSpec): readonly string[] =>
  present([...containersOf(spec).flatMap(configMapsOfContainer), ...(spec.volumes ?? []).flatMap(configMapsOfVolume)]);

/** The claim of a volume of the pod; that of an ephemeral volume is named after the pod. */
export function claimNameOf({ name, persistentVolumeClaim, ephemeral }: Volume, pod: string): string | undefined {
  return persistentVolumeClaim?.claimName ?? (ephemeral === undefined ? undefined : `${pod}-${name}`);
}
