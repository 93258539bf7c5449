/** CSINodes. After k8s.io/kubernetes/pkg/registry/storage/csinode and pkg/apis/storage/validation. */
import { quote } from '../../../../golang/quote';
import type { RegistryContext } from '../../../generic/context';
import type { KubeObject } from '../../../../api/objects';
import { immutable, validatedWithChanges } from '../../../generic/validation/immutable';
import { qualifiedName } from '../../../../apimachinery/names';
import { duplicate, GoPrinted, invalidValue, required, type FieldValue } from '../../../../errors/field-error';
import { complaints, each, nonNegative, present, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { validateDriverName } from '../../core/volume-sources';
import type { Version } from '../../../../versions';
import { withStatusOfOld } from '../../../generic/status-and-generation';
import type { Strategy, Validate } from '../../../generic/strategy';

interface NodeDriver {
  readonly name?: string;
  readonly nodeID?: string;
  readonly topologyKeys?: readonly string[] | null;
  readonly allocatable?: { readonly count?: number };
}

function printedDriver({ name = '', nodeID = '', topologyKeys, allocatable }: NodeDriver, asJson: boolean): FieldValue {
  if (asJson) return { Name: name, NodeID: nodeID, TopologyKeys: topologyKeys ?? null, Allocatable: null };
  const keys = topologyKeys ? `[]string{${topologyKeys.map(quote).join(', ')}}` : '[]string(nil)';
  const pointer = `(*storage.VolumeNodeResources)(${allocatable === undefined ? 'nil' : '0xc000000000'})`;
  return new GoPrinted(`storage.CSINodeDriver{Name:${quote(name)}, NodeID:${quote(nodeID)}, TopologyKeys:${keys}, Allocatable:${pointer}}`);
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

/** What is said of a driver that is there stays, but for how many volumes it may have. */
function validateDriverChanges(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const driversOf = ({ spec }: KubeObject): readonly NodeDriver[] => givenFields<{ readonly drivers?: readonly NodeDriver[] }>(spec).drivers ?? [];
  const named = version.has('allocatableMayChange');
  const staying = ({ allocatable, ...driver }: NodeDriver): object => (named ? driver : { ...driver, allocatable: allocatable ?? null });
  return driversOf(old).flatMap((before) =>
    driversOf(object)
      .filter(({ name }) => name === before.name)
      .flatMap((after) => immutable(staying(after), staying(before), named ? 'spec.drivers' : 'CSINodeDriver', printedDriver(after, named))),
  );
}

const written: Strategy = { returnsDeletedObject: () => true, allowUnconditionalUpdate: false };

export const csiNodes: Strategy = {
  ...validatedWithChanges(validateCsiNode, validateDriverChanges, written, true),
  prepareForUpdate: (object, old, _call, { options }) => (options.version.has('csiNodeStatus') ? withStatusOfOld(object, old) : object),
  status: { validate: (object, _old, context) => validateHealth(object, context) },
};
