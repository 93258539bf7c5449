/**
 * What is peculiar to each kind, by the group and the name under which its objects are stored. A kind that is not here has no rules of
 * its own.
 */
import type { GroupResource } from '../../api/objects';
import { table } from '../../golang/map';
import type { Kind } from '../generic/kind';
import {
  mutatingAdmissionPolicies,
  mutatingAdmissionPolicyBindings,
  mutatingWebhookConfigurations,
  validatingAdmissionPolicies,
  validatingAdmissionPolicyBindings,
  validatingWebhookConfigurations,
} from './admissionregistration/strategies';
import { customResourceDefinitionKind } from './apiextensions/custom-resource-definition/kind';
import { apiServices } from './apiregistration/api-service/strategy';
import { controllerRevisions } from './apps/controller-revision/strategy';
import { daemonSets } from './apps/daemon-set/strategy';
import { deployments } from './apps/deployment/strategy';
import { replicaSets } from './apps/replica-set/strategy';
import { statefulSets } from './apps/stateful-set/strategy';
import { horizontalPodAutoscalers } from './autoscaling/horizontal-pod-autoscaler/strategy';
import { cronJobs } from './batch/cron-job/strategy';
import { jobs } from './batch/job/strategy';
import { certificateApproval } from './certificates/certificate-signing-request/approval';
import { certificateSigningRequests } from './certificates/certificate-signing-request/strategy';
import { clusterTrustBundles } from './certificates/cluster-trust-bundle/strategy';
import { podCertificateRequests } from './certificates/pod-certificate-request/strategy';
import { leaseCandidates, leases } from './coordination/lease/strategy';
import { componentStatuses } from './core/component-status/component-statuses';
import { configMaps } from './core/config-map/strategy';
import { endpoints } from './core/endpoints/strategy';
import { events } from './core/event/strategy';
import { limitRanges } from './core/limit-range/strategy';
import { finalizeNamespace } from './core/namespace/finalize';
import { namespaces } from './core/namespace/strategy';
import { connectNode } from './core/node/proxy';
import { nodes } from './core/node/strategy';
import { persistentVolumeClaims } from './core/persistent-volume-claim/strategy';
import { persistentVolumes } from './core/persistent-volume/strategy';
import { podTemplates } from './core/pod-template/strategy';
import { bindPod } from './core/pod/binding';
import { pods } from './core/pod/strategy';
import { podSubresources } from './core/pod/subresources';
import { replicationControllers } from './core/replication-controller/strategy';
import { resourceQuotas } from './core/resource-quota/strategy';
import { secrets } from './core/secret/strategy';
import { serviceAccounts } from './core/service-account/strategy';
import { tokenRequest } from './core/service-account/token-request';
import { connectService } from './core/service/proxy';
import { services } from './core/service/strategy';
import { endpointSlices } from './discovery/endpoint-slice/strategy';
import { flowSchemas } from './flowcontrol/flow-schema/strategy';
import { priorityLevelConfigurations } from './flowcontrol/priority-level-configuration/strategy';
import { ingressClasses } from './networking/ingress-class/strategy';
import { ingresses } from './networking/ingress/strategy';
import { ipAddresses } from './networking/ip-address/strategy';
import { networkPolicies } from './networking/network-policy/strategy';
import { serviceCidrs } from './networking/service-cidr/strategy';
import { runtimeClasses } from './node/runtime-class/strategy';
import { podDisruptionBudgets } from './policy/pod-disruption-budget/strategy';
import { podSecurityPolicies } from './policy/pod-security-policy/strategy';
import { rbacStrategies } from './rbac/strategies';
import { deviceClasses } from './resource/device-class/strategy';
import { resourceClaims, resourceClaimTemplates } from './resource/resource-claim/strategy';
import { resourceSlices } from './resource/resource-slice/strategy';
import { compositePodGroups } from './scheduling/composite-pod-group/strategy';
import { podGroups } from './scheduling/pod-group/strategy';
import { priorityClasses } from './scheduling/priority-class/strategy';
import { workloads } from './scheduling/workload/strategy';
import { csiDrivers } from './storage/csi-driver/strategy';
import { csiNodes } from './storage/csi-node/strategy';
import { csiStorageCapacities } from './storage/csi-storage-capacity/strategy';
import { storageClasses } from './storage/storage-class/strategy';
import { volumeAttachments } from './storage/volume-attachment/strategy';
import { volumeAttributesClasses } from './storage/volume-attributes-class/strategy';
import { storageVersionMigrations } from './storagemigration/storage-version-migration/strategy';

const KINDS = table<Kind>({
  '/bindings': { handlers: { create: bindPod } },
  '/componentstatuses': { handlers: componentStatuses },
  '/configmaps': { strategy: configMaps },
  '/endpoints': { strategy: endpoints },
  '/events': { strategy: events },
  '/limitranges': { strategy: limitRanges },
  '/namespaces': { strategy: namespaces, subresources: { finalize: { update: finalizeNamespace } } },
  '/nodes': { strategy: nodes, subresources: { proxy: { connect: connectNode } } },
  '/persistentvolumeclaims': { strategy: persistentVolumeClaims },
  '/persistentvolumes': { strategy: persistentVolumes },
  '/pods': { strategy: pods, subresources: podSubresources },
  '/podtemplates': { strategy: podTemplates },
  '/replicationcontrollers': { strategy: replicationControllers },
  '/resourcequotas': { strategy: resourceQuotas },
  '/secrets': { strategy: secrets },
  '/serviceaccounts': { strategy: serviceAccounts, subresources: { token: { post: tokenRequest } } },
  '/services': { strategy: services, subresources: { proxy: { connect: connectService } } },
  'admissionregistration.k8s.io/mutatingadmissionpolicies': { strategy: mutatingAdmissionPolicies },
  'admissionregistration.k8s.io/mutatingadmissionpolicybindings': { strategy: mutatingAdmissionPolicyBindings },
  'admissionregistration.k8s.io/mutatingwebhookconfigurations': { strategy: mutatingWebhookConfigurations },
  'admissionregistration.k8s.io/validatingadmissionpolicies': { strategy: validatingAdmissionPolicies },
  'admissionregistration.k8s.io/validatingadmissionpolicybindings': { strategy: validatingAdmissionPolicyBindings },
  'admissionregistration.k8s.io/validatingwebhookconfigurations': { strategy: validatingWebhookConfigurations },
  'apiextensions.k8s.io/customresourcedefinitions': customResourceDefinitionKind,
  'apiregistration.k8s.io/apiservices': { strategy: apiServices },
  'apps/controllerrevisions': { strategy: controllerRevisions },
  'apps/daemonsets': { strategy: daemonSets },
  'apps/deployments': { strategy: deployments },
  'apps/replicasets': { strategy: replicaSets },
  'apps/statefulsets': { strategy: statefulSets },
  'autoscaling/horizontalpodautoscalers': { strategy: horizontalPodAutoscalers },
  'batch/cronjobs': { strategy: cronJobs },
  'batch/jobs': { strategy: jobs },
  'certificates.k8s.io/certificatesigningrequests': { strategy: certificateSigningRequests, subresources: { approval: certificateApproval } },
  'certificates.k8s.io/clustertrustbundles': { strategy: clusterTrustBundles },
  'certificates.k8s.io/podcertificaterequests': { strategy: podCertificateRequests },
  'coordination.k8s.io/leasecandidates': { strategy: leaseCandidates },
  'coordination.k8s.io/leases': { strategy: leases },
  'discovery.k8s.io/endpointslices': { strategy: endpointSlices },
  'flowcontrol.apiserver.k8s.io/flowschemas': { strategy: flowSchemas },
  'flowcontrol.apiserver.k8s.io/prioritylevelconfigurations': { strategy: priorityLevelConfigurations },
  'networking.k8s.io/ingressclasses': { strategy: ingressClasses },
  'networking.k8s.io/ingresses': { strategy: ingresses },
  'networking.k8s.io/ipaddresses': { strategy: ipAddresses },
  'networking.k8s.io/networkpolicies': { strategy: networkPolicies },
  'networking.k8s.io/servicecidrs': { strategy: serviceCidrs },
  'node.k8s.io/runtimeclasses': { strategy: runtimeClasses },
  'policy/poddisruptionbudgets': { strategy: podDisruptionBudgets },
  'policy/podsecuritypolicies': { strategy: podSecurityPolicies },
  'rbac.authorization.k8s.io/clusterrolebindings': { strategy: rbacStrategies.clusterrolebindings },
  'rbac.authorization.k8s.io/clusterroles': { strategy: rbacStrategies.clusterroles },
  'rbac.authorization.k8s.io/rolebindings': { strategy: rbacStrategies.rolebindings },
  'rbac.authorization.k8s.io/roles': { strategy: rbacStrategies.roles },
  'resource.k8s.io/deviceclasses': { strategy: deviceClasses },
  'resource.k8s.io/resourceclaims': { strategy: resourceClaims },
  'resource.k8s.io/resourceclaimtemplates': { strategy: resourceClaimTemplates },
  'resource.k8s.io/resourceslices': { strategy: resourceSlices },
  'scheduling.k8s.io/compositepodgroups': { strategy: compositePodGroups },
  'scheduling.k8s.io/podgroups': { strategy: podGroups },
  'scheduling.k8s.io/priorityclasses': { strategy: priorityClasses },
  'scheduling.k8s.io/workloads': { strategy: workloads },
  'storage.k8s.io/csidrivers': { strategy: csiDrivers },
  'storage.k8s.io/csinodes': { strategy: csiNodes },
  'storage.k8s.io/csistoragecapacities': { strategy: csiStorageCapacities },
  'storage.k8s.io/storageclasses': { strategy: storageClasses },
  'storage.k8s.io/volumeattachments': { strategy: volumeAttachments },
  'storage.k8s.io/volumeattributesclasses': { strategy: volumeAttributesClasses },
  'storagemigration.k8s.io/storageversionmigrations': { strategy: storageVersionMigrations },
});

const NOTHING_PECULIAR: Kind = {};

export const kindOf = ({ group, resource }: GroupResource): Kind => KINDS[`${group}/${resource}`] ?? NOTHING_PECULIAR;
