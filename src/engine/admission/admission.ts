/**
 * The admission chain: the plugins that run, in their order; first those that change an object, later those that judge it.
 * Which there are, in what order, and which run by default: ordered-plugins.ts. What each does: its own file, named here.
 */
import type { Admission, AdmissionPlugin } from '../api/admission';
import type { ServerOptions } from '../api/options';
import { table } from '../golang/map';
import { inTurns } from '../golang/turns';
import { inFieldOrder } from './field-order';
import { createLimitRanger } from './limit-ranger/limit-ranger';
import { createNodeRestriction } from './node-restriction/node-restriction';
import { orderedPluginsOf } from './ordered-plugins';
import type { PluginContext } from './plugin-context';
import { createAlwaysAdmit } from './plugins/always-admit';
import { createAlwaysDeny } from './plugins/always-deny';
import { createAlwaysPullImages } from './plugins/always-pull-images';
import { createCertificateApproval } from './plugins/certificate-approval';
import { createCertificateSigning } from './plugins/certificate-signing';
import { createCertificateSubjectRestriction } from './plugins/certificate-subject-restriction';
import { createClusterTrustBundleAttest } from './plugins/cluster-trust-bundle-attest';
import { createDefaultIngressClass } from './plugins/default-ingress-class';
import { createDefaultStorageClass } from './plugins/default-storage-class';
import { createDefaultTolerationSeconds } from './plugins/default-toleration-seconds';
import { createDenyEscalatingExec, createDenyExecOnPrivileged } from './plugins/deny-exec';
import { createDenyServiceExternalIPs } from './plugins/deny-service-external-ips';
import { createExtendedResourceToleration } from './plugins/extended-resource-toleration';
import { createJobValidation } from './plugins/job-validation';
import { createLimitPodHardAntiAffinityTopology } from './plugins/limit-pod-hard-anti-affinity-topology';
import { createNamespaceAutoProvision } from './plugins/namespace-auto-provision';
import { createNamespaceExists } from './plugins/namespace-exists';
import { createNamespaceLifecycle } from './plugins/namespace-lifecycle';
import { createNodeDeclaredFeatureValidator } from './plugins/node-declared-feature-validator';
import { createOwnerReferencesPermissionEnforcement } from './plugins/owner-references-permission-enforcement';
import { createPersistentVolumeClaimResize } from './plugins/persistent-volume-claim-resize';
import { createPersistentVolumeLabel } from './plugins/persistent-volume-label';
import { createPodGroupProtection } from './plugins/pod-group-protection';
import { createPodGroupWorkloadExists } from './plugins/pod-group-workload-exists';
import { createPodResizeValidator } from './plugins/pod-resize-validator';
import { createPodTopologyLabels } from './plugins/pod-topology-labels';
import { createPriority } from './plugins/priority';
import { createRuntimeClass } from './plugins/runtime-class';
import { createSecurityContextDeny } from './plugins/security-context-deny';
import { createStorageObjectInUseProtection } from './plugins/storage-object-in-use-protection';
import { createTaintNodesByCondition } from './plugins/taint-nodes-by-condition';
import { createPodSecurityPolicy } from './pod-security-policy/pod-security-policy';
import { createPodSecurity } from './pod-security/pod-security';
import { createResourceQuota } from './resource-quota/resource-quota';
import { createServiceAccount } from './service-account/service-account';

const CREATE = table<(context: PluginContext) => AdmissionPlugin>({
  AlwaysAdmit: createAlwaysAdmit,
  AlwaysDeny: createAlwaysDeny,
  AlwaysPullImages: createAlwaysPullImages,
  CertificateApproval: createCertificateApproval,
  CertificateSigning: createCertificateSigning,
  CertificateSubjectRestriction: createCertificateSubjectRestriction,
  ClusterTrustBundleAttest: createClusterTrustBundleAttest,
  DefaultIngressClass: createDefaultIngressClass,
  DefaultStorageClass: createDefaultStorageClass,
  DefaultTolerationSeconds: createDefaultTolerationSeconds,
  DenyEscalatingExec: createDenyEscalatingExec,
  DenyExecOnPrivileged: createDenyExecOnPrivileged,
  DenyServiceExternalIPs: createDenyServiceExternalIPs,
  ExtendedResourceToleration: createExtendedResourceToleration,
  JobValidation: createJobValidation,
  LimitPodHardAntiAffinityTopology: createLimitPodHardAntiAffinityTopology,
  LimitRanger: createLimitRanger,
  NamespaceAutoProvision: createNamespaceAutoProvision,
  NamespaceExists: createNamespaceExists,
  NamespaceLifecycle: createNamespaceLifecycle,
  NodeDeclaredFeatureValidator: createNodeDeclaredFeatureValidator,
  NodeRestriction: createNodeRestriction,
  OwnerReferencesPermissionEnforcement: createOwnerReferencesPermissionEnforcement,
  PersistentVolumeClaimResize: createPersistentVolumeClaimResize,
  PersistentVolumeLabel: createPersistentVolumeLabel,
  PodGroupProtection: createPodGroupProtection,
  PodGroupWorkloadExists: createPodGroupWorkloadExists,
  PodResizeValidator: createPodResizeValidator,
  PodSecurity: createPodSecurity,
  PodSecurityPolicy: createPodSecurityPolicy,
  PodTopologyLabels: createPodTopologyLabels,
  Priority: createPriority,
  ResourceQuota: createResourceQuota,
  RuntimeClass: createRuntimeClass,
  SecurityContextDeny: createSecurityContextDeny,
  ServiceAccount: createServiceAccount,
  StorageObjectInUseProtection: createStorageObjectInUseProtection,
  TaintNodesByCondition: createTaintNodesByCondition,
});

/** Those of a version that run. A flag names what runs beside the default ones, another what of those does not. */
function runningPlugins({ version, enableAdmissionPlugins, disableAdmissionPlugins }: ServerOptions): readonly string[] {
  const runs = (name: string, byDefault: boolean): boolean => enableAdmissionPlugins.includes(name) || (byDefault && !disableAdmissionPlugins.includes(name));
  return orderedPluginsOf(version.name).flatMap(({ name, runsByDefault }) => (runs(name, runsByDefault) ? [name] : []));
}

/** Those that would run and are not there yet. */
export const missingPlugins = (options: ServerOptions): readonly string[] => runningPlugins(options).filter((name) => CREATE[name] === undefined);

export const isPluginThere = (name: string): boolean => CREATE[name] !== undefined;

export function createAdmission(context: PluginContext): Admission {
  const { options } = context;
  const plugins = runningPlugins(options).flatMap((name) => CREATE[name]?.(context) ?? []);
  return {
    async admit(attributes) {
      let { object } = attributes;
      const given = object;
      for (const plugin of plugins) {
        if (!plugin.handles(attributes.operation) || plugin.admit === undefined) continue;
        object = await plugin.admit({ ...attributes, ...(object && { object }) });
      }
      return object === undefined || object === given ? object : inTurns(inFieldOrder(object, attributes.kind, options.version));
    },
    async validate(attributes) {
      for (const plugin of plugins) {
        if (plugin.handles(attributes.operation)) await plugin.validate?.(attributes);
      }
    },
  };
}
