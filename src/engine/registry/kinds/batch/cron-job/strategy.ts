/** CronJobs. After k8s.io/kubernetes/pkg/registry/batch/cronjob. */
import { jobWarnings } from '../job/warnings';
import { withGenerationSince, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf } from '../../apps/workload-strategy';
import { validateCronJob } from './validation';

interface Spec {
  readonly schedule?: string;
  readonly jobTemplate?: { readonly spec?: object };
}
const NO_ZONE =
  'cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details';

const cronJobWarnings: NonNullable<Strategy['warnings']> = (object, version, old) => {
  const { schedule = '', jobTemplate } = (object['spec'] ?? {}) as Spec;
  const ofZone = old !== undefined && version.has('specWarnings') && schedule.includes('TZ') ? [NO_ZONE] : [];
  return [...jobWarnings(object, jobTemplate?.spec, 'spec.jobTemplate.spec', version, old), ...ofZone];
};

export const cronJobs: Strategy = withStatus(
  withGenerationSince('jobTracking', {
    validate: (object, context) => validateCronJob(object, context),
    validateUpdate: (object, old, context) => validateCronJob(object, context, old),
    warnings: cronJobWarnings,
    orphansDependents: isOneOf('batch/v1beta1', 'batch/v2alpha1'),
  }),
);
