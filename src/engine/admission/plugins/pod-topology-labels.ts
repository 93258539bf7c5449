/**
 * A pod that gets a node gets the labels that say where the node is, so that what runs in it can learn it.
 * Upstream: plugin/pkg/admission/podtopologylabels/admission.go
 */
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { PluginContext } from '../plugin-context';
import type { KubeObject } from '../../api/objects';
import { withMeta } from '../../storage/object-meta';
import { podSpec } from '../pod';
import { inKeyOrder } from '../../golang/map';

const LABELS = ['topology.kubernetes.io/region', 'topology.kubernetes.io/zone'];

/** The node that the request puts a pod on; '' if none. */
function nodeOf({ resource, subresource }: AdmissionAttributes, object: KubeObject): string {
  if (resource.group !== '' || resource.resource !== 'pods') return '';
  if (subresource === '') return podSpec(object).nodeName ?? '';
  const { kind, name = '' } = (object['target'] ?? {}) as { readonly kind?: string; readonly name?: string };
  return subresource === 'binding' && kind === 'Node' ? name : '';
}

export const createPodTopologyLabels = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => ({
  name: 'PodTopologyLabels',
  handles: (operation) => operation === 'CREATE' && version.has('podTopologyLabels'),
  admit(attributes) {
    const { object } = attributes;
    const name = object === undefined ? '' : nodeOf(attributes, object);
    if (object === undefined || name === '') return object;
    const { labels = {} } = storage.get({ group: '', resource: 'nodes' }, '', name)?.metadata ?? {};
    const copied = Object.entries(labels).filter(([key]) => LABELS.includes(key));
    return copied.length === 0 ? object : withMeta(object, { labels: inKeyOrder({ ...object.metadata.labels, ...Object.fromEntries(copied) }) });
  },
});
