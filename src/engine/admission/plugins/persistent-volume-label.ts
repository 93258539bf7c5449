/**
 * PersistentVolumeLabel: a volume of a cloud gets the labels of its zone and region, and an affinity to nodes there. A volume that was provisioned
 * says where it is; of any other the cloud is asked, and there is none here: the answer is that of a server outside of any cloud.
 * Upstream: plugin/pkg/admission/storage/persistentvolume/label/admission.go; removed in 1.31.
 */
import type { NodeSelectorRequirement, PersistentVolumeSpec } from 'kubernetes-types/core/v1';
import type { AdmissionAttributes, AdmissionPlugin } from '../../api/admission';
import type { KubeObject } from '../../api/objects';
import { refused } from '../refusal';

const PROVISIONED_BY = 'pv.kubernetes.io/provisioned-by';
const REGION = 'failure-domain.beta.kubernetes.io/region';
const ZONE = 'failure-domain.beta.kubernetes.io/zone';
/** The name of a volume that is about to be provisioned. */
const PLACEHOLDER = 'placeholder-for-provisioning';
const NO_AWS = 'unable to determine AWS zone from cloud provider config or EC2 instance metadata: EC2MetadataError: failed to make EC2Metadata request';

/** Returns what a cloud says that cannot be asked about the volume; nothing for a volume of no cloud. */
function cloudComplaint(spec: PersistentVolumeSpec): string | undefined {
  const { awsElasticBlockStore: aws, gcePersistentDisk: gce, azureDisk: azure, cinder, vsphereVolume: vsphere } = spec;
  const unlessProvisioning = (name: string, complaint: string): string | undefined => (name === PLACEHOLDER ? undefined : complaint);
  if (aws !== undefined) return unlessProvisioning(aws.volumeID, `error querying AWS EBS volume ${aws.volumeID}: ${NO_AWS}`);
  if (gce !== undefined) return unlessProvisioning(gce.pdName, `error querying GCE PD volume ${gce.pdName}: unable to build GCE cloud provider for PD`);
  if (azure !== undefined) return unlessProvisioning(azure.diskName, `error querying AzureDisk volume ${azure.diskName}: invalid disk URI: ${azure.diskURI}`);
  if (cinder !== undefined)
    return unlessProvisioning(cinder.volumeID, `error querying Cinder volume ${cinder.volumeID}: no OpenStack cloud provider config file given`);
  return vsphere && `error querying vSphere Volume ${vsphere.volumePath}: unable to build vSphere cloud provider`;
}

/** Returns the zones of a label, which joins several by two underscores. */
function zonesOf(attributes: AdmissionAttributes, label: string): readonly string[] {
  const zones = label.split('__').map((zone) => zone.trim());
  if (zones.includes('')) throw refused(attributes, `failed to convert label string for Zone: ${label} to a Set`);
  return [...new Set(zones)].sort();
}

/** Every term is narrowed, unless one of them speaks of a zone or a region already. */
function withRequirements(volume: KubeObject, spec: PersistentVolumeSpec, requirements: readonly NodeSelectorRequirement[]): KubeObject {
  const given = spec.nodeAffinity?.required?.nodeSelectorTerms ?? [];
  const terms = given.length === 0 ? [{}] : given;
  const isNamed = ({ key }: NodeSelectorRequirement): boolean => key === REGION || key === ZONE;
  const conflicts = terms.some(({ matchExpressions }) => matchExpressions?.some(isNamed));
  const narrowed = terms.map((term) => ({ ...term, matchExpressions: [...(term.matchExpressions ?? []), ...requirements] }));
  return conflicts ? volume : { ...volume, spec: { ...spec, nodeAffinity: { required: { nodeSelectorTerms: narrowed } } } };
}

export const createPersistentVolumeLabel = (): AdmissionPlugin => ({
  name: 'PersistentVolumeLabel',
  handles: (operation) => operation === 'CREATE',
  admit(attributes) {
    const { object, resource } = attributes;
    if (object === undefined || resource.group !== '' || resource.resource !== 'persistentvolumes') return object;
    const { labels = {}, annotations = {} } = object.metadata;
    const [region, zone] = [labels[REGION], labels[ZONE]];
    const spec = (object['spec'] ?? {}) as PersistentVolumeSpec;
    if (annotations[PROVISIONED_BY] !== undefined && region !== undefined && zone !== undefined)
      return withRequirements(object, spec, [
        { key: ZONE, operator: 'In', values: [...zonesOf(attributes, zone)] },
        { key: REGION, operator: 'In', values: [region] },
      ]);
    const complaint = cloudComplaint(spec);
    if (complaint !== undefined) throw refused(attributes, complaint);
    return object;
  },
});
