/**
 * Deployments, ReplicaSets, DaemonSets, StatefulSets, ReplicationControllers, Jobs, CronJobs: a selector and a template.
 * After k8s.io/kubernetes/pkg/registry/{apps,batch,core/replicationcontroller} and their validation.
 */
import type { Turns } from '../../../golang/turns';
import type { KubeObject } from '../../../api/objects';
import { encodeJson } from '../../../golang/json';
import { invalidValue, type FieldError } from '../../../errors/field-error';
import { withMeta } from '../../../storage/object-meta';
import {
  validateControllerRevision,
  validateDaemonSet,
  validateDeployment,
  validateReplicaSet,
  validateReplicationController,
  validateStatefulSet,
} from './workload-validation';
import { validateCronJob } from '../batch/job/validation';
import { selectorPrinted } from '../../generic/metadata/go-printed';
import { validatePodTemplate, type Template } from '../core/pod/template';
import type { RegistryContext } from '../../generic/context';
import { nameIsDnsLabel, nameIsDnsSubdomain } from '../../../apimachinery/names';
import type { Strategy } from '../../generic/strategy';
import { jobs } from '../batch/job/strategy';
import { firstGeneration, nextGeneration, withGeneration, withStatus } from '../../generic/status-and-generation';
import type { Selector } from '../core/pod/template-labels';
import { inKeyOrder } from '../../../golang/map';

interface WorkloadSpec {
  readonly replicas?: number;
  readonly selector?: Selector | Readonly<Record<string, string>> | null;
  readonly template?: { readonly metadata?: { readonly labels?: Readonly<Record<string, string>> }; readonly spec?: object };
}

export const specOf = (object: KubeObject): WorkloadSpec => (object['spec'] ?? {}) as WorkloadSpec;

type Validate = (object: KubeObject, context: RegistryContext) => Turns<readonly FieldError[]>;

/** The selector of a workload stays as it is. */
const validateUpdate = (validate: Validate, keepsSelector: boolean) =>
  function* (object: KubeObject, old: KubeObject, context: RegistryContext): Turns<readonly FieldError[]> {
    const { version } = context.options;
    const [after, before] = [specOf(object).selector ?? {}, specOf(old).selector ?? {}];
    const changed = keepsSelector && encodeJson(after) !== encodeJson(before);
    return [...(yield* validate(object, context)), ...(changed ? [invalidValue('spec.selector', selectorPrinted(after, version), 'field is immutable')] : [])];
  };

const workload = (validate: Validate, own: Strategy = {}, keepsSelector = true): Strategy =>
  withGeneration(withStatus({ ...own, validate, validateUpdate: validateUpdate(validate, keepsSelector) }));

const isOneOf =
  (...versions: readonly string[]) =>
  (apiVersion: string): boolean =>
    versions.includes(apiVersion);

const TEMPLATE_GENERATION = 'deprecated.daemonset.template.generation';

function withTemplateGeneration(object: KubeObject, generation: number): KubeObject {
  const annotations = { ...object.metadata.annotations, [TEMPLATE_GENERATION]: String(generation) };
  return withMeta(object, { annotations: inKeyOrder(annotations) });
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

const countsGenerations: Strategy = {
  prepareForCreate: (object, _call, { options }) => (options.version.has('jobTracking') ? firstGeneration(object) : object),
  prepareForUpdate: (object, old, _call, { options }) => (options.version.has('jobTracking') ? nextGeneration(object, old) : object),
};

const keepsLabels: Strategy = {
  status: { prepare: (object, old) => ({ ...object, metadata: { ...object.metadata, ...(old.metadata.labels && { labels: old.metadata.labels }) } }) },
};

/** The generation of a Deployment counts changes of its annotations too. */
const countsAnnotations = (strategy: Strategy): Strategy => ({
  ...strategy,
  prepareForUpdate: (object, old, call, context) => {
    const updated = strategy.prepareForUpdate?.(object, old, call, context) ?? object;
    const { generation } = old.metadata;
    const isCounted = updated.metadata.generation !== generation;
    const isSame = encodeJson(object.metadata.annotations ?? {}) === encodeJson(old.metadata.annotations ?? {});
    return isCounted || isSame ? updated : withMeta(updated, { generation: (generation ?? 0) + 1 });
  },
});

export const workloads: Readonly<Record<string, Strategy>> = {
  'apps/deployments': countsAnnotations(
    workload(validateDeployment, { ...keepsLabels, orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta1', 'apps/v1beta2') }),
  ),
  'apps/replicasets': workload(validateReplicaSet, { orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2') }),
  'apps/daemonsets': workload(validateDaemonSet, { ...countsTemplates, orphansDependents: isOneOf('extensions/v1beta1', 'apps/v1beta2') }),
  'apps/statefulsets': workload(validateStatefulSet, {
    validateName: (name, prefix, version) => (version.has('statefulSetNamesAreLabels') ? nameIsDnsLabel : nameIsDnsSubdomain)(name, prefix, version),
    orphansDependents: isOneOf('apps/v1beta1', 'apps/v1beta2'),
  }),
  '/replicationcontrollers': {
    ...workload(validateReplicationController, { orphansDependents: isOneOf('v1') }, false),
    selectableFields: () => ['metadata.name', 'metadata.namespace', 'status.replicas'],
    fields: (object) => ({ 'status.replicas': String((object['status'] as { readonly replicas?: number } | undefined)?.replicas ?? 0) }),
  },
  'apps/controllerrevisions': { validate: validateControllerRevision },
  '/podtemplates': {
    validate: (object, context) => validatePodTemplate((object['template'] ?? {}) as Template, 'template', context),
    prepareForCreate: (object, _call, { options }) => (options.version.has('podTemplateGeneration') ? firstGeneration(object) : object),
    prepareForUpdate: (object, old, _call, { options }) => (options.version.has('podTemplateGeneration') ? nextGeneration(object, old) : object),
    returnsDeletedObject: () => true,
  },
  'batch/jobs': jobs,
  'batch/cronjobs': {
    ...withStatus(countsGenerations),
    validate: (object, context) => validateCronJob(object, context),
    validateUpdate: (object, old, context) => validateCronJob(object, context, old),
    orphansDependents: isOneOf('batch/v1beta1', 'batch/v2alpha1'),
  },
};
