/**
 * The admission chain: the plugins that run, in their order; first those that change an object, later those that judge it.
 * Which there are, in what order, and which run by default: ordered-plugins.ts. What each does: its own file, named here.
 */
import type { Admission, AdmissionPlugin, MutationAttributes } from '../api/admission';
import type { ServerOptions } from '../api/options';
import type { KubeObject } from '../api/objects';
import { table } from '../golang/map';
import { quote } from '../golang/quote';
import { StartError } from '../errors/start-error';
import { inTurns } from '../golang/turns';
import { InitializationError } from './configuration/initialization-error';
import { readPluginConfigurations } from './configuration/plugin-configurations';
import { createEventRateLimit } from './event-rate-limit/event-rate-limit';
import { inFieldOrder } from './field-order';
import { createImagePolicyWebhook } from './image-policy-webhook/image-policy-webhook';
import { createLimitRanger } from './limit-ranger/limit-ranger';
import { createNodeRestriction } from './node-restriction/node-restriction';
import { ChainMetrics } from './chain-metrics';
import { noted } from './noted';
import { Reinvocations } from './reinvocation';
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
import { createPodNodeSelector } from './plugins/pod-node-selector';
import { createPodTolerationRestriction } from './plugins/pod-toleration-restriction';
import { createPodTopologyLabels } from './plugins/pod-topology-labels';
import { createPriority } from './plugins/priority';
import { createRuntimeClass } from './plugins/runtime-class';
import { createSecurityContextDeny } from './plugins/security-context-deny';
import { createStorageObjectInUseProtection } from './plugins/storage-object-in-use-protection';
import { createTaintNodesByCondition } from './plugins/taint-nodes-by-condition';
import { createPodSecurityPolicy } from './pod-security-policy/pod-security-policy';
import { createMutatingAdmissionPolicy } from './policies/mutating-admission-policy';
import { createValidatingAdmissionPolicy } from './policies/validating-admission-policy';
import { createPodSecurity } from './pod-security/pod-security';
import { createResourceQuota } from './resource-quota/resource-quota';
import { createMutatingAdmissionWebhook } from './webhooks/mutating-admission-webhook';
import { createServiceAccount } from './service-account/service-account';
import { createValidatingAdmissionWebhook } from './webhooks/validating-admission-webhook';

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
  EventRateLimit: createEventRateLimit,
  ExtendedResourceToleration: createExtendedResourceToleration,
  ImagePolicyWebhook: createImagePolicyWebhook,
  JobValidation: createJobValidation,
  LimitPodHardAntiAffinityTopology: createLimitPodHardAntiAffinityTopology,
  LimitRanger: createLimitRanger,
  MutatingAdmissionPolicy: createMutatingAdmissionPolicy,
  MutatingAdmissionWebhook: createMutatingAdmissionWebhook,
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
  PodNodeSelector: createPodNodeSelector,
  PodResizeValidator: createPodResizeValidator,
  PodSecurity: createPodSecurity,
  PodSecurityPolicy: createPodSecurityPolicy,
  PodTolerationRestriction: createPodTolerationRestriction,
  PodTopologyLabels: createPodTopologyLabels,
  Priority: createPriority,
  ResourceQuota: createResourceQuota,
  RuntimeClass: createRuntimeClass,
  SecurityContextDeny: createSecurityContextDeny,
  ServiceAccount: createServiceAccount,
  StorageObjectInUseProtection: createStorageObjectInUseProtection,
  TaintNodesByCondition: createTaintNodesByCondition,
  ValidatingAdmissionPolicy: createValidatingAdmissionPolicy,
  ValidatingAdmissionWebhook: createValidatingAdmissionWebhook,
});

/** Those of a version that run. A flag names what runs beside the default ones, another what of those does not. */
function runningPlugins({ version, enableAdmissionPlugins, disableAdmissionPlugins }: ServerOptions): readonly string[] {
  const runs = (name: string, byDefault: boolean): boolean => enableAdmissionPlugins.includes(name) || (byDefault && !disableAdmissionPlugins.includes(name));
  return orderedPluginsOf(version.name).flatMap(({ name, runsByDefault }) => (runs(name, runsByDefault) ? [name] : []));
}

/** A version may bring a plugin that has to be written first: a server without it would let pass what it refuses. */
export const isPluginThere = (name: string): boolean => CREATE[name] !== undefined;

function pluginsOf(context: PluginContext): readonly AdmissionPlugin[] {
  const { options } = context;
  const configurationFor = readPluginConfigurations(options.admissionControlConfigFile, options.version);
  return runningPlugins(options).map((name) => {
    const configuration = configurationFor(name);
    try {
      const create = CREATE[name];
      if (create === undefined) throw new Error('it is one of kube-apiserver that cukernetes does not have yet');
      return create({ ...context, configuration });
    } catch (error) {
      const what = error instanceof InitializationError ? 'failed to initialize' : "couldn't init";
      throw new Error(`${what} admission plugin ${quote(name)}: ${(error as Error).message}`, { cause: error });
    }
  });
}

/** What is wrong with a configuration keeps the server from starting. */
function startedPlugins(context: PluginContext): readonly AdmissionPlugin[] {
  try {
    return pluginsOf(context);
  } catch (error) {
    if (error instanceof StartError) throw error;
    const what = context.options.version.has('admissionIsApplied') ? 'apply' : 'initialize';
    throw new StartError(`failed to ${what} admission: ${(error as Error).message}`, { cause: error });
  }
}

export function createAdmission(context: PluginContext): Admission {
  const { options } = context;
  const plugins = startedPlugins(context).map(noted);
  const metrics = new ChainMetrics(options.version);
  return {
    metrics: () => metrics.text(),
    admit: (attributes) =>
      metrics.step('admit', attributes, async () => {
        const reinvocation = new Reinvocations();
        const run = async (given: KubeObject | undefined): Promise<KubeObject | undefined> => {
          const withObject = (object: KubeObject | undefined): MutationAttributes => ({ ...attributes, reinvocation, ...(object && { object }) });
          let current = withObject(given);
          for (const plugin of plugins) {
            const admit = plugin.admit?.bind(plugin);
            if (!plugin.handles(attributes.operation) || admit === undefined) continue;
            const seen = current;
            const object = await metrics.plugin(plugin.name, 'admit', attributes, () => admit(seen));
            if (object !== current.object) current = withObject(object);
          }
          return current.object;
        };
        const { object: given } = attributes;
        const once = await run(given);
        const object = reinvocation.begins() ? await run(once) : once;
        return object === undefined || object === given ? object : inTurns(inFieldOrder(object, attributes.kind, options.version));
      }),
    validate: (attributes) =>
      metrics.step('validate', attributes, async () => {
        for (const plugin of plugins) {
          const validate = plugin.validate?.bind(plugin);
          if (plugin.handles(attributes.operation) && validate !== undefined)
            await metrics.plugin(plugin.name, 'validate', attributes, () => validate(attributes));
        }
      }),
  };
}
