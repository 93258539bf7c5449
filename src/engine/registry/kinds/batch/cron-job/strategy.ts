/** CronJobs. After k8s.io/kubernetes/pkg/registry/batch/cronjob. */
import { withGenerationSince, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { isOneOf } from '../../apps/workload-strategy';
import { validateCronJob } from './validation';

export const cronJobs: Strategy = withStatus(
  withGenerationSince('jobTracking', {
    validate: (object, context) => validateCronJob(object, context),
    validateUpdate: (object, old, context) => validateCronJob(object, context, old),
    orphansDependents: isOneOf('batch/v1beta1', 'batch/v2alpha1'),
  }),
);
