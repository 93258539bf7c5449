/**
 * The audiences of which a node may ask for tokens for a pod: those of the pod's token volumes, those of the CSI drivers of its
 * volumes, and those that are granted by the verb request-serviceaccounts-token-audience.
 * After validateNodeServiceAccountAudience of noderestriction/admission.go.
 */
import { resourceAttributes } from '../../apimachinery/attributes';
import type { PersistentVolumeSpec, Volume } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import type { Storage } from '../../api/storage';
import { quote } from '../../golang/quote';
import { claimNameOf } from '../../nodes/pod-references';
import { aggregate } from '../../errors/field-error';
import { notFound, StatusError } from '../../errors/status-error';
import { podSpec } from '../pod';
import type { NodeRequest } from './node-request';

/** The CSI drivers that have taken over the kinds of volume that Kubernetes used to mount by itself. */
const DRIVERS_IN_TREE: readonly (readonly [field: string, driver: string])[] = [
  ['gcePersistentDisk', 'pd.csi.storage.gke.io'],
  ['awsElasticBlockStore', 'ebs.csi.aws.com'],
  ['cinder', 'cinder.csi.openstack.org'],
  ['azureDisk', 'disk.csi.azure.com'],
  ['azureFile', 'file.csi.azure.com'],
  ['vsphereVolume', 'csi.vsphere.vmware.com'],
  ['portworxVolume', 'pxd.portworx.com'],
];

/** The listers that upstream asks name what they miss in the singular. */
const found = (storage: Storage, group: string, [resource, singular]: readonly [string, string], namespace: string, name: string): KubeObject => {
  const object = storage.get({ group, resource }, namespace, name);
  if (object === undefined) throw notFound({ group, resource: singular }, name);
  return object;
};

const driverInTree = (source: object): string | undefined => DRIVERS_IN_TREE.find(([field]) => Object.hasOwn(source, field))?.[1];

function driverOfClaim(storage: Storage, namespace: string, name: string): string | undefined {
  const claim = found(storage, '', ['persistentvolumeclaims', 'persistentvolumeclaim'], namespace, name);
  const { volumeName = '' } = (claim['spec'] ?? {}) as { readonly volumeName?: string };
  const volume = found(storage, '', ['persistentvolumes', 'persistentvolume'], '', volumeName)['spec'] as PersistentVolumeSpec;
  return volume.csi?.driver ?? driverInTree(volume);
}

function driverOf(storage: Storage, { metadata: { name = '', namespace = '' } }: KubeObject, volume: Volume): string | undefined {
  const claim = claimNameOf(volume, name);
  return claim === undefined ? (volume.csi?.driver ?? driverInTree(volume)) : driverOfClaim(storage, namespace, claim);
}

interface TokenRequests {
  readonly tokenRequests?: readonly { readonly audience: string }[];
}

function driverAsksFor(storage: Storage, driver: string, audience: string): boolean {
  const { tokenRequests = [] } = (found(storage, 'storage.k8s.io', ['csidrivers', 'csidriver'], '', driver)['spec'] ?? {}) as TokenRequests;
  return tokenRequests.some((request) => request.audience === audience);
}

const isProjected = ({ projected }: Volume, audience: string): boolean =>
  (projected?.sources ?? []).some(({ serviceAccountToken }) => serviceAccountToken !== undefined && (serviceAccountToken.audience ?? '') === audience);

/** Whether a volume asks for the audience; else what went wrong in finding out. */
function volumesAskFor(storage: Storage, pod: KubeObject, audience: string): true | readonly string[] {
  const errors: string[] = [];
  for (const volume of podSpec(pod).volumes ?? []) {
    if (isProjected(volume, audience)) return true;
    try {
      const driver = driverOf(storage, pod, volume) ?? '';
      if (driver !== '' && driverAsksFor(storage, driver, audience)) return true;
    } catch (error) {
      if (!(error instanceof StatusError)) throw error;
      errors.push(error.message);
    }
  }
  return errors;
}

export async function audienceComplaint(
  { attributes, storage, authorizer, version }: NodeRequest,
  pod: KubeObject,
  audiences: readonly string[],
): Promise<string | undefined> {
  if (audiences.length > 1) return 'node may only request 0 or 1 audiences';
  const [audience = ''] = audiences;
  const asked = volumesAskFor(storage, pod, audience);
  if (asked === true) return undefined;
  if (asked.length > 0) return `error validating audience ${quote(audience)}: ${aggregate(asked)}`;
  const { user, namespace, name } = attributes;
  const { decision, error } = await authorizer.authorize(
    resourceAttributes({ user, verb: 'request-serviceaccounts-token-audience', namespace, apiVersion: 'v1', resource: audience, name }),
  );
  if (decision === 'Allow') return undefined;
  if (version.has('audienceRefusedByName')) {
    return error === undefined
      ? `${user.name} is not authorized to request tokens for audience ${quote(audience)}`
      : `error authorizing ${user.name} to request tokens for audience ${quote(audience)}: ${error.message}`;
  }
  const missing = `audience ${quote(audience)} not found in pod spec volume`;
  return error === undefined
    ? `${missing}, ${user.name} is not authorized to request tokens for this audience`
    : `${missing}, error authorizing ${user.name} to request tokens for this audience: ${error.message}`;
}
