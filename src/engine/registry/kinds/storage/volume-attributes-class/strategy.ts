/** VolumeAttributesClasses. After k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass and pkg/apis/storage/validation. */
import { hasChanged } from '../../../generic/validation/immutable';
import { forbiddenField, required } from '../../../../errors/field-error';
import { isEmpty, when } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { provisioner, validateParameters } from '../class-validation';
import type { Strategy, Validate } from '../../../generic/strategy';

const validateVolumeAttributesClass: Validate = (object, { options }) => {
  const { driverName = '', parameters } = givenFields<{ readonly driverName?: string; readonly parameters?: Readonly<Record<string, string>> }>(object);
  return [
    ...provisioner(driverName, 'driverName', options.version),
    ...(isEmpty(parameters) ? [required('parameters', 'must contain at least one key/value pair')] : validateParameters(parameters, options.version)),
  ];
};

const STAYING = ['driverName', 'parameters'] as const;

export const volumeAttributesClasses: Strategy = {
  returnsDeletedObject: () => true,
  validate: validateVolumeAttributesClass,
  validateUpdate: (object, old, context) => [
    ...STAYING.flatMap((field) => when(hasChanged(object[field], old[field]), () => forbiddenField(field, `updates to ${field} are forbidden.`))),
    ...validateVolumeAttributesClass(object, context),
  ],
};
