/** CronJobs. After pkg/apis/batch/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { JobSpec } from 'kubernetes-types/batch/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { selectorPrinted } from '../../../generic/metadata/go-printed';
import { nonNegative, optional, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { cronScheduleProblem } from './schedule';
import { validateTemplated } from '../job/validation';

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
