/** CSIStorageCapacities. After k8s.io/kubernetes/pkg/registry/storage/csistoragecapacity and pkg/apis/storage/validation. */
import type { KubeObject } from '../../../../api/objects';
import { immutable, validatedWithChanges } from '../../../generic/validation/immutable';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { dnsSubdomain } from '../../../../apimachinery/names';
import { validateLabelSelector } from '../../../generic/validation/label-selector-validation';
import { complaints, optional, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { nonNegativeQuantity } from '../../../generic/validation/quantities';
import type { Strategy, Validate } from '../../../generic/strategy';

interface Capacity {
  readonly storageClassName?: string;
  readonly nodeTopology?: LabelSelector;
  readonly capacity?: string;
  readonly maximumVolumeSize?: string;
}

const validateCsiStorageCapacity: Validate = (object, { options }) => {
  const { storageClassName = '', nodeTopology, capacity, maximumVolumeSize } = givenFields<Capacity>(object);
  return [
    ...optional(nodeTopology, (selector) => validateLabelSelector(selector, 'nodeTopology', options.version)),
    ...complaints(storageClassName, 'storageClassName', dnsSubdomain(storageClassName)),
    ...optional(capacity, (quantity) => nonNegativeQuantity(quantity, 'capacity')),
    ...optional(maximumVolumeSize, (quantity) => nonNegativeQuantity(quantity, 'maximumVolumeSize')),
  ];
};

/** What a driver was asked stays; what it answered may change. */
const validateQuestionStays = (object: KubeObject, old: KubeObject): Errors => {
  const [after, before] = [givenFields<Capacity>(object), givenFields<Capacity>(old)];
  return [
    ...immutable(after.nodeTopology, before.nodeTopology, 'nodeTopology'),
    ...immutable(after.storageClassName, before.storageClassName, 'storageClassName'),
  ];
};

export const csiStorageCapacities: Strategy = validatedWithChanges(validateCsiStorageCapacity, validateQuestionStays, { allowUnconditionalUpdate: false });
