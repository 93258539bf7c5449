/**
 * What a pod refers to that only the API server could give, named as the refusal names it. The kind of each volume has to be a
 * known one. After HasAPIObjectReference of k8s.io/kubernetes/pkg/api/pod/util.go; older versions ask for less.
 */
import type { PodSpec, Volume } from 'kubernetes-types/core/v1';
import { quote } from '../../golang/quote';
import { podConfigMapNames, podSecretNames } from '../../nodes/pod-references';
import type { Version } from '../../versions';
import { own } from '../../golang/map';

/** An unknown volume, or source of a volume. */
export class UnknownVolume {
  constructor(readonly message: string) {}
}

type Fields = Readonly<Record<string, unknown>>;

/** They hold nothing of the API server, or what they hold has been found before. */
const HARMLESS: readonly string[] = [
  'awsElasticBlockStore',
  'azureDisk',
  'cephfs',
  'cinder',
  'downwardAPI',
  'emptyDir',
  'fc',
  'flexVolume',
  'flocker',
  'gcePersistentDisk',
  'gitRepo',
  'hostPath',
  'image',
  'iscsi',
  'nfs',
  'photonPersistentDisk',
  'portworxVolume',
  'quobyte',
  'rbd',
  'scaleIO',
  'storageos',
  'vsphereVolume',
];

const BY_VOLUME: readonly (readonly [field: string, resource: string])[] = [
  ['configMap', 'configmaps (via configmap volumes)'],
  ['secret', 'secrets (via secret volumes)'],
  ['csi', 'csidrivers (via CSI volumes)'],
  ['glusterfs', 'endpoints (via glusterFS volumes)'],
  ['persistentVolumeClaim', 'persistentvolumeclaims'],
  ['ephemeral', 'persistentvolumeclaims (via ephemeral volumes)'],
  ['azureFile', 'secrets (via azureFile volumes)'],
];

const BY_SOURCE: readonly (readonly [field: string, resource: string])[] = [
  ['configMap', 'configmaps (via projected volumes)'],
  ['secret', 'secrets (via projected volumes)'],
  ['serviceAccountToken', 'serviceaccounts (via projected volumes)'],
  ['clusterTrustBundle', 'clustertrustbundles'],
  ['podCertificate', 'podcertificates'],
];

type Found = string | UnknownVolume | undefined;

const has = (fields: Fields, name: string): boolean => (own(fields, name) ?? null) !== null;

function inSource(source: Fields, volume: string): Found {
  const [, resource] = BY_SOURCE.find(([field]) => has(source, field)) ?? [];
  if (resource !== undefined) return resource;
  return has(source, 'downwardAPI') ? undefined : new UnknownVolume(`unknown source for projected volume ${quote(volume)}`);
}

function inVolume(volume: Volume): Found {
  const fields = volume as unknown as Fields;
  if (HARMLESS.some((field) => has(fields, field))) return undefined;
  const [, resource] = BY_VOLUME.find(([field]) => has(fields, field)) ?? [];
  if (resource !== undefined) return resource;
  if (volume.projected === undefined) return new UnknownVolume(`unknown volume type for volume  ${quote(volume.name)}`);
  return first(volume.projected.sources ?? [], (source) => inSource(source as Fields, volume.name));
}

function first<T>(items: readonly T[], find: (item: T) => Found): Found {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Older versions ask only for a few kinds, and name them in their own way. */
function referredResourceOfOld({ serviceAccountName = '', volumes = [], ...rest }: PodSpec): Found {
  const spec = { ...rest, volumes };
  if (serviceAccountName !== '') return 'a service account';
  if (podSecretNames(spec).length > 0) return 'secrets';
  if (podConfigMapNames(spec).length > 0) return 'configmaps';
  return volumes.some(({ persistentVolumeClaim }) => persistentVolumeClaim !== undefined) ? 'persistentvolumeclaims' : undefined;
}

export function referredResource(spec: PodSpec & { readonly resourceClaims?: readonly unknown[] }, version: Version): Found {
  if (!version.has('mirrorPodsReferToNothing')) return referredResourceOfOld(spec);
  if ((spec.serviceAccountName ?? '') !== '') return 'serviceaccounts';
  if (podSecretNames(spec).length > 0) return 'secrets';
  if (podConfigMapNames(spec).length > 0) return 'configmaps';
  if ((spec.resourceClaims ?? []).length > 0) return 'resourceclaims';
  return first(spec.volumes ?? [], inVolume);
}
