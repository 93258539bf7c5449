/** DaemonSets. After ValidateDaemonSet of pkg/apis/apps/validation/validation.go. */
import type { Turns } from '../../../../golang/turns';
import type { KubeObject } from '../../../../api/objects';
import { invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { alwaysRestarts, selectorMatches, validatePodTemplate } from '../../core/pod/template';
import { isUsable, validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { nonNegative, optional, when, type Errors } from '../../../generic/validation/checks';
import { amountOf, atMostWhole, intOrPercent, intOrPercentPrinted } from '../../../generic/validation/int-or-percent';
import { isEmptySelector } from '../../../generic/validation/label-selectors';
import { selectorPrinted } from '../../../generic/metadata/go-printed';
import { specOf, strategyPrinted, type UpdateStrategy } from '../workload-validation';

function validateDaemonSetStrategy(strategy: UpdateStrategy, at: string, version: Version): Errors {
  const { type = '', rollingUpdate } = strategy;
  if (type === 'OnDelete') return [];
  if (type !== 'RollingUpdate') return [notSupported(at, strategyPrinted(strategy, 'DaemonSet', version), ['RollingUpdate', 'OnDelete'])];
  if (rollingUpdate === undefined) return [required(`${at}.rollingUpdate`)];
  const { maxUnavailable = 0, maxSurge = 0 } = rollingUpdate;
  const [unavailable, surge] = [`${at}.rollingUpdate.maxUnavailable`, `${at}.rollingUpdate.maxSurge`];
  if (!version.has('daemonSetSurge')) {
    return [
      ...intOrPercent(maxUnavailable, unavailable, version),
      ...when(amountOf(maxUnavailable) === 0, () => invalidValue(unavailable, intOrPercentPrinted(maxUnavailable, version), 'cannot be 0')),
      ...atMostWhole(maxUnavailable, unavailable, version),
    ];
  }
  const [hasUnavailable, hasSurge] = [amountOf(maxUnavailable) !== 0, amountOf(maxSurge) !== 0];
  return [
    ...intOrPercent(maxUnavailable, unavailable, version),
    ...intOrPercent(maxSurge, surge, version),
    ...atMostWhole(maxUnavailable, unavailable, version),
    ...atMostWhole(maxSurge, surge, version),
    ...when(hasUnavailable && hasSurge, () => invalidValue(surge, intOrPercentPrinted(maxSurge, version), 'may not be set when maxUnavailable is non-zero')),
    ...when(!hasUnavailable && !hasSurge, () => required(unavailable, 'cannot be 0 when maxSurge is 0')),
  ];
}

export function* validateDaemonSet(object: KubeObject, context: RegistryContext): Turns<Errors> {
  const spec = specOf(object);
  const { version } = context.options;
  const { selector, template = {} } = spec;
  const usable = selector === undefined || isUsable(selector, version);
  return [
    ...optional(selector, (given) => validateLabelSelector(given, 'spec.selector', version)),
    ...(usable ? selectorMatches(selector, template, 'spec.template', context) : []),
    ...when(selector !== undefined && isEmptySelector(selector), () =>
      invalidValue('spec.selector', selectorPrinted(selector, version), 'empty selector is invalid for daemonset'),
    ),
    ...(yield* validatePodTemplate(template, 'spec.template', context)),
    ...alwaysRestarts(template, 'spec.template', 'DaemonSet'),
    ...nonNegative(spec.minReadySeconds, 'spec.minReadySeconds'),
    ...validateDaemonSetStrategy(spec.updateStrategy ?? {}, 'spec.updateStrategy', version),
    ...nonNegative(spec.revisionHistoryLimit, 'spec.revisionHistoryLimit'),
  ];
}
