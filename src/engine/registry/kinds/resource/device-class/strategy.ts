/** DeviceClasses. After k8s.io/kubernetes/pkg/registry/resource/deviceclass and pkg/apis/resource/validation. */
import type { KubeObject } from '../../../../api/objects';
import type { RegistryContext } from '../../../generic/context';
import { each, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateOpaque, validateSelectors, type Opaque, type Selector } from '../device-validation';
import { validated, withGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';

interface ClassSpec {
  readonly selectors?: readonly Selector[];
  readonly config?: readonly { readonly opaque?: Opaque }[];
}

function validateDeviceClass(object: KubeObject, { options }: RegistryContext): Errors {
  const { selectors, config } = givenFields<ClassSpec>(object['spec']);
  return [...validateSelectors(selectors, 'spec.selectors'), ...each(config, 'spec.config', ({ opaque }, at) => validateOpaque(opaque, at, options.version))];
}

export const deviceClasses: Strategy = withGeneration(validated(validateDeviceClass, { returnsDeletedObject: () => true }));
