/**
 * Deployments, ReplicaSets, DaemonSets, StatefulSets, ReplicationControllers, Jobs, CronJobs: a selector and a template.
 * After k8s.io/kubernetes/pkg/registry/{apps,batch,core/replicationcontroller} and their validation.
 */
import type { KubeObject } from '../../api/objects';
import { encodeJson } from '../../golang/json';
import { invalidValue, required, type FieldError } from '../../response/field-error';
import { withMeta } from '../../storage/object-meta';
import type { RegistryContext } from '../context';
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../apimachinery/names';
import type { Strategy } from '../strategy';
import { jobs } from './jobs';
import { validateContainers } from './pods';
import { firstGeneration, nextGeneration, withGeneration, withStatus } from './status-and-generation';
import { labelsMatch, type Selector } from './template-labels';

interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: Selector | Readonly<Record<string, string>> | null;
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec?: object };
}

export const specOf = (object: KubeObject): WorkloadSpec => (object['spec'] ?? {}) as WorkloadSpec;

function validateSelector(object: KubeObject, flat: boolean): readonly FieldError[] {
  const { selector, template } = specOf(object);
  const labels = template?.metadata?.labels ?? {};
  if (selector === undefined || selector === null) return [required('spec.selector')];
  const structured: Selector = flat ? { matchLabels: selector as Readonly<Record<string, string>> } : (selector as Selector);
  const empty = Object.keys(structured.matchLabels ?? {}).length === 0 && (structured.matchExpressions ?? []).length === 0;
  if (empty && !flat) return [invalidValue('spec.selector', structured, 'empty selector is invalid for deployment')];
  if (labelsMatch(structured, labels)) return [];
  return [invalidValue('spec.template.metadata.labels', labels, '`selector` does not match template `labels`')];
}

const validate =
  (flat: boolean) =>
  (object: KubeObject, context: RegistryContext): readonly FieldError[] => {
    const { replicas = 0, template } = specOf(object);
    return [
      ...(replicas < 0 ? [invalidValue('spec.replicas', replicas, 'must be greater than or equal to 0')] : []),
      ...validateSelector(object, flat),
      ...(template === undefined ? [required('spec.template')] : validateContainers(template.spec ?? {}, 'spec.template.spec', context)),
    ];
  };

/** The selector of a workload stays as it is. */
const validateUpdate =
  (flat: boolean) =>
  (object: KubeObject, old: KubeObject, context: RegistryContext): readonly FieldError[] => {
    const [after, before] = [specOf(object).selector ?? {}, specOf(old).selector ?? {}];
    const changed = !flat && encodeJson(after) !== encodeJson(before);
    return [...validate(flat)(object, context), ...(changed ? [invalidValue('spec.selector', after, 'field is immutable')] : [])];
  };

const workload = (flat: boolean, own: Strategy = {}): Strategy =>
  withGeneration(withStatus({ ...own, validate: validate(flat), validateUpdate: validateUpdate(flat) }));

const isOneOf =
  (...versions: readonly string[]) =>
  (apiVersion: string): boolean =>
    versions.includes(apiVersion);

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

function withTemplateGeneration(object: KubeObject, generation: number): KubeObject {
  const annotations = { ...object.metadata.annotations, [TEMPLATE_GENERATION]: String(generation) };
  return withMeta(object, { annotations: Object.fromEntries(Object.entries(annotations).sort(([a], [b]) => (a < b ? -1 : 1))) });
}

/** DaemonSets count the changes of their template, in an annotation since apps/v1. */
const countsTemplates: Strategy = {
  prepareForCreate: (object) => withTemplateGeneration(object, 1),
  prepareForUpdate: (object, old) => {
    const before = Number(old.metadata.annotations?.[TEMPLATE_GENERATION] ?? 0);
    const changed = encodeJson(specOf(object).template ?? {}) !== encodeJson(specOf(old).template ?? {});
    return withTemplateGeneration(object, changed ? before + 1 : before);
  },
};

const keepsLabels: Strategy = {
  status: { prepare: (object, old) => ({ ...object, metadata: { ...object.metadata, ...(old.metadata.labels && { labels: old.metadata.labels }) } }) },
};

export const workloads: Readonly<Record<string, Strategy>> = {
  'apps/deployments': workload(false, { ...keepsLabels, orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2') }),
  'apps/replicasets': workload(false, { orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2') }),
  'apps/daemonsets': workload(false, { ...countsTemplates, orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2') }),
  'apps/statefulsets': workload(false, {
    validateName: (name, prefix, version) => (version.has('statefulSetNamesAreLabels') ? nameIsDnsLabel : nameIsDnsSubdomain)(name, prefix, version),
    orphansDependents: isOneOf('apps/v1beta1', 'apps/v1beta2'),
  }),
  '/replicationcontrollers': {
    ...workload(true, { orphansDependents: isOneOf('v1') }),
    selectableFields: () => ['metadata.name', 'metadata.namespace', 'status.replicas'],
    fields: (object) => ({ 'status.replicas': String((object['status'] as { readonly replicas?: number } | undefined)?.replicas ?? 0) }),
  },
  '/podtemplates': {
    prepareForCreate: (object, _call, { options }) => (options.version.has('podTemplateGeneration') ? firstGeneration(object) : object),
    prepareForUpdate: (object, old, _call, { options }) => (options.version.has('podTemplateGeneration') ? nextGeneration(object, old) : object),
    returnsDeletedObject: () => true,
  },
  'batch/jobs': jobs,
  'batch/cronjobs': { ...withStatus(), orphansDependents: isOneOf('batch/v1beta1', 'batch/v2alpha1') },
};
