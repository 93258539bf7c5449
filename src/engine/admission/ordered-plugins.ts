/**
 * The admission plugins of every version in the order in which they run, and which of them run where no flag says otherwise.
 * A plugin that fills in a value comes before those that judge it; what asks others comes late; quota comes last, because only a
 * request that nothing else refuses may use some up.
 * Upstream: AllOrderedPlugins and DefaultOffAdmissionPlugins of pkg/kubeapiserver/options/plugins.go
 */
import { minorOf } from '../versions';

export interface OrderedPlugin {
  readonly name: string;
  readonly runsByDefault: boolean;
  /** The first minor version that has it; it has always been there where this is absent. */
  readonly since?: number;
  /** The first minor version that no longer has it. */
  readonly until?: number;
}

const off = (name: string, years: Pick<OrderedPlugin, 'since' | 'until'> = {}): OrderedPlugin => ({ name, runsByDefault: false, ...years });
const on = (name: string, years: Pick<OrderedPlugin, 'since' | 'until'> = {}): OrderedPlugin => ({ name, runsByDefault: true, ...years });

const PLUGINS: readonly OrderedPlugin[] = [
  off('AlwaysAdmit'),
  off('NamespaceAutoProvision'),
  on('NamespaceLifecycle'),
  off('NamespaceExists'),
  off('SecurityContextDeny', { until: 30 }),
  off('LimitPodHardAntiAffinityTopology'),
  on('LimitRanger'),
  on('ServiceAccount'),
  off('NodeRestriction'),
  on('TaintNodesByCondition'),
  off('AlwaysPullImages'),
  off('ImagePolicyWebhook'),
  off('PodSecurityPolicy', { until: 25 }),
  on('PodSecurity', { since: 22 }),
  off('PodNodeSelector'),
  on('Priority'),
  on('DefaultTolerationSeconds'),
  off('PodTolerationRestriction'),
  off('DenyEscalatingExec', { until: 21 }),
  off('DenyExecOnPrivileged', { until: 21 }),
  off('EventRateLimit'),
  off('ExtendedResourceToleration'),
  off('PersistentVolumeLabel', { until: 31 }),
  on('DefaultStorageClass'),
  on('StorageObjectInUseProtection'),
  on('PodGroupProtection', { since: 36 }),
  off('OwnerReferencesPermissionEnforcement'),
  on('PersistentVolumeClaimResize'),
  on('RuntimeClass'),
  on('CertificateApproval'),
  on('CertificateSigning'),
  on('ClusterTrustBundleAttest', { since: 27 }),
  on('CertificateSubjectRestriction'),
  on('DefaultIngressClass'),
  off('DenyServiceExternalIPs', { since: 21 }),
  on('PodTopologyLabels', { since: 33 }),
  on('PodGroupWorkloadExists', { since: 36, until: 37 }),
  on('NodeDeclaredFeatureValidator', { since: 35 }),
  on('JobValidation', { since: 36, until: 37 }),
  on('PodResizeValidator', { since: 36 }),
  on('MutatingAdmissionPolicy', { since: 32 }),
  on('MutatingAdmissionWebhook'),
  on('ValidatingAdmissionPolicy', { since: 26 }),
  on('ValidatingAdmissionWebhook'),
  on('ResourceQuota'),
  off('AlwaysDeny'),
];

/** Those of a version, such as '1.36'. */
export function orderedPluginsOf(version: string): readonly OrderedPlugin[] {
  const minor = minorOf(version);
  return PLUGINS.filter(({ since = 0, until = Infinity }) => minor >= since && minor < until);
}
