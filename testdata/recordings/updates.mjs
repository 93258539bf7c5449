/**
 * What an update of each kind may not change, and what subresources refuse: an object is created, and patched in one field at a time.
 * node ../shared/oracle/record.mjs --version 1.NN --out testdata/recordings/1.NN testdata/recordings/updates.mjs
 */
import fs from 'node:fs';
const merge = { 'content-type': 'application/merge-patch+json' };
const pod = { containers: [{ name: 'c', image: 'x' }] };
const template = (spec = {}) => ({ metadata: { labels: { app: 'a' } }, spec: { ...pod, ...spec } });
const selector = { matchLabels: { app: 'a' } };
const REQUEST = fs.readFileSync(new URL('../../scripts/validation/request.pem', import.meta.url)).toString('base64');

/** A collection, an object, and the changes that are tried one after the other. */
const CASES = [
  ['/api/v1/namespaces/default/configmaps', 'v1 ConfigMap', { immutable: true, data: { a: '1' } }, [{ immutable: false }, { data: { a: '2' } }, { binaryData: { b: 'MQ==' } }, { metadata: { labels: { a: 'b' } } }]],
  ['/api/v1/namespaces/default/secrets', 'v1 Secret', { immutable: true, data: { a: 'MQ==' } }, [{ immutable: null }, { data: { a: 'Mg==' } }, { stringData: { b: 'x' } }, { type: 'kubernetes.io/tls' }]],
  ['/api/v1/namespaces/default/pods', 'v1 Pod', pod, [{ spec: { nodeName: 'n' } }, { spec: { restartPolicy: 'Never' } }, { spec: { activeDeadlineSeconds: 0 } }, { spec: { terminationGracePeriodSeconds: 1 } }, { spec: { containers: [{ name: 'c', image: 'y' }] } }, { spec: { containers: [{ name: 'd', image: 'x' }] } }, { spec: { tolerations: [] } }, { spec: { activeDeadlineSeconds: 5 } }, { spec: { activeDeadlineSeconds: 6 } }]],
  ['/api/v1/namespaces/default/persistentvolumeclaims', 'v1 PersistentVolumeClaim', { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } }, [{ spec: { accessModes: ['ReadOnlyMany'] } }, { spec: { resources: { requests: { storage: '2Gi' } } } }, { spec: { storageClassName: 'x' } }, { spec: { volumeMode: 'Block' } }, { spec: { volumeName: 'pv' } }, { spec: { volumeName: 'other' } }]],
  ['/api/v1/persistentvolumes', 'v1 PersistentVolume', { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/a' } }, [{ spec: { hostPath: { path: '/b' } } }, { spec: { volumeMode: 'Block' } }, { spec: { capacity: { storage: '2Gi' } } }, { spec: { persistentVolumeReclaimPolicy: 'X' } }, { spec: { hostPath: null, nfs: { server: 's', path: '/' } } }]],
  ['/api/v1/nodes', 'v1 Node', { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24'], providerID: 'a' }, [{ spec: { podCIDR: '10.2.0.0/24', podCIDRs: ['10.2.0.0/24'] } }, { spec: { providerID: 'b' } }, { spec: { unschedulable: true } }, { spec: { taints: [{ key: 'a', effect: 'X' }] } }, { spec: { taints: [{ key: 'a', effect: 'NoSchedule' }, { key: 'a', effect: 'NoSchedule' }] } }]],
  ['/api/v1/namespaces/default/serviceaccounts', 'v1 ServiceAccount', undefined, [{ metadata: { name: 'other' } }, { metadata: { namespace: 'other' } }, { metadata: { labels: { 'a b': 'c' } } }]],
  ['/api/v1/namespaces/default/endpoints', 'v1 Endpoints', undefined, [{ subsets: [{ addresses: [{ ip: '127.0.0.1' }], ports: [{ port: 80 }] }] }, { subsets: [{ addresses: [{ ip: '10.0.0.1' }], ports: [{ port: 80 }, { port: 81 }] }] }, { subsets: [{}] }]],
  ['/api/v1/namespaces/default/events', 'v1 Event', undefined, [{ involvedObject: { namespace: 'other' } }, { reason: 'x' }, { type: 'x' }], { involvedObject: { namespace: 'default' } }],
  ['/api/v1/namespaces/default/limitranges', 'v1 LimitRange', { limits: [{ type: 'Container', max: { cpu: '1' } }] }, [{ spec: { limits: [{ type: 'Container', max: { cpu: '1' }, min: { cpu: '2' } }] } }, { spec: { limits: [] } }]],
  ['/api/v1/namespaces/default/resourcequotas', 'v1 ResourceQuota', { hard: { pods: '1' }, scopes: ['BestEffort'] }, [{ spec: { scopes: ['Terminating'] } }, { spec: { hard: { pods: '1.5' } } }, { spec: { hard: { cpu: '1' } } }]],
  ['/api/v1/namespaces/default/replicationcontrollers', 'v1 ReplicationController', { selector: { app: 'a' }, template: template() }, [{ spec: { selector: { app: 'b' } } }, { spec: { replicas: -1 } }, { spec: { template: { spec: { restartPolicy: 'Never' } } } }]],
  ['/api/v1/namespaces/default/services', 'v1 Service', { clusterIP: '10.0.0.77', ports: [{ port: 80 }] }, [{ spec: { type: 'ExternalName' } }, { spec: { sessionAffinity: 'X' } }, { spec: { ports: [{ port: 80 }, { port: 80 }] } }, { spec: { ipFamilyPolicy: 'PreferDualStack', ipFamilies: ['IPv6'] } }, { spec: { type: 'LoadBalancer', loadBalancerIP: 'x' } }]],
  ['/apis/apps/v1/namespaces/default/deployments', 'apps/v1 Deployment', { selector, template: template() }, [{ spec: { selector: { matchLabels: { app: 'b' } }, template: { metadata: { labels: { app: 'b' } } } } }, { spec: { strategy: { type: 'Recreate' } } }, { spec: { minReadySeconds: 700 } }, { spec: { paused: true, replicas: 2 } }]],
  ['/apis/apps/v1/namespaces/default/daemonsets', 'apps/v1 DaemonSet', { selector, template: template() }, [{ spec: { selector: { matchLabels: { app: 'b' } }, template: { metadata: { labels: { app: 'b' } } } } }, { spec: { updateStrategy: { type: 'X' } } }, { spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 0 } } } }, { spec: { template: { spec: { activeDeadlineSeconds: 1 } } } }]],
  ['/apis/apps/v1/namespaces/default/replicasets', 'apps/v1 ReplicaSet', { selector, template: template() }, [{ spec: { selector: { matchLabels: { app: 'b' } }, template: { metadata: { labels: { app: 'b' } } } } }, { spec: { replicas: -1 } }, { spec: { minReadySeconds: -1 } }]],
  ['/apis/apps/v1/namespaces/default/statefulsets', 'apps/v1 StatefulSet', { serviceName: 's', selector, template: template() }, [{ spec: { serviceName: 't' } }, { spec: { podManagementPolicy: 'Parallel' } }, { spec: { selector: { matchLabels: { app: 'b' } } } }, { spec: { replicas: 2, template: { metadata: { annotations: { a: 'b' } } } } }, { spec: { updateStrategy: { type: 'X' } } }]],
  ['/apis/apps/v1/namespaces/default/controllerrevisions', 'apps/v1 ControllerRevision', undefined, [{ data: { b: 1 } }, { revision: 2 }, { revision: -1 }], { data: { a: 1 }, revision: 1 }],
  ['/apis/batch/v1/namespaces/default/jobs', 'batch/v1 Job', { template: { spec: { ...pod, restartPolicy: 'Never' } } }, [{ spec: { completions: 2 } }, { spec: { parallelism: 2 } }, { spec: { parallelism: -1 } }, { spec: { template: { spec: { containers: [{ name: 'c', image: 'y' }] } } } }, { spec: { selector: { matchLabels: { a: 'b' } } } }]],
  ['/apis/batch/v1/namespaces/default/cronjobs', 'batch/v1 CronJob', { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { ...pod, restartPolicy: 'Never' } } } } }, [{ spec: { schedule: '60 * * * *' } }, { spec: { timeZone: 'Nowhere/At' } }, { spec: { schedule: 'TZ=UTC * * * * *' } }, { spec: { startingDeadlineSeconds: -1 } }, { spec: { jobTemplate: { spec: { manualSelector: true } } } }]],
  ['/apis/networking.k8s.io/v1/namespaces/default/networkpolicies', 'networking.k8s.io/v1 NetworkPolicy', { podSelector: {} }, [{ spec: { ingress: [{ ports: [{ port: 0 }] }] } }, { spec: { ingress: [{ ports: [{ port: 80, endPort: 79 }] }] } }, { spec: { ingress: [{ ports: [{ port: 'Bad Name' }] }] } }, { spec: { ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['11.0.0.0/8'] } }] }] } }, { spec: { policyTypes: ['Ingress', 'Egress', 'Ingress'] } }]],
  ['/apis/networking.k8s.io/v1/ingressclasses', 'networking.k8s.io/v1 IngressClass', { controller: 'a.com/b' }, [{ spec: { controller: 'a.com/c' } }, { spec: { parameters: { kind: 'K', name: 'n', scope: 'Namespace' } } }]],
  ['/apis/networking.k8s.io/v1/namespaces/default/ingresses', 'networking.k8s.io/v1 Ingress', { defaultBackend: { service: { name: 's', port: { number: 80 } } } }, [{ spec: { rules: [{ host: '*.a.com', http: { paths: [{ path: '/a//b', pathType: 'Prefix', backend: { service: { name: 's', port: { number: 80 } } } }] } }] } }, { spec: { rules: [{ host: '10.0.0.1' }] } }, { spec: { defaultBackend: { service: { name: 's', port: { number: 80, name: 'x' } } } } }]],
  ['/apis/policy/v1/namespaces/default/poddisruptionbudgets', 'policy/v1 PodDisruptionBudget', { minAvailable: 1, selector }, [{ spec: { maxUnavailable: 1 } }, { spec: { minAvailable: '101%' } }, { spec: { minAvailable: -1 } }, { spec: { selector: { matchLabels: { app: 'b' } } } }]],
  ['/apis/rbac.authorization.k8s.io/v1/namespaces/default/rolebindings', 'rbac.authorization.k8s.io/v1 RoleBinding', undefined, [{ roleRef: { name: 'edit' } }, { subjects: [{ kind: 'ServiceAccount', name: 's' }] }, { subjects: [{ kind: 'Node', name: 'n' }] }], { roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' } }],
  ['/apis/scheduling.k8s.io/v1/priorityclasses', 'scheduling.k8s.io/v1 PriorityClass', undefined, [{ value: 2 }, { globalDefault: true }, { description: 'x' }, { preemptionPolicy: 'Never' }], { value: 1 }],
  ['/apis/storage.k8s.io/v1/storageclasses', 'storage.k8s.io/v1 StorageClass', undefined, [{ provisioner: 'b' }, { parameters: { a: 'b' } }, { reclaimPolicy: 'Retain' }, { volumeBindingMode: 'WaitForFirstConsumer' }, { allowVolumeExpansion: true }], { provisioner: 'a' }],
  ['/apis/storage.k8s.io/v1/csidrivers', 'storage.k8s.io/v1 CSIDriver', {}, [{ spec: { attachRequired: false } }, { spec: { volumeLifecycleModes: ['Ephemeral'] } }, { spec: { fsGroupPolicy: 'File' } }, { spec: { podInfoOnMount: true } }, { spec: { tokenRequests: [{ audience: 'a' }, { audience: 'a' }] } }]],
  ['/apis/storage.k8s.io/v1/csinodes', 'storage.k8s.io/v1 CSINode', { drivers: [{ name: 'd', nodeID: 'n', topologyKeys: ['a'] }] }, [{ spec: { drivers: [{ name: 'd', nodeID: 'm', topologyKeys: ['a'] }] } }, { spec: { drivers: [{ name: 'd', nodeID: 'n', topologyKeys: ['a', 'a'] }] } }, { spec: { drivers: [{ name: 'd', nodeID: 'n' }, { name: 'd', nodeID: 'n' }] } }, { spec: { drivers: [] } }]],
  ['/apis/storage.k8s.io/v1/volumeattachments', 'storage.k8s.io/v1 VolumeAttachment', { attacher: 'a', nodeName: 'n', source: { persistentVolumeName: 'p' } }, [{ spec: { nodeName: 'm' } }, { spec: { source: { persistentVolumeName: null } } }]],
  ['/apis/storage.k8s.io/v1/namespaces/default/csistoragecapacities', 'storage.k8s.io/v1 CSIStorageCapacity', undefined, [{ storageClassName: 't' }, { nodeTopology: { matchLabels: { a: 'b' } } }, { capacity: '-1' }, { maximumVolumeSize: '1Gi' }], { storageClassName: 's' }],
  ['/apis/storage.k8s.io/v1/volumeattributesclasses', 'storage.k8s.io/v1 VolumeAttributesClass', undefined, [{ driverName: 'e.com' }, { parameters: { a: 'c' } }], { driverName: 'd.com', parameters: { a: 'b' } }],
  ['/apis/node.k8s.io/v1/runtimeclasses', 'node.k8s.io/v1 RuntimeClass', undefined, [{ handler: 'b' }, { overhead: { podFixed: { cpu: '-1' } } }, { scheduling: { tolerations: [{ key: 'a', operator: 'X' }] } }], { handler: 'a' }],
  ['/apis/coordination.k8s.io/v1/namespaces/default/leases', 'coordination.k8s.io/v1 Lease', { holderIdentity: 'h', leaseDurationSeconds: 1 }, [{ spec: { leaseDurationSeconds: -1 } }, { spec: { leaseTransitions: -1 } }, { spec: { holderIdentity: '' } }, { spec: { strategy: 'X' } }, { spec: { preferredHolder: 'p' } }]],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', 'discovery.k8s.io/v1 EndpointSlice', undefined, [{ addressType: 'IPv6' }, { endpoints: [{ addresses: ['127.0.0.1'] }] }, { endpoints: [{ addresses: ['10.0.0.1'], hostname: 'A_b' }] }, { ports: [{ port: 1 }, { port: 2 }] }], { addressType: 'IPv4', endpoints: [] }],
  ['/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers', 'autoscaling/v1 HorizontalPodAutoscaler', { maxReplicas: 2, scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'd' } }, [{ spec: { minReplicas: 3 } }, { spec: { minReplicas: 0 } }, { spec: { scaleTargetRef: { name: 'a/b' } } }, { spec: { targetCPUUtilizationPercentage: 0 } }]],
  ['/apis/apiregistration.k8s.io/v1/apiservices', 'apiregistration.k8s.io/v1 APIService', { group: 'a.com', version: 'v1', groupPriorityMinimum: 1, versionPriority: 1, service: { name: 's', namespace: 'n' } }, [{ spec: { version: 'v2' } }, { spec: { versionPriority: 0 } }, { spec: { insecureSkipTLSVerify: true, caBundle: 'eA==' } }, { spec: { service: { port: 0 } } }], {}, 'v1.a.com'],
  ['/apis/flowcontrol.apiserver.k8s.io/v1/flowschemas', 'flowcontrol.apiserver.k8s.io/v1 FlowSchema', { priorityLevelConfiguration: { name: 'workload-low' } }, [{ spec: { matchingPrecedence: 10001 } }, { spec: { distinguisherMethod: { type: 'X' } } }, { spec: { matchingPrecedence: 0 } }]],
  ['/apis/flowcontrol.apiserver.k8s.io/v1/prioritylevelconfigurations', 'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration', { type: 'Limited', limited: { limitResponse: { type: 'Reject' } } }, [{ spec: { type: 'Exempt' } }, { spec: { limited: { lendablePercent: 101 } } }, { spec: { limited: { limitResponse: { type: 'Queue', queuing: { queues: 1, handSize: 2, queueLengthLimit: 1 } } } } }]],
  ['/apis/resource.k8s.io/v1/namespaces/default/resourceclaims', 'resource.k8s.io/v1 ResourceClaim', { devices: { requests: [{ name: 'r', exactly: { deviceClassName: 'c' } }] } }, [{ spec: { devices: { requests: [{ name: 's', exactly: { deviceClassName: 'c' } }] } } }, { metadata: { labels: { a: 'b' } } }]],
  ['/apis/resource.k8s.io/v1/deviceclasses', 'resource.k8s.io/v1 DeviceClass', {}, [{ spec: { selectors: [{ cel: { expression: 'device.' } }] } }, { spec: { selectors: [{ cel: { expression: 'true' } }] } }]],
  ['/apis/resource.k8s.io/v1/resourceslices', 'resource.k8s.io/v1 ResourceSlice', { driver: 'd.com', allNodes: true, pool: { name: 'p', generation: 1, resourceSliceCount: 1 } }, [{ spec: { driver: 'e.com' } }, { spec: { pool: { name: 'q' } } }, { spec: { allNodes: false, nodeName: 'n' } }, { spec: { devices: [{ name: 'a' }, { name: 'a' }] } }]],
  ['/apis/networking.k8s.io/v1/ipaddresses', 'networking.k8s.io/v1 IPAddress', { parentRef: { resource: 'services', name: 's', namespace: 'default' } }, [{ spec: { parentRef: { name: 't' } } }, { metadata: { labels: { a: 'b' } } }], {}, '10.9.9.9'],
];

const steps = CASES.flatMap(([collection, kind, spec, changes, fields = {}, name = 'u']) => {
  const [apiVersion, kindName] = kind.split(' ');
  const body = { apiVersion, kind: kindName, metadata: { name }, ...(spec && { spec }), ...fields };
  if (['ConfigMap', 'Secret'].includes(kindName)) Object.assign(body, spec, { spec: undefined });
  const tried = changes.map((change) => ({ request: `PATCH ${collection}/${name}`, headers: merge, body: change }));
  return [{ request: `POST ${collection}`, body }, ...tried];
});

const CSR = '/apis/certificates.k8s.io/v1/certificatesigningrequests';
const csr = (fields) => ({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name: 'u' }, spec: { request: REQUEST, signerName: 'example.com/signer', usages: ['client auth'], ...fields } });
const condition = (type, status = 'True') => ({ status: { conditions: [{ type, status, reason: 'r' }] } });
const signing = [
  { request: `POST ${CSR}`, body: csr({ signerName: 'no-domain' }), note: 'a signer without a path' },
  { request: `POST ${CSR}`, body: csr({ signerName: 'example/signer' }), note: 'a domain of one segment' },
  { request: `POST ${CSR}`, body: csr({ signerName: 'kubernetes.io/legacy-unknown' }), note: 'a signer that v1 does not take' },
  { request: `POST ${CSR}`, body: csr({ usages: ['client auth', 'client auth'] }), note: 'a usage twice' },
  { request: `POST ${CSR}`, body: csr({ expirationSeconds: 599 }), note: 'ends too early' },
  { request: `POST ${CSR}`, body: csr({}) },
  { request: `PATCH ${CSR}/u`, headers: merge, body: { spec: { usages: ['server auth'] } }, note: 'the spec stays' },
  { request: `PATCH ${CSR}/u/status`, headers: merge, body: condition('Approved'), note: 'status does not approve' },
  { request: `PATCH ${CSR}/u/approval`, headers: merge, body: condition('Approved', 'False'), note: 'an approval is True' },
  { request: `PATCH ${CSR}/u/approval`, headers: merge, body: condition('Failed'), note: 'an approval does not fail' },
  { request: `PATCH ${CSR}/u/approval`, headers: merge, body: condition('Approved') },
  { request: `PATCH ${CSR}/u/approval`, headers: merge, body: { status: { conditions: [] } }, note: 'an approval is not taken back' },
  { request: `PATCH ${CSR}/u/approval`, headers: merge, body: { status: { conditions: [...condition('Approved').status.conditions, ...condition('Denied').status.conditions] } }, note: 'what is approved is not denied' },
  { request: `PATCH ${CSR}/u/status`, headers: merge, body: { status: { certificate: 'eA==' } }, note: 'a certificate is in PEM' },
];

const NS = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'u' }, spec: { finalizers: ['kubernetes', 'example.com/a'] } };
const bound = (target) => ({ apiVersion: 'v1', kind: 'Binding', metadata: { name: 'b' }, target });
const subresources = [
  { request: 'POST /api/v1/namespaces', body: NS },
  { request: 'PUT /api/v1/namespaces/u/finalize', body: { ...NS, spec: { finalizers: ['nodomain'] } }, note: 'a finalizer has a domain' },
  { request: 'PUT /api/v1/namespaces/u/finalize', body: { ...NS, spec: { finalizers: ['kubernetes'] } }, note: 'a finalizer goes' },
  { request: 'PUT /api/v1/namespaces/u/finalize', body: { ...NS, metadata: { name: 'v' } }, note: 'the name is that of the path' },
  { request: 'PATCH /api/v1/namespaces/u', headers: merge, body: { spec: { finalizers: [] } }, note: 'an update keeps the finalizers' },
  { request: 'POST /api/v1/namespaces/default/pods', body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' }, spec: pod } },
  { request: 'POST /api/v1/namespaces/default/pods/b/binding', body: bound({ kind: 'Pod', name: 'n' }), note: 'to a Pod' },
  { request: 'POST /api/v1/namespaces/default/pods/b/binding', body: bound({ kind: 'Node', name: '' }), note: 'to nothing' },
  { request: 'POST /api/v1/namespaces/default/pods/b/binding', body: bound({ kind: 'Node', name: 'n' }) },
  { request: 'POST /api/v1/namespaces/default/pods/b/binding', body: bound({ kind: 'Node', name: 'm' }), note: 'to another Node' },
  { request: 'POST /api/v1/namespaces/default/bindings', body: bound({ kind: 'Node', name: 'm' }), note: 'by the old path' },
  { request: 'PATCH /api/v1/namespaces/default/pods/b/status', headers: merge, body: { status: { phase: 'Running', qosClass: 'Guaranteed' } }, note: 'the class of quality stays' },
  { request: 'PATCH /api/v1/namespaces/default/pods/b/ephemeralcontainers', headers: merge, body: { spec: { ephemeralContainers: [{ name: 'c', image: 'x' }] } }, note: 'the name of another container' },
  { request: 'PATCH /api/v1/namespaces/default/pods/b/ephemeralcontainers', headers: merge, body: { spec: { ephemeralContainers: [{ name: 'e', image: 'x', ports: [{ containerPort: 80 }] }] } }, note: 'with ports' },
  { request: 'POST /api/v1/namespaces/default/serviceaccounts', body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 't' } } },
  ...[{ expirationSeconds: 2 ** 33 }, { boundObjectRef: { kind: 'ConfigMap', apiVersion: 'v1', name: 'c' } }, { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'none' } }, { boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'b', uid: 'other' } }].map((spec) => ({ request: 'POST /api/v1/namespaces/default/serviceaccounts/t/token', body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec } })),
];

const flags = { 'disable-admission-plugins': 'ServiceAccount,PersistentVolumeClaimResize' };
export const scripts = [
  { name: 'updates/kinds', about: 'What an update of each kind may not change', flags, steps },
  { name: 'updates/signing', about: 'Requests for certificates: signers, and what approves them', flags, steps: signing },
  { name: 'updates/subresources', about: 'What subresources refuse', flags, steps: subresources },
];
