/**
 * The feature gates of fields, by Go type, which is named without its version.
 * Upstream: dropDisabledFields of pkg/registry/<group>/<resource>/strategy.go and of pkg/api/<kind>/util.go.
 */
import type { GoType } from '../catalog/types';
import { table } from '../golang/map';

export interface GatedField {
  readonly gate: string;
  /** Reports whether a value stays all the same; `via` is the field that leads to its struct. */
  readonly stays?: (value: unknown, via: string) => boolean;
}
export type Gates = Readonly<Record<string, string | GatedField>>;

const driver: Gates = {
  storageCapacity: 'CSIStorageCapacity',
  volumeLifecycleModes: 'CSIInlineVolume',
  fsGroupPolicy: 'CSIVolumeFSGroupPolicy',
  tokenRequests: 'CSIServiceAccountToken',
  requiresRepublish: 'CSIServiceAccountToken',
  seLinuxMount: 'SELinuxMountReadWriteOncePod',
  nodeAllocatableUpdatePeriodSeconds: 'MutableCSINodeAllocatableCount',
  serviceAccountTokenInSecrets: 'CSIServiceAccountTokenSecrets',
  preventPodSchedulingIfMissing: 'VolumeLimitScaling',
};
/** A sidecar is older than the policies of other containers. */
const isSidecar = (value: unknown, via: string): boolean => via === 'initContainers' && value === 'Always';
const container: Gates = {
  resizePolicy: 'InPlacePodVerticalScaling',
  restartPolicy: { gate: 'ContainerRestartRules', stays: isSidecar },
  restartPolicyRules: 'ContainerRestartRules',
};
const matchKeys: Gates = { matchLabelKeys: 'MatchLabelKeysInPodAffinity', mismatchLabelKeys: 'MatchLabelKeysInPodAffinity' };
const immutable: Gates = { immutable: 'ImmutableEphemeralVolumes' };
const fileUser: Gates = { user: 'AtomicWriteVolumeUserFields' };
const volumeUser: Gates = { defaultUser: 'AtomicWriteVolumeUserFields' };
const attributesClass: Gates = { volumeAttributesClassName: 'VolumeAttributesClass' };
const hasNoNamespace = (reference: unknown): boolean => (((reference ?? {}) as { readonly namespace?: string | null }).namespace ?? '') === '';
const terminating: Gates = { terminatingReplicas: 'DeploymentReplicaSetTerminatingReplicas' };
const deviceRequest: Gates = { tolerations: 'DRADeviceTaints', capacity: 'DRAConsumableCapacity', derivedAttributes: 'DRADerivedAttributes' };
const binding: Gates = { bindingConditions: 'DRADeviceBindingConditions', bindingFailureConditions: 'DRADeviceBindingConditions' };

const groupOfPods: Gates = {
  schedulingConstraints: 'TopologyAwareWorkloadScheduling',
  resourceClaims: 'DRAWorkloadResourceClaims',
  preemptionPolicy: 'PodGroupPreemptionPolicy',
};

const GATED = table<Gates>({
  'scheduling.PodGroupSpec': { ...groupOfPods, parentCompositePodGroupName: 'CompositePodGroup' },
  'scheduling.PodGroupStatus': { resourceClaimStatuses: 'DRAWorkloadResourceClaims' },
  'scheduling.PodGroupTemplate': groupOfPods,
  'scheduling.CompositePodGroupSpec': { preemptionPolicy: 'PodGroupPreemptionPolicy' },
  'scheduling.CompositePodGroupTemplate': { compositePodGroupTemplates: 'CompositePodGroup', preemptionPolicy: 'PodGroupPreemptionPolicy' },
  'scheduling.WorkloadSpec': { compositePodGroupTemplates: 'CompositePodGroup' },
  'core.PodSpec': {
    ephemeralContainers: 'EphemeralContainers',
    overhead: 'PodOverhead',
    preemptionPolicy: 'NonPreemptingPriority',
    setHostnameAsFQDN: 'SetHostnameAsFQDN',
    hostUsers: 'UserNamespacesSupport',
    hostnameOverride: 'HostnameOverride',
    resourceClaims: 'DynamicResourceAllocation',
    resources: 'PodLevelResources',
    schedulingGroup: 'GenericWorkload',
    evictionResponders: 'EvictionRequestAPI',
  },
  'core.PodSecurityContext': {
    sysctls: 'Sysctls',
    runAsGroup: 'RunAsGroup',
    fsGroupChangePolicy: 'ConfigurableFSGroupPolicy',
    supplementalGroupsPolicy: 'SupplementalGroupsPolicy',
    seLinuxChangePolicy: 'SELinuxChangePolicy',
  },
  'core.SecurityContext': { runAsGroup: 'RunAsGroup' },
  'core.Container': container,
  'core.EphemeralContainerCommon': container,
  'core.ResourceRequirements': { claims: 'DynamicResourceAllocation' },
  'core.VolumeMount': {
    subPath: 'VolumeSubpath',
    subPathExpr: 'VolumeSubpath',
    recursiveReadOnly: 'RecursiveReadOnlyMounts',
    bindMountOptions: 'VolumeBindMountOptions',
  },
  'core.VolumeSource': { csi: 'CSIInlineVolume', ephemeral: 'GenericEphemeralVolume', image: 'ImageVolume' },
  'core.EmptyDirVolumeSource': { sizeLimit: 'LocalStorageCapacityIsolation', mode: 'EmptyDirVolumeMode' },
  'core.VolumeProjection': { clusterTrustBundle: 'ClusterTrustBundleProjection', podCertificate: 'PodCertificateRequest' },
  'core.KeyToPath': fileUser,
  'core.DownwardAPIVolumeFile': fileUser,
  'core.ServiceAccountTokenProjection': fileUser,
  'core.ClusterTrustBundleProjection': fileUser,
  'core.PodCertificateProjection': fileUser,
  'core.SecretVolumeSource': volumeUser,
  'core.ConfigMapVolumeSource': volumeUser,
  'core.DownwardAPIVolumeSource': volumeUser,
  'core.ProjectedVolumeSource': volumeUser,
  'core.EnvVarSource': { fileKeyRef: 'EnvFiles' },
  'core.Lifecycle': { stopSignal: 'ContainerStopSignals' },
  'core.GRPCAction': { mode: 'GRPCContainerProbeTLS' },
  'core.HTTPGetAction': { protocol: 'H2CContainerProbe' },
  'core.TopologySpreadConstraint': {
    matchLabelKeys: 'MatchLabelKeysInPodTopologySpread',
    nodeAffinityPolicy: 'NodeInclusionPolicyInPodTopologySpread',
    nodeTaintsPolicy: 'NodeInclusionPolicyInPodTopologySpread',
  },
  'core.PodAffinityTerm': matchKeys,
  'core.PodStatus': {
    resources: 'InPlacePodLevelResourcesVerticalScaling',
    allocatedResources: 'InPlacePodLevelResourcesVerticalScaling',
    resourceClaimStatuses: 'DynamicResourceAllocation',
    extendedResourceClaimStatus: 'DRAExtendedResource',
    observedGeneration: 'PodObservedGenerationTracking',
    nodeAllocatableResourceClaimStatuses: 'DRANodeAllocatableResources',
    volumeHealth: 'CSIVolumeHealth',
  },
  'core.PodCondition': { observedGeneration: 'PodObservedGenerationTracking' },
  'core.ContainerStatus': {
    resources: 'InPlacePodVerticalScaling',
    allocatedResources: 'InPlacePodVerticalScaling',
    volumeMounts: 'RecursiveReadOnlyMounts',
    allocatedResourcesStatus: 'ResourceHealthStatus',
    user: 'SupplementalGroupsPolicy',
  },
  'core.ResourceHealth': { message: 'ResourceHealthStatusMessage' },
  'core.VolumeMountStatus': { volumeStatus: 'ImageVolumeWithDigest' },
  'core.PersistentVolumeClaimSpec': { ...attributesClass, dataSourceRef: { gate: 'CrossNamespaceVolumeDataSource', stays: hasNoNamespace } },
  'core.PersistentVolumeClaimStatus': {
    currentVolumeAttributesClassName: 'VolumeAttributesClass',
    modifyVolumeStatus: 'VolumeAttributesClass',
    allocatedResources: 'RecoverVolumeExpansionFailure',
    allocatedResourceStatuses: 'RecoverVolumeExpansionFailure',
    healthStatus: 'CSIVolumeHealth',
  },
  'core.PersistentVolumeSpec': attributesClass,
  'core.CSIPersistentVolumeSource': { controllerExpandSecretRef: 'ExpandCSIVolumes' },
  'core.ConfigMap': immutable,
  'core.Secret': immutable,
  'core.NodeSpec': { configSource: 'DynamicKubeletConfig', podPreemptionPolicy: 'InPlacePodVerticalScalingSchedulerPreemption' },
  'core.NodeStatus': { declaredFeatures: 'NodeDeclaredFeatures', features: 'SupplementalGroupsPolicy' },
  'core.NodeSystemInfo': { runningInUserNamespace: 'KubeletInUserNamespace' },
  'batch.JobSpec': { ttlSecondsAfterFinished: 'TTLAfterFinished', managedBy: 'JobManagedBy', scheduling: 'WorkloadWithJob' },
  'apps.DeploymentStatus': terminating,
  'apps.ReplicaSetStatus': terminating,
  'apps.RollingUpdateStatefulSetStrategy': { maxUnavailable: 'MaxUnavailableStatefulSet' },
  'autoscaling.HPAScalingRules': { tolerance: 'HPAConfigurableTolerance' },
  'coordination.LeaseSpec': { strategy: 'CoordinatedLeaderElection', preferredHolder: 'CoordinatedLeaderElection' },
  'discovery.Endpoint': { nodeName: 'EndpointSliceNodeName' },
  'discovery.EndpointConditions': { serving: 'EndpointSliceTerminatingCondition', terminating: 'EndpointSliceTerminatingCondition' },
  'discovery.EndpointHints': { forNodes: 'PreferSameTrafficDistribution' },
  'policy.PodSecurityPolicySpec': { allowedProcMountTypes: 'ProcMountType', runAsGroup: 'RunAsGroup', allowedCSIDrivers: 'CSIInlineVolume' },
  'resource.DeviceClassSpec': { extendedResourceName: 'DRAExtendedResource' },
  'resource.ResourceSliceSpec': {
    sharedCounters: 'DRAPartitionableDevices',
    perDeviceNodeSelection: 'DRAPartitionableDevices',
    partitionTypeAttribute: 'DRAPartitionableDevicesType',
    skipNodeOperations: 'DRAOptionalNodeOperations',
  },
  'resource.Device': {
    ...binding,
    bindsToNode: 'DRADeviceBindingConditions',
    taints: 'DRADeviceTaints',
    consumesCounters: 'DRAPartitionableDevices',
    nodeName: 'DRAPartitionableDevices',
    nodeSelector: 'DRAPartitionableDevices',
    allNodes: 'DRAPartitionableDevices',
    allowMultipleAllocations: 'DRAConsumableCapacity',
    nodeAllocatableResources: 'DRANodeAllocatableResources',
  },
  'resource.DeviceAttribute': {
    ints: 'DRAListTypeAttributes',
    bools: 'DRAListTypeAttributes',
    strings: 'DRAListTypeAttributes',
    versions: 'DRAListTypeAttributes',
  },
  'resource.DeviceCapacity': { requestPolicy: 'DRAConsumableCapacity' },
  'resource.DeviceCounterConsumption': { compatibilityGroups: 'DRADeviceCompatibilityGroups' },
  'resource.DeviceRequest': { firstAvailable: 'DRAPrioritizedList' },
  'resource.ExactDeviceRequest': { ...deviceRequest, adminAccess: 'DRAAdminAccess' },
  'resource.DeviceSubRequest': deviceRequest,
  'resource.DeviceConstraint': { distinctAttribute: 'DRAConsumableCapacity' },
  'resource.DeviceRequestAllocationResult': {
    ...binding,
    adminAccess: 'DRAAdminAccess',
    shareID: 'DRAConsumableCapacity',
    consumedCapacity: 'DRAConsumableCapacity',
    skipNodeOperations: 'DRAOptionalNodeOperations',
  },
  'resource.AllocatedDeviceStatus': { shareID: 'DRAConsumableCapacity' },
  'resource.ResourceClaimStatus': { devices: 'DRAResourceClaimDeviceStatus' },
  'resource.ResourcePoolStatusRequestSpec': { defaultPartitionTypeAttribute: 'DRAPartitionableDevicesType' },
  'storage.CSINodeStatus': { storageHealth: 'CSIVolumeHealth' },
  'storage.VolumeError': { errorCode: 'MutableCSINodeAllocatableCount' },
  'storage.CSIDriverSpec': driver,
  'storage.VolumeAttachmentSource': { inlineVolumeSpec: 'CSIMigration' },
});

/** Gates of which a field that an object uses lets it use only that one; of all others one field brings the rest. */
export const EACH_BY_ITSELF: ReadonlySet<string> = new Set(['CoordinatedLeaderElection', 'NodeInclusionPolicyInPodTopologySpread', 'VolumeAttributesClass']);

export const gatesOf = ({ id }: GoType): Gates | undefined => GATED[id.replace(/\/[^.]+/, '')];
