/**
 * The groups networking, storage, scheduling, admissionregistration, apiextensions, apiregistration and certificates.
 * Upstream: pkg/apis/<group>/<version>/defaults.go, k8s.io/apiextensions-apiserver and k8s.io/kube-aggregator
 */
import { child, children, isUnset, optionalChild, setDefault, setIfAbsent, type Defaulter, type Draft } from './draft';

const webhook = (draft: Draft): void => {
  setIfAbsent(draft, 'failurePolicy', 'Fail');
  setIfAbsent(draft, 'matchPolicy', 'Equivalent');
  child(draft, 'namespaceSelector');
  child(draft, 'objectSelector');
  setIfAbsent(draft, 'timeoutSeconds', 10);
};

const deviceRequest = (draft: Draft): void => {
  setDefault(draft, 'allocationMode', 'ExactCount');
  if (draft['allocationMode'] === 'ExactCount') setDefault(draft, 'count', 1);
};

const LEGACY_WEBHOOK = { failurePolicy: 'Ignore', matchPolicy: 'Exact', timeoutSeconds: 30, sideEffects: 'Unknown' } as const;
/** The beta versions are more lenient. */
const betaWebhook = (draft: Draft): void => {
  for (const [field, value] of Object.entries(LEGACY_WEBHOOK)) setIfAbsent(draft, field, value);
  child(draft, 'namespaceSelector');
  child(draft, 'objectSelector');
  if (children(draft, 'admissionReviewVersions').length === 0) draft['admissionReviewVersions'] = ['v1beta1'];
};

/** Upstream has such a default in the versions that have the gate. */
const groupOfPods: Defaulter = (spec, version) => {
  if (version.isEnabled('PodGroupPreemptionPolicy') === undefined) return;
  if (version.isEnabled('PodGroupPreemptionPolicy') === true) setIfAbsent(spec, 'preemptionPolicy', 'PreemptLowerPriority');
  if (isUnset(spec['disruptionMode'])) spec['disruptionMode'] = { single: {} };
};

export const cluster: Readonly<Record<string, Defaulter>> = {
  'extensions/v1beta1.HTTPIngressPath': (path) => setIfAbsent(path, 'pathType', 'ImplementationSpecific'),
  'networking/v1beta1.HTTPIngressPath': (path) => setIfAbsent(path, 'pathType', 'ImplementationSpecific'),
  'networking.IngressClassSpec': (spec, version) => {
    const parameters = optionalChild(spec, 'parameters');
    if (parameters !== undefined && version.has('ingressClassScopes')) setIfAbsent(parameters, 'scope', 'Cluster');
  },
  'flowcontrol.FlowSchemaSpec': (spec) => setDefault(spec, 'matchingPrecedence', 1000),
  'flowcontrol.LimitedPriorityLevelConfiguration': (limited, version) => {
    setIfAbsent(limited, version.has('priorityLevelsLend') ? 'nominalConcurrencyShares' : 'assuredConcurrencyShares', 30);
    if (version.has('priorityLevelsLend')) setIfAbsent(limited, 'lendablePercent', 0);
  },
  'flowcontrol.QueuingConfiguration': (queuing) => {
    setDefault(queuing, 'queues', 64);
    setDefault(queuing, 'handSize', 8);
    setDefault(queuing, 'queueLengthLimit', 50);
  },
  'networking.NetworkPolicyPort': (port) => setIfAbsent(port, 'protocol', 'TCP'),
  'networking.NetworkPolicy': (policy) => {
    const spec = child(policy, 'spec');
    if (children(spec, 'policyTypes').length > 0) return;
    spec['policyTypes'] = children(spec, 'egress').length > 0 ? ['Ingress', 'Egress'] : ['Ingress'];
  },
  'storage.StorageClass': (storageClass) => {
    setIfAbsent(storageClass, 'reclaimPolicy', 'Delete');
    setIfAbsent(storageClass, 'volumeBindingMode', 'Immediate');
  },
  'storage.CSIDriver': (driver, version) => {
    const spec = child(driver, 'spec');
    setIfAbsent(spec, 'attachRequired', true);
    setIfAbsent(spec, 'podInfoOnMount', false);
    setIfAbsent(spec, 'fsGroupPolicy', 'ReadWriteOnceWithFSType');
    if (children(spec, 'volumeLifecycleModes').length === 0) spec['volumeLifecycleModes'] = ['Persistent'];
    if (!version.has('csiDriverDefaults')) return;
    setIfAbsent(spec, 'storageCapacity', false);
    setIfAbsent(spec, 'requiresRepublish', false);
    setIfAbsent(spec, 'seLinuxMount', false);
    if (version.has('podSchedulingIfDriverMissing')) setIfAbsent(spec, 'preventPodSchedulingIfMissing', false);
  },
  'scheduling.PodGroupSpec': groupOfPods,
  'scheduling.CompositePodGroupSpec': groupOfPods,
  'scheduling.PriorityClass': (priorityClass) => setIfAbsent(priorityClass, 'preemptionPolicy', 'PreemptLowerPriority'),
  'admissionregistration.ValidatingWebhook': webhook,
  'admissionregistration.MutatingWebhook': (draft) => {
    webhook(draft);
    setIfAbsent(draft, 'reinvocationPolicy', 'Never');
  },
  'admissionregistration/v1beta1.ValidatingWebhook': betaWebhook,
  'admissionregistration/v1beta1.MutatingWebhook': (draft) => {
    betaWebhook(draft);
    setIfAbsent(draft, 'reinvocationPolicy', 'Never');
  },
  'policy.PodSecurityPolicySpec': (spec) => setIfAbsent(spec, 'allowPrivilegeEscalation', true),
  'discovery.EndpointPort': (port) => {
    setIfAbsent(port, 'name', '');
    setIfAbsent(port, 'protocol', 'TCP');
  },
  'resource.DeviceTaint': (taint) => setIfAbsent(taint, 'timeAdded', new Date().toISOString().replace(/\.\d+/, '')),
  'resource.ResourcePoolStatusRequestSpec': (spec) => setIfAbsent(spec, 'limit', 100),
  'resource.ExactDeviceRequest': deviceRequest,
  'resource.DeviceSubRequest': deviceRequest,
  'admissionregistration.Rule': (rule) => setIfAbsent(rule, 'scope', '*'),
  'admissionregistration.ServiceReference': (reference) => setIfAbsent(reference, 'port', 443),
  'admissionregistration.ValidatingAdmissionPolicySpec': (spec) => setIfAbsent(spec, 'failurePolicy', 'Fail'),
  'admissionregistration.MutatingAdmissionPolicySpec': (spec) => setIfAbsent(spec, 'failurePolicy', 'Fail'),
  'admissionregistration.MatchResources': (match) => {
    setIfAbsent(match, 'matchPolicy', 'Equivalent');
    child(match, 'namespaceSelector');
    child(match, 'objectSelector');
  },
  'apiextensions.CustomResourceDefinition': (definition) => {
    const spec = child(definition, 'spec');
    const names = child(spec, 'names');
    if (isUnset(names['singular'])) names['singular'] = String(names['kind'] ?? '').toLowerCase();
    if (isUnset(names['listKind']) && !isUnset(names['kind'])) names['listKind'] = `${String(names['kind'])}List`;
    setDefault(child(spec, 'conversion'), 'strategy', 'None');
    const [stored] = children(spec, 'versions').filter(({ storage }) => storage === true);
    const status = child(definition, 'status');
    if (stored !== undefined && children(status, 'storedVersions').length === 0) status['storedVersions'] = [stored['name']];
  },
  'apiextensions.ServiceReference': (reference) => setIfAbsent(reference, 'port', 443),
  'apiregistration.ServiceReference': (reference) => setIfAbsent(reference, 'port', 443),
  'certificates.PodCertificateRequestSpec': (spec) => setIfAbsent(spec, 'maxExpirationSeconds', 86_400),
  'certificates.CertificateSigningRequestSpec': (spec) => {
    if (children(spec, 'usages').length === 0 && optionalChild(spec, 'signerName') === undefined) spec['usages'] = ['digital signature', 'key encipherment'];
  },
};
