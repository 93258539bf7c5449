/** RuntimeClasses. After k8s.io/kubernetes/pkg/registry/node/runtimeclass and pkg/apis/node/validation. */
import { deprecationOf } from '../../core/node/label-warnings';
import { atOnce } from '../../../../golang/turns';
import type { Toleration } from 'kubernetes-types/core/v1';
import { required } from '../../../../errors/field-error';
import { validateLabels } from '../../../generic/metadata/validation';
import { validateTolerations } from '../../core/pod/scheduling';
import { label } from '../../../generic/validation/checks';
import { givenFields, type Given } from '../../../generic/validation/given';
import { validateQuantityOf, validateResourceName } from '../../../generic/validation/resource-names';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface RuntimeClass {
  readonly handler?: string;
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Given<Toleration>[] };
}

const validateRuntimeClass: Validate = (object, { options }) => {
  const { version } = options;
  const { handler = '', overhead, scheduling } = givenFields<RuntimeClass>(object);
  return [
    ...(handler === '' && version.has('declarativeValidation') ? [required('handler')] : label(handler, 'handler', version)),
    ...Object.entries(overhead?.podFixed ?? {}).flatMap(([name, quantity]) => [
      ...validateResourceName(name, `overhead.podFixed[${name}]`, version),
      ...validateQuantityOf(name, quantity, `overhead.podFixed[${name}]`, version),
    ]),
    ...validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector', version),
    ...atOnce(validateTolerations(scheduling?.tolerations, 'scheduling.tolerations', version)),
  ];
};

const runtimeClassWarnings: NonNullable<Strategy['warnings']> = (object, version) => {
  const { nodeSelector = {} } = givenFields<{ readonly nodeSelector?: Readonly<Record<string, string>> }>(object['scheduling']);
  return (version.has('specWarnings') ? Object.keys(nodeSelector) : []).flatMap((key) => {
    const message = deprecationOf(key);
    return message === undefined ? [] : [`scheduling.nodeSelector: ${message}`];
  });
};

export const runtimeClasses: Strategy = validated(validateRuntimeClass, {
  allowUnconditionalUpdate: false,
  allowCreateOnUpdate: true,
  warnings: runtimeClassWarnings,
});
