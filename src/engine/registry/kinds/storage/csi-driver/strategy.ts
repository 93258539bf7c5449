/** CSIDrivers. After k8s.io/kubernetes/pkg/registry/storage/csidriver. */
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { encodeJson } from '../../../../golang/json';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { nextGeneration } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { validateCsiDriver, validateCsiDriverUpdate } from './validation';

interface DriverSpec {
  readonly tokenRequests?: readonly unknown[];
  readonly serviceAccountTokenInSecrets?: boolean;
}

const driverSpec = (driver: KubeObject | undefined): DriverSpec => (driver?.['spec'] ?? {}) as DriverSpec;

/** A driver that is given tokens in the volume attributes may log them. */
function warnings(driver: KubeObject, version: Version, old?: KubeObject): readonly string[] {
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

export const csiDrivers: Strategy = {
  validate: validateCsiDriver,
  validateUpdate: validateCsiDriverUpdate,
  returnsDeletedObject: () => true,
  allowUnconditionalUpdate: false,
  prepareForUpdate: withNextGeneration,
  warnings,
};
