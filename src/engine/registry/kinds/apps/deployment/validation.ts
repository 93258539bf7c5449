/** Deployments. After ValidateDeployment of pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { nonNegative, optional, when, type Errors } from '../../../generic/validation/checks';
import { amountOf, atMostWhole, intOrPercent, intOrPercentPrinted } from '../../../generic/validation/int-or-percent';
import { specOf, strategyPrinted, validateReplicated, type UpdateStrategy } from '../workload-validation';

function validateDeploymentStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  switch (type) {
    case 'Recreate':
      return when(rollingUpdate !== undefined, () => forbiddenField(`${at}.rollingUpdate`, "may not be specified when strategy `type` is 'Recreate'"));
    case 'RollingUpdate': {
      if (rollingUpdate === undefined) return [required(`${at}.rollingUpdate`, 'this should be defaulted and never be nil')];
      const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
      const place = `${at}.rollingUpdate`;
      return [
        ...intOrPercent(maxUnavailable, `${place}.maxUnavailable`, version),
        ...intOrPercent(maxSurge, `${place}.maxSurge`, version),
        ...when(amountOf(maxUnavailable) === 0 && amountOf(maxSurge) === 0, () =>
          invalidValue(`${place}.maxUnavailable`, intOrPercentPrinted(maxUnavailable, version), 'may not be 0 when `maxSurge` is 0'),
        ),
        ...atMostWhole(maxUnavailable, `${place}.maxUnavailable`, version),
      ];
    }
    default:
      return [notSupported(at, strategyPrinted(strategy, 'Deployment', version), ['Recreate', 'RollingUpdate'])];
  }
}

export function* validateDeployment(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  const { minReadySeconds = 0, progressDeadlineSeconds } = spec;
  return [
    ...nonNegative(spec.replicas, 'spec.replicas'),
    ...(yield* validateReplicated(spec, context)),
    ...validateDeploymentStrategy(spec.strategy ?? {}, 'spec.strategy', context.options.version),
    ...nonNegative(minReadySeconds, 'spec.minReadySeconds'),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
    ...nonNegative(progressDeadlineSeconds, 'spec.progressDeadlineSeconds'),
    ...optional(progressDeadlineSeconds, (seconds) =>
      when(seconds <= minReadySeconds, () => invalidValue('spec.progressDeadlineSeconds', seconds, 'must be greater than minReadySeconds')),
    ),
  ];
}
