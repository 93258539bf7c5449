/** Jobs and CronJobs. After pkg/apis/batch/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { labelsPrinted, selectorPrinted } from '../../../generic/metadata/go-printed';
import { dnsLabel } from '../../../../apimachinery/names';
import { validatePodTemplate, type Template } from '../../core/pod/template';
import { isUsable, validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { labelsMatch } from '../../core/pod/template-labels';
import { nonNegative, oneOf, optional, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { cronScheduleProblem } from '../cron-job/schedule';

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
function* validateTemplated(spec: Given<JobSpec>, at: string, context: RegistryContext): Turns<Errors> {
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

interface CronJobSpec {
  readonly schedule?: string;
  readonly timeZone?: string;
  readonly startingDeadlineSeconds?: number;
  readonly concurrencyPolicy?: string;
  readonly successfulJobsHistoryLimit?: number;
  readonly failedJobsHistoryLimit?: number;
  readonly jobTemplate?: { readonly spec?: Given<JobSpec> };
}

function validateSchedule(schedule: string, at: string, { options }: RegistryContext): Errors {
  if (schedule === '') return [required(at)];
  const problem = cronScheduleProblem(schedule, options.version);
  return [
    ...(problem === undefined ? [] : [invalidValue(at, schedule, problem)]),
    ...when(schedule.includes('TZ') && options.version.has('cronTimeZones'), () =>
      invalidValue(at, schedule, 'cannot use TZ or CRON_TZ in schedule, use timeZone field instead'),
    ),
  ];
}

function validateTimeZone(zone: string, at: string): Errors {
  if (zone === '') return [invalidValue(at, zone, 'timeZone must be nil or non-empty string')];
  const parts = zone.split('/');
  const known = parts.every((part) => part !== '.' && part !== '..' && !part.startsWith('-') && /^[A-Za-z._\-0-9+]{1,14}$/.test(part));
  if (!known || !Intl.supportedValuesOf('timeZone').concat('UTC', 'Etc/UTC', 'GMT').includes(zone))
    return [invalidValue(at, zone, `unknown time zone ${zone}`)];
  return [];
}

export function* validateCronJob(object: KubeObject, context: RegistryContext, old?: KubeObject): Turns<Errors> {
  const spec = givenFields<CronJobSpec>(object['spec']);
  const job = spec.jobTemplate?.spec ?? {};
  const name = object.metadata.name ?? '';
  return [
    ...validateSchedule(spec.schedule ?? '', 'spec.schedule', context),
    ...nonNegative(spec.startingDeadlineSeconds, 'spec.startingDeadlineSeconds'),
    ...optional(spec.timeZone, (zone) => validateTimeZone(zone, 'spec.timeZone')),
    ...requiredOneOf(spec.concurrencyPolicy, 'spec.concurrencyPolicy', ['Allow', 'Forbid', 'Replace']),
    ...(yield* validateTemplated(job, 'spec.jobTemplate.spec', context)),
    ...optional(job.selector, (selector) => [
      invalidValue('spec.jobTemplate.spec.selector', selectorPrinted(selector as LabelSelector, context.options.version), '`selector` will be auto-generated'),
    ]),
    ...when(job.manualSelector === true, () => notSupported('spec.jobTemplate.spec.manualSelector', true, ['nil', 'false'])),
    ...nonNegative(spec.successfulJobsHistoryLimit, 'spec.successfulJobsHistoryLimit'),
    ...nonNegative(spec.failedJobsHistoryLimit, 'spec.failedJobsHistoryLimit'),
    ...when(old === undefined && name.length > 52, () => invalidValue('metadata.name', name, 'must be no more than 52 characters')),
  ];
}
