/** VolumeAttributesClasses. After k8s.io/kubernetes/pkg/registry/storage/volumeattributesclass and pkg/apis/storage/validation. */
import { required } from '../../../../errors/field-error';
import { isEmpty } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { provisioner, validateParameters } from '../class-validation';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

const validateVolumeAttributesClass: Validate = (object, { options }) => {
  const { driverName = '', parameters } = givenFields<{ readonly driverName?: string; readonly parameters?: Readonly<Record<string, string>> }>(object);
  return [
    ...provisioner(driverName, 'driverName', options.version),
    ...(isEmpty(parameters) ? [required('parameters', 'must contain at least one key/value pair')] : validateParameters(parameters, options.version)),
  ];
};

export const volumeAttributesClasses: Strategy = validated(validateVolumeAttributesClass, { returnsDeletedObject: () => true });
