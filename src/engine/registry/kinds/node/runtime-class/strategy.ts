/** RuntimeClasses. After k8s.io/kubernetes/pkg/registry/node/runtimeclass and pkg/apis/node/validation. */
import type { RegistryContext } from '../../../generic/context';
import type { KubeObject } from '../../../../api/objects';
import { declaredImmutable, validatedWithChanges } from '../../../generic/validation/immutable';
import { deprecationOf } from '../../core/node/label-warnings';
import { atOnce } from '../../../../golang/turns';
import type { Toleration } from 'kubernetes-types/core/v1';
import { required } from '../../../../errors/field-error';
import { validateLabels } from '../../../generic/metadata/validation';
import { validateTolerations } from '../../core/pod/scheduling';
import { label, type Errors } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateQuantityOf, validateResourceName } from '../../../generic/validation/resource-names';
import type { Strategy, Validate } from '../../../generic/strategy';

interface RuntimeClass {
  readonly handler?: string;
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Given<Toleration>[] };
}

const validateRuntimeClass: Validate = (object, { options }) => {
  const { version } = options;
  const { handler = '', overhead, scheduling } = givenFields<RuntimeClass>(object);
  // Older versions name the list twice.
  const tolerations = version.has('commonValidationWords') ? 'scheduling.tolerations' : 'scheduling.tolerations.tolerations';
  return [
    ...(handler === '' && version.has('declarativeValidation') ? [required('handler')] : label(handler, 'handler', version)),
    ...Object.entries(overhead?.podFixed ?? {}).flatMap(([name, quantity]) => [
      ...validateResourceName(name, `overhead.limits[${name}]`, version),
      ...validateQuantityOf(name, quantity, `overhead.limits[${name}]`, version),
    ]),
    ...validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector', version),
    ...atOnce(validateTolerations(scheduling?.tolerations, tolerations, version)),
  ];
};

const runtimeClassWarnings: NonNullable<Strategy['warnings']> = (object, version) => {
  const { nodeSelector = {} } = givenFields<{ readonly nodeSelector?: Readonly<Record<string, string>> }>(object['scheduling']);
  return (version.has('specWarnings') ? Object.keys(nodeSelector) : []).flatMap((key) => {
    const message = deprecationOf(key);
    return message === undefined ? [] : [`scheduling.nodeSelector: ${message}`];
  });
};

const handlerOf = (object: KubeObject): string => givenFields<RuntimeClass>(object).handler ?? '';

const validateHandlerStays = (object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors =>
  declaredImmutable(handlerOf(object), handlerOf(old), 'handler', options.version);

export const runtimeClasses: Strategy = validatedWithChanges(validateRuntimeClass, validateHandlerStays, {
  allowUnconditionalUpdate: false,
  allowCreateOnUpdate: true,
  warnings: runtimeClassWarnings,
});
