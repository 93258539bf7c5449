/** Jobs, and the template of a Job. After pkg/apis/batch/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { labelsPrinted } from '../../../generic/metadata/go-printed';
import { dnsLabel } from '../../../../apimachinery/names';
import { validatePodTemplate, type Template } from '../../core/pod/template';
import { isUsable, validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { labelsMatch } from '../../core/pod/template-labels';
import { nonNegative, oneOf, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';

const NUMBERS = [
  'parallelism',
  'completions',
  'activeDeadlineSeconds',
  'backoffLimit',
  'ttlSecondsAfterFinished',
  'backoffLimitPerIndex',
  'maxFailedIndexes',
] as const;

function validateCompletionMode(spec: Given<JobSpec>, at: string): Errors {
  const { completionMode, completions, parallelism, backoffLimitPerIndex, maxFailedIndexes } = spec;
  const indexed = completionMode === 'Indexed';
  const needsIndexes = (field: string, value: number | null | undefined): Errors =>
    optional(value, (given) => when(!indexed, () => invalidValue(`${at}.${field}`, given, 'requires indexed completion mode')));
  return [
    ...optional(completionMode, (mode) => oneOf(mode, `${at}.completionMode`, ['NonIndexed', 'Indexed'])),
    ...when(indexed && (completions ?? undefined) === undefined, () => required(`${at}.completions`, 'when completion mode is Indexed')),
    ...when(indexed && (parallelism ?? 0) > 100_000, () =>
      invalidValue(`${at}.parallelism`, parallelism ?? 0, 'must be less than or equal to 100000 when completion mode is Indexed'),
    ),
    ...needsIndexes('backoffLimitPerIndex', backoffLimitPerIndex),
    ...needsIndexes('maxFailedIndexes', maxFailedIndexes),
  ];
}

function validateRestartPolicy(policy: string | null | undefined, at: string): Errors {
  if (policy === 'Always' || (policy ?? '') === '') return [required(at, 'valid values: "OnFailure", "Never"')];
  return oneOf(policy, at, ['OnFailure', 'Never']);
}

/** What jobs and the templates of jobs have in common. */
export function* validateTemplated(spec: Given<JobSpec>, at: string, context: RegistryContext): Turns<Errors> {
  const template = (spec.template ?? {}) as Template;
  const { podReplacementPolicy, podFailurePolicy } = spec;
  return [
    ...NUMBERS.flatMap((field) => nonNegative(spec[field], `${at}.${field}`)),
    ...validateCompletionMode(spec, at),
    ...optional(podReplacementPolicy, (policy) =>
      oneOf(policy, `${at}.podReplacementPolicy`, (podFailurePolicy ?? undefined) === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed']),
    ),
    ...(yield* validatePodTemplate(template, `${at}.template`, context)),
    ...validateRestartPolicy(template.spec?.restartPolicy, `${at}.template.spec.restartPolicy`),
  ];
}

export function* validateJob(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const { version } = context.options;
  const spec = givenFields<Given<JobSpec>>(object['spec']);
  const selector = (spec.selector ?? undefined) as LabelSelector | undefined;
  const labels = (spec.template as Template | undefined)?.metadata?.labels;
  const usable = selector === undefined || isUsable(selector, version);
  const { completions, completionMode } = spec;
  const host = `${object.metadata.name ?? ''}-${(completions ?? 0) - 1}`;
  return [
    ...(yield* validateTemplated(spec, 'spec', context)),
    ...(selector === undefined ? [required('spec.selector')] : validateLabelSelector(selector, 'spec.selector', version)),
    ...when(usable && !(selector !== undefined && labelsMatch(selector, labels ?? {})), () =>
      invalidValue('spec.template.metadata.labels', labelsPrinted(labels, version), '`selector` does not match template `labels`'),
    ),
    ...when(completionMode === 'Indexed' && (completions ?? 0) > 0 && dnsLabel(host, version).length > 0, () =>
      invalidValue('metadata.name', object.metadata.name ?? '', `will not able to create pod with invalid DNS label: ${host}`),
    ),
  ];
}
