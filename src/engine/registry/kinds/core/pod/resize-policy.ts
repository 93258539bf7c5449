/** What becomes of a container that is resized, by resource. After validateResizePolicy of pkg/apis/core/validation. */
import type { Container } from 'kubernetes-types/core/v1';
import { duplicate, invalidValue, notSupported, required } from '../../../../errors/field-error';
import { when, type Errors } from '../../../generic/validation/checks';
import type { Given } from '../../../generic/validation/given';

interface Policy {
  readonly resourceName?: string;
  readonly restartPolicy?: string;
}

const RESOURCES = ['cpu', 'memory'];
const POLICIES = ['NotRequired', 'RestartContainer'];
const policiesOf = (container: Given<Container>): readonly Policy[] => (container as { readonly resizePolicy?: readonly Policy[] | null }).resizePolicy ?? [];

const oneOf = (value: string, at: string, supported: readonly string[]): Errors => {
  if (value === '') return [required(at)];
  return when(!supported.includes(value), () => notSupported(at, value, supported));
};

/** The index of a policy is lost to its complaint, as upstream. */
export function validateResizePolicy(container: Given<Container>, at: string, restartPolicy: string | null | undefined): Errors {
  const policies = policiesOf(container);
  return policies.flatMap(({ resourceName = '', restartPolicy: policy = '' }, index) => [
    ...when(
      policies.slice(0, index).some((before) => before.resourceName === resourceName),
      () => duplicate(`${at}[${index}]`, resourceName),
    ),
    ...oneOf(resourceName, at, RESOURCES),
    ...oneOf(policy, at, POLICIES),
    ...when(restartPolicy === 'Never' && policy !== 'NotRequired', () => invalidValue(at, policy, "must be 'NotRequired' when pod `restartPolicy` is 'Never'")),
  ]);
}
