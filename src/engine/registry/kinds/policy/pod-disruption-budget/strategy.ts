/** PodDisruptionBudgets. After k8s.io/kubernetes/pkg/registry/policy/poddisruptionbudget and pkg/apis/policy/validation. */
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { invalidValue } from '../../../../errors/field-error';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { oneOf, optional, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { atMostWhole, intOrPercent, type IntOrPercent } from '../../../generic/validation/int-or-percent';
import { validated, withGeneration, withStatus } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';
import { nameIsPathSegment } from '../../../../apimachinery/names';

interface BudgetSpec {
  readonly minAvailable?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
  readonly selector?: LabelSelector;
  readonly unhealthyPodEvictionPolicy?: string;
}

const validateDisruptionBudget: Validate = (object, { options }) => {
  const { version } = options;
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = givenFields<BudgetSpec>(object['spec']);
  const share = (value: IntOrPercent | undefined, at: string): Errors =>
    optional(value, (given) => [...intOrPercent(given, at, version), ...atMostWhole(given, at, version)]);
  return [
    ...when(minAvailable !== undefined && maxUnavailable !== undefined, () =>
      invalidValue(
        'spec',
        {
          MinAvailable: minAvailable ?? null,
          Selector: selector ?? null,
          MaxUnavailable: maxUnavailable ?? null,
          UnhealthyPodEvictionPolicy: unhealthyPodEvictionPolicy ?? null,
        },
        'minAvailable and maxUnavailable cannot be both set',
      ),
    ),
    ...share(minAvailable, 'spec.minAvailable'),
    ...share(maxUnavailable, 'spec.maxUnavailable'),
    ...optional(selector, (given) => validateLabelSelector(given, 'spec.selector', version)),
    ...optional(unhealthyPodEvictionPolicy, (policy) => oneOf(policy, 'spec.unhealthyPodEvictionPolicy', ['AlwaysAllow', 'IfHealthyBudget'])),
  ];
};

export const podDisruptionBudgets: Strategy = {
  ...withGeneration(withStatus(validated(validateDisruptionBudget, { validateName: nameIsPathSegment }))),
  allowUnconditionalUpdate: false,
};
