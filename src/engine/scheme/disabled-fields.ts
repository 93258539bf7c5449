/**
 * Fields that a version knows and that belong to a feature gate which is off: they are taken away before an object is validated, unless
 * the object had such a field already. The version's own table of gates says which are on.
 * Upstream: dropDisabledFields of pkg/registry/<group>/<resource>/strategy.go and of pkg/api/<kind>/util.go.
 */
import type { KubeObject } from '../api/objects';
import type { GoType } from '../catalog/types';
import { own, setOwn, table } from '../golang/map';
import { Pace, type Turns } from '../golang/turns';
import type { Version } from '../versions';
import { structOf, Ways } from './ways';

type Gates = Readonly<Record<string, string>>;

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
const container: Gates = { resizePolicy: 'InPlacePodVerticalScaling', restartPolicyRules: 'ContainerRestartRules' };
const matchKeys: Gates = { matchLabelKeys: 'MatchLabelKeysInPodAffinity', mismatchLabelKeys: 'MatchLabelKeysInPodAffinity' };
const immutable: Gates = { immutable: 'ImmutableEphemeralVolumes' };
const fileUser: Gates = { user: 'AtomicWriteVolumeUserFields' };
const attributesClass: Gates = { volumeAttributesClassName: 'VolumeAttributesClass' };

/** The gates of fields, by Go type. A type is named without its version. */
const GATED = table<Gates>({
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
  'core.PersistentVolumeClaimSpec': attributesClass,
  'core.PersistentVolumeSpec': attributesClass,
  'core.CSIPersistentVolumeSource': { controllerExpandSecretRef: 'ExpandCSIVolumes' },
  'core.ConfigMap': immutable,
  'core.Secret': immutable,
  'core.NodeSpec': { configSource: 'DynamicKubeletConfig' },
  'core.NodeStatus': { declaredFeatures: 'NodeDeclaredFeatures' },
  'batch.JobSpec': { ttlSecondsAfterFinished: 'TTLAfterFinished', managedBy: 'JobManagedBy', scheduling: 'WorkloadWithJob' },
  'apps.RollingUpdateStatefulSetStrategy': { maxUnavailable: 'MaxUnavailableStatefulSet' },
  'autoscaling.HPAScalingRules': { tolerance: 'HPAConfigurableTolerance' },
  'coordination.LeaseSpec': { strategy: 'CoordinatedLeaderElection', preferredHolder: 'CoordinatedLeaderElection' },
  'discovery.Endpoint': { nodeName: 'EndpointSliceNodeName' },
  'discovery.EndpointConditions': { serving: 'EndpointSliceTerminatingCondition', terminating: 'EndpointSliceTerminatingCondition' },
  'discovery.EndpointHints': { forNodes: 'PreferSameTrafficDistribution' },
  'policy.PodSecurityPolicySpec': { allowedProcMountTypes: 'ProcMountType', runAsGroup: 'RunAsGroup', allowedCSIDrivers: 'CSIInlineVolume' },
  'storage.CSIDriverSpec': driver,
  'storage.VolumeAttachmentSource': { inlineVolumeSpec: 'CSIMigration' },
});

/** Gates that are gone together with what they stood for, though the fields are still there. Any other that is gone is on for ever. */
const GONE: ReadonlySet<string> = new Set(['DynamicKubeletConfig']);

const gatesOf = ({ id }: GoType): Gates | undefined => GATED[id.replace(/\/[^.]+/, '')];

export class DisabledFields {
  readonly #ofTypes = new Map<GoType, readonly string[]>();
  readonly #ways = new Ways((type) => this.#disabled(type).length > 0);

  constructor(private readonly version: Version) {}

  /** The object without disabled fields that the old one does not have anywhere; the same object where there are none. */
  *without(object: KubeObject, old: KubeObject | undefined, type: GoType): Turns<KubeObject> {
    if (!this.#ways.lead(type)) return object;
    const kept = new Set<string>();
    if (old !== undefined) yield* this.#struct(old, type, (found) => kept.add(found) && false);
    return (yield* this.#struct(object, type, (found) => !kept.has(found))) as KubeObject;
  }

  #isOff(gate: string): boolean {
    return !(this.version.isEnabled(gate) ?? !GONE.has(gate));
  }

  #disabled(type: GoType): readonly string[] {
    const known = this.#ofTypes.get(type);
    if (known !== undefined) return known;
    const gates = gatesOf(type) ?? {};
    const disabled = Object.keys(gates).filter((field) => this.#isOff(own(gates, field) ?? ''));
    this.#ofTypes.set(type, disabled);
    return disabled;
  }

  *#struct(value: object, type: GoType, isDropped: (field: string) => boolean): Turns<object> {
    let result: Record<string, unknown> = value as Record<string, unknown>;
    const change = (name: string, changed: unknown): void => {
      if (result === value) result = { ...value };
      if (changed === undefined) delete result[name];
      else setOwn(result, name, changed);
    };
    for (const field of this.#disabled(type)) if (own(result, field) !== undefined && isDropped(`${type.id}.${field}`)) change(field, undefined);
    for (const { name, type: held, embedded } of this.#ways.from(type)) {
      if (embedded) {
        result = (yield* this.#struct(result, structOf(held), isDropped)) as Record<string, unknown>;
        continue;
      }
      const before = own(result, name);
      if (typeof before !== 'object' || before === null) continue;
      const after = yield* this.#value(before, held, isDropped);
      // A lifecycle of which nothing is left is gone.
      if (after !== before) change(name, structOf(held).id.endsWith('.Lifecycle') && Object.keys(after as object).length === 0 ? undefined : after);
    }
    return result;
  }

  *#value(value: unknown, type: GoType, isDropped: (field: string) => boolean): Turns<unknown> {
    if (typeof value !== 'object' || value === null) return value;
    if (type.kind === 'pointer') return yield* this.#value(value, type.elem, isDropped);
    if (type.kind === 'struct') return yield* this.#struct(value, type, isDropped);
    if (Array.isArray(value)) {
      const pace = new Pace();
      let copy: unknown[] | undefined;
      for (const [index, item] of (value as readonly unknown[]).entries()) {
        const changed = yield* this.#value(item, type.elem, isDropped);
        if (changed !== item) copy ??= (value as readonly unknown[]).slice(0, index);
        copy?.push(changed);
        if (pace.isOver()) yield;
      }
      return copy ?? value;
    }
    return value;
  }
}
