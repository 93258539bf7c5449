/** PriorityLevelConfigurations. After k8s.io/kubernetes/pkg/registry/flowcontrol/prioritylevelconfiguration and pkg/apis/flowcontrol/validation. */
import type { KubeObject } from '../../../../api/objects';
import { forbiddenField, invalidValue, notSupported, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { inRange, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';
import { validated, withGeneration, withStatus } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface Queuing {
  readonly queues?: number;
  readonly handSize?: number;
  readonly queueLengthLimit?: number;
}
interface Limited {
  readonly nominalConcurrencyShares?: number;
  readonly assuredConcurrencyShares?: number;
  readonly lendablePercent?: number;
  readonly limitResponse?: { readonly type?: string; readonly queuing?: Queuing };
}
interface LevelSpec {
  readonly type?: string;
  readonly limited?: Limited;
  readonly exempt?: unknown;
}

function validateQueuing({ queues = 0, handSize = 0, queueLengthLimit = 0 }: Queuing, at: string): Errors {
  return [
    ...when(queueLengthLimit <= 0, () => invalidValue(`${at}.queueLengthLimit`, queueLengthLimit, 'must be positive')),
    ...when(queues <= 0, () => invalidValue(`${at}.queues`, queues, 'must be positive')),
    ...when(queues > 10_000_000, () => invalidValue(`${at}.queues`, queues, 'must not be greater than 10000000')),
    ...when(handSize <= 0, () => invalidValue(`${at}.handSize`, handSize, 'must be positive')),
    ...when(handSize > queues, () => invalidValue(`${at}.handSize`, handSize, `should not be greater than queues (${queues})`)),
  ];
}

function validateLimitResponse({ type = '', queuing }: NonNullable<Limited['limitResponse']>, at: string): Errors {
  switch (type) {
    case '':
      return [required(`${at}.type`)];
    case 'Reject':
      return when(queuing !== undefined, () => forbiddenField(`${at}.queuing`, 'must be nil if limited.limitResponse.type is not Limited'));
    case 'Queue':
      return queuing === undefined
        ? [required(`${at}.queuing`, 'must not be empty if limited.limitResponse.type is Limited')]
        : validateQueuing(queuing, `${at}.queuing`);
    default:
      return [notSupported(`${at}.type`, type, ['Queue', 'Reject'])];
  }
}

function validateLimited(limited: Limited, at: string, version: Version): Errors {
  const { nominalConcurrencyShares: shares, assuredConcurrencyShares: assured, lendablePercent } = limited;
  return [
    ...(version.has('priorityLevelsLend')
      ? when((shares ?? 0) < 0, () => invalidValue(`${at}.nominalConcurrencyShares`, shares ?? 0, 'must be a non-negative integer'))
      : when((assured ?? 0) <= 0, () => invalidValue(`${at}.assuredConcurrencyShares`, assured ?? 0, 'must be positive'))),
    ...validateLimitResponse(limited.limitResponse ?? {}, `${at}.limitResponse`),
    ...inRange(lendablePercent, `${at}.lendablePercent`, 0, 100),
  ];
}

function validatePriorityLevel(object: KubeObject, context: RegistryContext): Errors {
  const { type = '' } = givenFields<LevelSpec>(object['spec']);
  const isExempt = (object.metadata.name === 'exempt') === (type === 'Exempt');
  return [
    ...when(!isExempt && context.options.version.has('priorityLevelsLend'), () =>
      invalidValue('spec.type', type, "must be 'Exempt' if and only if `name` is 'exempt'"),
    ),
    ...validateType(object, context),
  ];
}

function validateType(object: KubeObject, { options }: RegistryContext): Errors {
  const { type = '', limited } = givenFields<LevelSpec>(object['spec']);
  switch (type) {
    case '':
      return [required('spec.type')];
    case 'Exempt':
      return when(limited !== undefined, () => forbiddenField('spec.limited', 'must be nil if the type is not Limited'));
    case 'Limited':
      return limited === undefined
        ? [required('spec.limited', 'must not be empty when type is Limited')]
        : validateLimited(limited, 'spec.limited', options.version);
    default:
      return [notSupported('spec.type', type, ['Exempt', 'Limited'])];
  }
}

export const priorityLevelConfigurations: Strategy = withGeneration(withStatus(validated(validatePriorityLevel)));
