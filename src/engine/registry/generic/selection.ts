/** Which objects a list, a watch or a deletecollection is about: storage.SelectionPredicate of k8s.io/apiserver. */
import type { KubeObject } from '../../api/objects';
import { matchesFields } from '../../apimachinery/selectors/field-selector';
import { matchesLabels } from '../../apimachinery/selectors/label-selector';
import type { RequestScope } from './request-scope';
import type { ListOptions } from './list-options';
import { isInShard } from './shard-selector';

/** Of objects in the stored version. */
export function selection(
  { resource }: RequestScope,
  { labels, fields, shard }: Pick<ListOptions, 'labels' | 'fields' | 'shard'>,
): (object: KubeObject) => boolean {
  const { strategy } = resource;
  if (labels.length === 0 && fields.length === 0 && shard === undefined) return () => true;
  return (object) => {
    if (shard !== undefined && !isInShard(shard, object)) return false;
    if (!matchesLabels(labels, object.metadata.labels)) return false;
    if (fields.length === 0) return true;
    const { name = '', namespace = '' } = object.metadata;
    return matchesFields(fields, { 'metadata.name': name, 'metadata.namespace': namespace, ...strategy.fields?.(object) });
  };
}
