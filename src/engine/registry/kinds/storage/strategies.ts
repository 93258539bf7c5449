/** storage.k8s.io: DELETE answers with the object. After k8s.io/kubernetes/pkg/registry/storage. */
import type { KubeObject } from '../../../api/objects';
import { encodeJson } from '../../../golang/json';
import type { Version } from '../../../versions';
import type { Call } from '../../../api/registry';
import type { RegistryContext } from '../../generic/context';
import type { Strategy } from '../../generic/strategy';
import {
  validateCsiDriver,
  validateCsiNode,
  validateCsiStorageCapacity,
  validateStorageClass,
  validateVolumeAttachment,
  validateVolumeAttributesClass,
} from './class-validation';
import { nextGeneration, validated, withStatus } from '../../generic/status-and-generation';

const returning: Strategy = { returnsDeletedObject: () => true };
const conditional: Strategy = { ...returning, allowUnconditionalUpdate: false };

interface DriverSpec {
  readonly tokenRequests?: readonly unknown[];
  readonly serviceAccountTokenInSecrets?: boolean;
}

const driverSpec = (driver: KubeObject | undefined): DriverSpec => (driver?.['spec'] ?? {}) as DriverSpec;

/** A driver that is given tokens in the volume attributes may log them. */
function driverWarnings(driver: KubeObject, version: Version, old?: KubeObject): readonly string[] {
  const { tokenRequests = [], serviceAccountTokenInSecrets } = driverSpec(driver);
  if (!version.has('driverTokenWarning') || tokenRequests.length === 0 || serviceAccountTokenInSecrets !== undefined) return [];
  if (old !== undefined && encodeJson(driverSpec(old).tokenRequests ?? []) === encodeJson(tokenRequests)) return [];
  return [
    'spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to true to prevent possible logging of tokens in volume attributes',
  ];
}

/** The first change is the first that counts. */
const withNextGeneration = (driver: KubeObject, old: KubeObject, _call: Call, { options }: RegistryContext): KubeObject =>
  options.version.has('driverGeneration') ? nextGeneration(driver, old) : driver;

export const storageResources: Readonly<Record<string, Strategy>> = {
  'storage.k8s.io/storageclasses': validated(validateStorageClass, returning),
  'storage.k8s.io/volumeattributesclasses': validated(validateVolumeAttributesClass, returning),
  'storage.k8s.io/csidrivers': validated(validateCsiDriver, { ...conditional, prepareForUpdate: withNextGeneration, warnings: driverWarnings }),
  'storage.k8s.io/csinodes': validated(validateCsiNode, conditional),
  'storage.k8s.io/csistoragecapacities': validated(validateCsiStorageCapacity, { allowUnconditionalUpdate: false }),
  'storage.k8s.io/volumeattachments': { ...withStatus(validated(validateVolumeAttachment)), ...conditional },
};
