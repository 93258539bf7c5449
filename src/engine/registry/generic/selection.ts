/** Which objects a list, a watch or a deletecollection is about: storage.SelectionPredicate of k8s.io/apiserver. */
import type { KubeObject } from '../../api/objects';
import { matchesFields } from '../../apimachinery/selectors/field-selector';
import { matchesLabels } from '../../apimachinery/selectors/label-selector';
import type { Exchange } from './exchange';
import type { ListOptions } from './list-options';

/** Of objects in the stored version. */
export function selection({ resource }: Exchange, { labels, fields }: Pick<ListOptions, 'labels' | 'fields'>): (object: KubeObject) => boolean {
  const { strategy } = resource;
  if (labels.length === 0 && fields.length === 0) return () => true;
  return (object) => {
    if (!matchesLabels(labels, object.metadata.labels)) return false;
    if (fields.length === 0) return true;
    const { name = '', namespace = '' } = object.metadata;
    return matchesFields(fields, { 'metadata.name': name, 'metadata.namespace': namespace, ...strategy.fields?.(object) });
  };
}
