/** CSIDrivers. After pkg/apis/storage/validation/validation.go. */
import { duplicate, invalidValue, notSupported, required } from '../../../../errors/field-error';
import { each, oneOf, optional, when } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Validate } from '../../../generic/strategy';

interface DriverSpec {
  readonly attachRequired?: boolean;
  readonly podInfoOnMount?: boolean;
  readonly storageCapacity?: boolean;
  readonly fsGroupPolicy?: string;
  readonly tokenRequests?: readonly { readonly audience?: string; readonly expirationSeconds?: number }[];
  readonly volumeLifecycleModes?: readonly string[];
}
const MIN_SECONDS = 600;

export const validateCsiDriver: Validate = (object) => {
  const spec = givenFields<DriverSpec>(object['spec']);
  const audiences = (spec.tokenRequests ?? []).map(({ audience = '' }) => audience);
  return [
    ...when(spec.attachRequired === undefined, () => required('spec.attachedRequired')),
    ...when(spec.podInfoOnMount === undefined, () => required('spec.podInfoOnMount')),
    ...optional(spec.fsGroupPolicy, (policy) => oneOf(policy, 'spec.fsGroupPolicy', ['File', 'None', 'ReadWriteOnceWithFSType'])),
    ...each(spec.tokenRequests, 'spec.tokenRequests', ({ audience = '', expirationSeconds }, at, index) => [
      ...when(audiences.indexOf(audience) < index, () => duplicate(`${at}.audience`, audience)),
      ...optional(expirationSeconds, (seconds) => [
        ...when(seconds < MIN_SECONDS, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration less than 10 minutes')),
        ...when(seconds > 2 ** 32, () => invalidValue(`${at}.expirationSeconds`, seconds, 'may not specify a duration larger than 2^32 seconds')),
      ]),
    ]),
    ...(spec.volumeLifecycleModes ?? []).flatMap((mode) =>
      when(!['Persistent', 'Ephemeral'].includes(mode), () => notSupported('spec.volumeLifecycleModes', mode, ['Persistent', 'Ephemeral'])),
    ),
  ];
};
