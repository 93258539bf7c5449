/**
 * Jobs: by default each selects its pods by its own uid.
 * After k8s.io/kubernetes/pkg/registry/batch/job/strategy.go.
 */
import { validateJobUpdate } from './update-validation';
import { jobWarnings } from './warnings';
import type { KubeObject } from '../../../../api/objects';
import { validateJob } from './validation';
import { encodeJson } from '../../../../golang/json';
import type { RegistryContext } from '../../../generic/context';
import type { Strategy } from '../../../generic/strategy';
import { firstGeneration, nextGeneration, withStatusOfOld, withoutStatus } from '../../../generic/status-and-generation';
import { inKeyOrder } from '../../../../golang/map';

type Labels = Readonly<Record<string, string>>;
interface JobSpec {
  readonly manualSelector?: boolean;
  readonly selector?: { readonly matchLabels?: Labels };
  readonly template?: { readonly metadata?: { readonly labels?: Labels } };
}

function selected(object: KubeObject, { options, scheme }: RegistryContext): KubeObject {
  const spec = (object['spec'] ?? {}) as JobSpec;
  if (spec.manualSelector === true) return object;
  const { uid = '', name = '' } = object.metadata;
  const tracked = options.version.has('jobTracking');
  const old = { 'controller-uid': uid, 'job-name': name };
  const own = tracked ? { 'batch.kubernetes.io/controller-uid': uid, 'batch.kubernetes.io/job-name': name, ...old } : old;
  const matchLabels: Labels = tracked ? { 'batch.kubernetes.io/controller-uid': uid } : { 'controller-uid': uid };
  const template = { ...spec.template, metadata: { ...spec.template?.metadata, labels: inKeyOrder({ ...spec.template?.metadata?.labels, ...own }) } };
  // Labels that the job has of its template are those of the template: one map, upstream.
  const shares = encodeJson(object.metadata.labels ?? {}) === encodeJson(spec.template?.metadata?.labels ?? {}) && object.metadata.labels !== undefined;
  const job = {
    ...object,
    ...(shares && { metadata: { ...object.metadata, labels: template.metadata.labels } }),
    spec: {
      ...spec,
      ...(tracked && { manualSelector: false }),
      selector: { ...spec.selector, matchLabels: inKeyOrder({ ...spec.selector?.matchLabels, ...matchLabels }) },
      template,
    },
  };
  return { kind: 'Job', apiVersion: object.apiVersion ?? 'batch/v1', ...scheme.normalise(job, { group: 'batch', version: 'v1', kind: 'Job' }) };
}

export const jobs: Strategy = {
  prepareForCreate: (object, _call, context) => {
    const job = withoutStatus(object, context);
    return context.options.version.has('jobTracking') ? firstGeneration(job) : job;
  },
  completed: selected,
  validate: validateJob,
  validateUpdate: function* (job, old, context) {
    const { version } = context.options;
    const errors = yield* validateJob(job, context);
    return [...(version.has('jobsValidatedTwice') ? errors : []), ...errors, ...validateJobUpdate(job, old, version)];
  },
  warnings: (object, version, old) => jobWarnings(object, object['spec'], 'spec', version, old),
  prepareForUpdate: (object, old, _call, context) => {
    const job = withStatusOfOld(object, old);
    return context.options.version.has('jobTracking') ? nextGeneration(job, old) : job;
  },
  orphansDependents: (apiVersion) => apiVersion === 'batch/v1',
  selectableFields: () => ['metadata.name', 'metadata.namespace', 'status.successful'],
  unsupportedField: (field, version) => `field label ${JSON.stringify(field)} not supported for ${version.has('jobTracking') ? 'Job' : 'batchv1.Job'}`,
  fields: (object) => ({ 'status.successful': String((object['status'] as { readonly succeeded?: number } | undefined)?.succeeded ?? 0) }),
};
