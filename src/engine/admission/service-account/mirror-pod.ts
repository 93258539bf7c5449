/**
 * A mirror pod shows what a kubelet runs by itself. It is never changed, because the kubelet would delete it, and it may name
 * nothing that only the API server could give it. After plugin/pkg/admission/serviceaccount/admission.go.
 */
import type { KubeObject } from '../../api/objects';
import { MIRROR_POD, podSecretNames } from '../../nodes/pod-references';
import { accountNameOf, podSpec } from '../pod';

export const isMirrorPod = ({ metadata }: KubeObject): boolean => metadata.annotations?.[MIRROR_POD] !== undefined;

/** What a mirror pod names that it may not; `undefined` if nothing. */
export function mirrorPodComplaint(pod: KubeObject): string | undefined {
  const spec = podSpec(pod);
  if (accountNameOf(spec) !== '') return 'a mirror pod may not reference service accounts';
  if (podSecretNames(spec).length > 0) return 'a mirror pod may not reference secrets';
  const asksForToken = spec.volumes?.some(({ projected }) => projected?.sources?.some(({ serviceAccountToken }) => serviceAccountToken !== undefined));
  return asksForToken === true ? 'a mirror pod may not use ServiceAccountToken volume projections' : undefined;
}
