/** CSIDrivers. After pkg/apis/storage/validation/validation.go. */
import type { RegistryContext } from '../../../generic/context';
import type { KubeObject } from '../../../../api/objects';
import { immutable } from '../../../generic/validation/immutable';
import { duplicate, GoPrinted, invalidValue, notSupported, required } from '../../../../errors/field-error';
import { each, oneOf, optional, when, type Errors } from '../../../generic/validation/checks';
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

/** Older versions let nothing of it change. */
export function validateCsiDriverUpdate(object: KubeObject, old: KubeObject, context: RegistryContext): Errors {
  const { version } = context.options;
  const [after, before] = [givenFields<DriverSpec>(object['spec']), givenFields<DriverSpec>(old['spec'])];
  if (!version.has('driverGeneration')) return immutable(after, before, 'spec', new GoPrinted('storage.CSIDriverSpec{}'));
  return [
    ...validateCsiDriver(object, context),
    ...immutable(after.attachRequired, before.attachRequired, 'spec.attachedRequired'),
    ...immutable(after.volumeLifecycleModes, before.volumeLifecycleModes, 'spec.volumeLifecycleModes'),
  ];
}
