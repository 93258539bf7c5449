/** CSINodes. After k8s.io/kubernetes/pkg/registry/storage/csinode and pkg/apis/storage/validation. */
import { qualifiedName } from '../../../../apimachinery/names';
import { duplicate, invalidValue, required } from '../../../../errors/field-error';
import { complaints, each, nonNegative, present, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import type { Version } from '../../../../versions';
import { validated, withStatusOfOld } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface NodeDriver {
  readonly name?: string;
  readonly nodeID?: string;
  readonly topologyKeys?: readonly string[] | null;
  readonly allocatable?: { readonly count?: number };
}

function validateTopologyKeys(keys: readonly string[], at: string, version: Version): Errors {
  return keys.flatMap((key, index) => [
    ...when(key === '', () => required(at)),
    ...when(keys.indexOf(key) < index, () => duplicate(at, key)),
    ...complaints(key, at, qualifiedName(key, version)),
  ]);
}

const validateCsiNode: Validate = (object, { options }) => {
  const { drivers } = givenFields<{ readonly drivers?: readonly NodeDriver[] }>(object['spec']);
  const names = (drivers ?? []).map(({ name = '' }) => name);
  const longest = options.version.has('commonValidationWords') ? 256 : 128;
  return each(drivers, 'spec.drivers', ({ name = '', nodeID = '', topologyKeys, allocatable }, at, index) => [
    ...validateDriverName(name, `${at}.name`, options.version),
    ...when(nodeID === '', () => required(`${at}.nodeID`)),
    ...when(nodeID.length > longest, () => invalidValue(`${at}.nodeID`, nodeID, `must be ${longest} characters or less`)),
    ...nonNegative(allocatable?.count, `${at}.allocatable.count`),
    ...when(names.indexOf(name) < index, () => duplicate(`${at}.name`, name)),
    ...validateTopologyKeys(topologyKeys ?? [], at, options.version),
  ]);
};

interface StorageHealth {
  readonly healthConditions?: readonly { readonly status?: string; readonly reason?: string }[];
}

const validateHealth: Validate = ({ status }) =>
  each(givenFields<{ readonly storageHealth?: readonly StorageHealth[] }>(status).storageHealth, 'status.storageHealth', ({ healthConditions }, at) =>
    each(healthConditions, `${at}.healthConditions`, (condition, place) => [
      ...requiredOneOf(condition.status, `${place}.status`, ['StorageDegraded', 'StorageUnreachable']),
      ...present(condition.reason, `${place}.reason`),
    ]),
  );

const written: Strategy = { returnsDeletedObject: () => true, allowUnconditionalUpdate: false };

export const csiNodes: Strategy = {
  ...validated(validateCsiNode, written),
  prepareForUpdate: (object, old, _call, { options }) => (options.version.has('csiNodeStatus') ? withStatusOfOld(object, old) : object),
  status: { validate: (object, _old, context) => validateHealth(object, context) },
};
