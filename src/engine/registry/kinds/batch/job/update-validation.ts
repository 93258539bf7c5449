/**
 * What a Job does stays: a suspended one may get other nodes, and where the feature gate says so other resources.
 * After ValidateJobSpecUpdate of pkg/apis/batch/validation/validation.go.
 */
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../../../api/objects';
import { catalogOf } from '../../../../catalog/catalog';
import { GoPrinted, invalidValue, type FieldValue } from '../../../../errors/field-error';
import { encodeJson } from '../../../../golang/json';
import { internalForm } from '../../../../scheme/internal-form';
import type { Version } from '../../../../versions';
import { selectorPrinted } from '../../../generic/metadata/go-printed';
import { when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';

type Spec = Given<JobSpec>;
type Template = Given<PodTemplateSpec>;

const STAYING = ['completionMode', 'podFailurePolicy', 'backoffLimitPerIndex', 'managedBy', 'successPolicy'] as const;
const IMMUTABLE = 'field is immutable';

const specOf = (job: KubeObject): Spec => (job['spec'] ?? {}) as Spec;

/** The template without what says where its pods run. */
function withoutPlaces({ metadata, spec }: Template): object {
  const { annotations: _annotations, labels: _labels, ...rest } = metadata ?? {};
  const { nodeSelector: _nodeSelector, tolerations: _tolerations, affinity, ...kept } = (spec ?? {}) as Readonly<Record<string, object>>;
  const { schedulingGates: _gates, ...left } = kept;
  const { nodeAffinity: _nodeAffinity, ...others } = (affinity ?? {}) as Readonly<Record<string, object>>;
  return { metadata: rest, spec: { ...left, ...(Object.keys(others).length > 0 && { affinity: others }) } };
}

function withoutResources(template: object): object {
  const { spec } = template as { readonly spec?: Readonly<Record<string, unknown>> };
  const bare = (list: unknown): unknown =>
    Array.isArray(list) ? (list as readonly Readonly<Record<string, unknown>>[]).map(({ resources: _resources, ...container }) => container) : list;
  return { ...template, spec: { ...spec, containers: bare(spec?.['containers']), initContainers: bare(spec?.['initContainers']) } };
}

function isSameTemplate(spec: Spec, old: Spec, version: Version): boolean {
  const [after, before] = [(spec.template ?? {}) as Template, (old.template ?? {}) as Template];
  if ((old as { readonly suspend?: boolean }).suspend !== true) return encodeJson(after) === encodeJson(before);
  const [placed, placedBefore] = [withoutPlaces(after), withoutPlaces(before)];
  const mayBeBigger = version.isEnabled('MutablePodResourcesForSuspendedJobs') === true;
  const compared = (template: object): string => encodeJson(mayBeBigger ? withoutResources(template) : template);
  return compared(placed) === compared(placedBefore);
}

function printedTemplate(template: unknown, version: Version): FieldValue {
  if (!version.has('jsonFieldErrors')) return new GoPrinted('core.PodTemplateSpec{}');
  const { types, internalTypes } = catalogOf(version.name);
  return internalForm(template, types.typeOf('core/v1.PodTemplateSpec'), 'PodTemplateSpec', internalTypes) as object;
}

/** Of an indexed Job the number of completions follows that of pods at once. */
function validateCompletions(spec: Spec, old: Spec): Errors {
  const { completions, parallelism, completionMode } = spec;
  if ((completions ?? undefined) === (old.completions ?? undefined)) return [];
  if (completionMode !== 'Indexed') return [invalidValue('spec.completions', completions ?? null, IMMUTABLE)];
  return when(completions !== parallelism, () => invalidValue('spec.completions', completions ?? null, 'can only be modified in tandem with spec.parallelism'));
}

export function validateJobUpdate(job: KubeObject, old: KubeObject, version: Version): Errors {
  const [spec, before] = [specOf(job), specOf(old)];
  const selector = spec.selector as Parameters<typeof selectorPrinted>[0] | undefined;
  return [
    ...validateCompletions(spec, before),
    ...when(encodeJson(spec.selector ?? {}) !== encodeJson(before.selector ?? {}), () =>
      invalidValue('spec.selector', selectorPrinted(selector, version), IMMUTABLE),
    ),
    ...when(!isSameTemplate(spec, before, version), () => invalidValue('spec.template', printedTemplate(spec.template, version), IMMUTABLE)),
    ...STAYING.filter(
      (field) =>
        encodeJson((spec as Readonly<Record<string, unknown>>)[field] ?? null) !== encodeJson((before as Readonly<Record<string, unknown>>)[field] ?? null),
    ).map((field) => invalidValue(`spec.${field}`, ((spec as Readonly<Record<string, unknown>>)[field] as FieldValue | undefined) ?? null, IMMUTABLE)),
  ];
}
