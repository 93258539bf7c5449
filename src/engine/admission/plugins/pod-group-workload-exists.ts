/**
 * PodGroupWorkloadExists: a PodGroup that names a template of a Workload is made only where the Workload is there, stays, and has the
 * template, where the feature gate GenericWorkload is on. Upstream: plugin/pkg/admission/podgroup/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { quote } from '../../golang/quote';
import type { PluginContext } from '../plugin-context';
import { isPodGroup, type PodGroup } from '../pod-groups';
import { refused } from '../refusal';

const WORKLOADS = { group: 'scheduling.k8s.io', resource: 'workloads' };

interface Workload extends KubeObject {
  readonly spec?: { readonly podGroupTemplates?: readonly { readonly name?: string }[] };
}

/** Returns why a PodGroup may not be made of the template. */
function complaint(workload: Workload | undefined, name: string, template: string): string | undefined {
  if (workload === undefined) return `Workload ${quote(name)} not found`;
  if (workload.metadata.deletionTimestamp !== undefined) return `Workload ${quote(name)} is being deleted`;
  const templates = workload.spec?.podGroupTemplates ?? [];
  if (templates.some((item) => (item.name ?? '') === template)) return undefined;
  return `PodGroupTemplate ${quote(template)} not found in Workload ${quote(name)}`;
}

export const createPodGroupWorkloadExists = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => ({
  name: 'PodGroupWorkloadExists',
  handles: (operation) => operation === 'CREATE' && version.isEnabled('GenericWorkload') === true,
  validate(attributes) {
    const named = isPodGroup(attributes) ? (attributes.object as PodGroup | undefined)?.spec?.podGroupTemplateRef?.workload : undefined;
    if (named === undefined) return;
    const { workloadName = '', podGroupTemplateName = '' } = named;
    const why = complaint(storage.get(WORKLOADS, attributes.namespace, workloadName) as Workload | undefined, workloadName, podGroupTemplateName);
    if (why !== undefined) throw refused(attributes, `PodGroup rejected: ${why}`);
  },
});
