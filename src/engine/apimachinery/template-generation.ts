/** The annotation of a DaemonSet that counts the changes of its template. The server's own form of a DaemonSet has a field for it. */
import type { KubeObject } from '../api/objects';

export const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

/** As in the server's own form, of which tables are made. */
export function withoutTemplateGeneration(object: KubeObject): KubeObject {
  const { annotations: all } = object.metadata;
  if (all === undefined || !Object.hasOwn(all, TEMPLATE_GENERATION)) return object;
  const left = Object.entries(all).filter(([name]) => name !== TEMPLATE_GENERATION);
  if (left.length > 0) return { ...object, metadata: { ...object.metadata, annotations: Object.fromEntries(left) } };
  const { annotations: _, ...metadata } = object.metadata;
  return { ...object, metadata };
}
