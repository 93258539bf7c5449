/** The Secrets that a pod names, wherever it may: VisitPodSecretNames of k8s.io/kubernetes/pkg/api/v1/pod. */
import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';

type Name = string | undefined;

const inContainer = ({ env = [], envFrom = [] }: Container): readonly Name[] => [
  ...envFrom.map(({ secretRef }) => secretRef?.name),
  ...env.map(({ valueFrom }) => valueFrom?.secretKeyRef?.name),
];

const inVolume = (volume: Volume): readonly Name[] => [
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

export const podSecretNames = (spec: PodSpec): readonly string[] =>
  [
    ...(spec.imagePullSecrets ?? []).map(({ name }) => name),
    ...[...(spec.initContainers ?? []), ...spec.containers].flatMap(inContainer),
    ...(spec.volumes ?? []).flatMap(inVolume),
  ].filter((name): name is string => name !== undefined && name !== '');
