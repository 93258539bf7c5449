/** Leases, and the candidates for them. After k8s.io/kubernetes/pkg/registry/coordination and pkg/apis/coordination/validation. */
import { forbiddenField, invalidValue } from '../../../../errors/field-error';
import { isEmpty, nonNegative, oneOf, optional, positive, when } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface LeaseSpec {
  readonly leaseDurationSeconds?: number;
  readonly leaseTransitions?: number;
  readonly strategy?: string;
  readonly preferredHolder?: string;
}

const validateLease: Validate = (object, { options }) => {
  const { leaseDurationSeconds, leaseTransitions, strategy, preferredHolder } = givenFields<LeaseSpec>(object['spec']);
  return [
    ...positive(leaseDurationSeconds, 'spec.leaseDurationSeconds'),
    ...(options.version.has('commonValidationWords')
      ? nonNegative(leaseTransitions, 'spec.leaseTransitions')
      : optional(leaseTransitions, (count) => when(count < 0, () => invalidValue('spec.leaseTransitions', count, 'must to greater or equal than 0')))),
    // The field is named twice, as upstream.
    ...optional(strategy, (given) => oneOf(given, 'spec.strategy.strategy', ['OldestEmulationVersion'])),
    ...when(!isEmpty(preferredHolder) && isEmpty(strategy), () => forbiddenField('spec.preferredHolder', 'may only be specified if `strategy` is defined')),
  ];
};

const written: Strategy = { allowCreateOnUpdate: true, allowUnconditionalUpdate: false };

export const leases: Strategy = validated(validateLease, written);
export const leaseCandidates: Strategy = written;
