/**
 * Volumes that come and go with their pod. A version that does not have them takes the field away, and what is left is a volume
 * of no kind. After dropDisabledFields of k8s.io/kubernetes/pkg/api/pod/util.go.
 */
import type { KubeObject } from '../../api/objects';
import type { Version } from '../../versions';

type Volume = Readonly<Record<string, unknown>>;

const volumesOf = ({ spec }: KubeObject): readonly Volume[] => (spec as { readonly volumes?: readonly Volume[] } | undefined)?.volumes ?? [];

export function withoutDisabledVolumes(pod: KubeObject, version: Version): KubeObject {
  if (version.has('ephemeralVolumes') || !volumesOf(pod).some(({ ephemeral }) => ephemeral !== undefined)) return pod;
  const volumes = volumesOf(pod).map(({ ephemeral: _ephemeral, ...volume }) => volume);
  return { ...pod, spec: { ...(pod['spec'] as object), volumes } };
}
