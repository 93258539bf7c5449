/** metadata.generation of a pod counts changes of its spec, in versions that count them. */
import type { KubeObject } from '../../../../api/objects';
import { withMeta } from '../../../../storage/object-meta';
import { encodeJson } from '../../../../golang/json';
import type { Version } from '../../../../versions';

export function withNextGeneration(pod: KubeObject, old: KubeObject, version: Version): KubeObject {
  const changed = version.has('podGeneration') && encodeJson(pod['spec']) !== encodeJson(old['spec']);
  return changed ? withMeta(pod, { generation: (old.metadata.generation ?? 0) + 1 }) : pod;
}
