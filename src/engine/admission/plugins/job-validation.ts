/**
 * JobValidation: the parallelism of a Job stays as it is while the Job's pods are scheduled as a gang, all or none, where the feature
 * gate GenericWorkload or WorkloadWithJob is on. Upstream: plugin/pkg/admission/job/admission.go
 */
import type { AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import type { PluginContext } from '../plugin-context';
import { POD_GROUPS, type PodGroup } from '../pod-groups';
import { refused } from '../refusal';

interface Job extends KubeObject {
  readonly spec?: {
    readonly parallelism?: number;
    readonly template?: { readonly spec?: { readonly schedulingGroup?: { readonly podGroupName?: string } } };
  };
}

const isControlledBy = (group: PodGroup, { metadata }: Job): boolean =>
  group.metadata.ownerReferences?.some(({ controller, uid }) => controller === true && uid === metadata.uid) === true;

/** Returns the PodGroups of a Job: the one that its template names, otherwise those that the Job controls. */
function groupsOf(job: Job, namespace: string, storage: Storage): readonly PodGroup[] {
  const name = job.spec?.template?.spec?.schedulingGroup?.podGroupName;
  if (name === undefined) return (storage.list(POD_GROUPS, namespace) as readonly PodGroup[]).filter((group) => isControlledBy(group, job));
  const named = storage.get(POD_GROUPS, namespace, name) as PodGroup | undefined;
  return named === undefined ? [] : [named];
}

export const createJobValidation = ({ options: { version }, storage }: PluginContext): AdmissionPlugin => ({
  name: 'JobValidation',
  handles: (operation) => operation === 'UPDATE' && (version.isEnabled('GenericWorkload') === true || version.isEnabled('WorkloadWithJob') === true),
  validate(attributes) {
    const { resource, subresource, namespace } = attributes;
    if (resource.group !== 'batch' || resource.resource !== 'jobs' || subresource !== '') return;
    const [job, old] = [attributes.object as Job | undefined, attributes.oldObject as Job | undefined];
    if (job === undefined || old === undefined || job.spec?.parallelism === old.spec?.parallelism) return;
    const gang = groupsOf(old, namespace, storage).find(({ spec }) => spec?.schedulingPolicy?.gang !== undefined);
    if (gang !== undefined)
      throw refused(attributes, `cannot change parallelism for a Job referencing gang-scheduled PodGroup ${quote(gang.metadata.name ?? '')}`);
  },
});
