// What a server does with the fields, values and parameters that belong to feature gates: `gates/off` as 1.37 is by default, `gates/on` with those
// switched on that are off, `gates/beta-off` with those switched off that are on. The same questions each time, asked with shared/oracle/record.mjs.
const post = (path, body, more = {}) => ({ request: { method: 'POST', path, body }, ...more });
const patch = (path, body, more = {}) => ({ request: { method: 'PATCH', path, headers: { 'content-type': 'application/merge-patch+json' }, body }, ...more });
const get = (path, more = {}) => ({ request: { method: 'GET', path }, ...more });
const DRY = '?dryRun=All';
const CORE = '/api/v1/namespaces/default';
const APPS = '/apis/apps/v1/namespaces/default';
const BATCH = '/apis/batch/v1/namespaces/default';
const RESOURCE = '/apis/resource.k8s.io/v1';

// Pods. Each of `SPECS` is a change of the specification; `container` one of the container.
const pod = (name, spec = {}, container = {}) => ({
  apiVersion: 'v1', kind: 'Pod', metadata: { name },
  spec: { containers: [{ name: 'c', image: 'i', ...container }], automountServiceAccountToken: false, ...spec },
});
const container = (more) => [{}, more];
const volume = (source) => [{ volumes: [{ name: 'v', ...source }] }, {}];
const mount = (more) => [{ volumes: [{ name: 'v', emptyDir: {} }] }, { volumeMounts: [{ name: 'v', mountPath: '/v', ...more }] }];
const projected = (source) => volume({ projected: { sources: [source] } });
const PODS = {
  'stop-signal': container({ lifecycle: { stopSignal: 'SIGTERM' } }),
  'stop-signal-os': [{ os: { name: 'linux' } }, { lifecycle: { stopSignal: 'SIGUSR1' } }],
  'stop-signal-windows': [{ os: { name: 'windows' } }, { lifecycle: { stopSignal: 'SIGUSR1' } }],
  'stop-signal-unknown': [{ os: { name: 'linux' } }, { lifecycle: { stopSignal: 'SIGNONE' } }],
  'stop-signal-beside': [{ os: { name: 'linux' } }, { lifecycle: { stopSignal: 'SIGTERM', preStop: { sleep: { seconds: 1 } } } }],
  'probe-protocol': container({ livenessProbe: { httpGet: { port: 80, protocol: 'HTTP2' } } }),
  'probe-protocol-http1': container({ readinessProbe: { httpGet: { port: 80, protocol: 'HTTP1' } } }),
  'probe-protocol-https': container({ readinessProbe: { httpGet: { port: 80, scheme: 'HTTPS', protocol: 'HTTP2' } } }),
  'probe-protocol-unknown': container({ startupProbe: { httpGet: { port: 80, protocol: 'HTTP9' } } }),
  'hook-protocol': container({ lifecycle: { postStart: { httpGet: { port: 80, protocol: 'HTTP2' } } } }),
  'probe-none': container({ livenessProbe: { httpGet: { port: 80 } } }),
  'grpc-mode': container({ livenessProbe: { grpc: { port: 80, mode: 'TLS' } } }),
  'grpc-mode-plain': container({ livenessProbe: { grpc: { port: 80, mode: 'Plaintext' } } }),
  'grpc-mode-unknown': container({ livenessProbe: { grpc: { port: 80, mode: 'X' } } }),
  'bind-options': mount({ bindMountOptions: ['noexec', 'nodev', 'nosuid'] }),
  'bind-options-unknown': mount({ bindMountOptions: ['x'] }),
  'bind-options-twice': mount({ bindMountOptions: ['noexec', 'noexec'] }),
  'restart-policy': container({ restartPolicy: 'Never' }),
  'restart-policy-always': container({ restartPolicy: 'Always' }),
  'restart-rules': container({ restartPolicy: 'Never', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }] }),
  'restart-rules-all': container({ restartPolicy: 'Never', restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [42] } }] }),
  'restart-rules-init': [{ initContainers: [{ name: 'i', image: 'i', restartPolicy: 'OnFailure', restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'NotIn', values: [1] } }] }] }, {}],
  sidecar: [{ initContainers: [{ name: 'i', image: 'i', restartPolicy: 'Always' }] }, {}],
  'file-key': [{ volumes: [{ name: 'v', emptyDir: {} }] }, { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'p', key: 'k' } } }] }],
  'file-key-optional': [{ volumes: [{ name: 'v', emptyDir: {} }] }, { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'none', path: '../p', key: 'k', optional: true } } }] }],
  'empty-dir-mode': volume({ emptyDir: { mode: 0o1777 } }),
  'empty-dir-mode-high': volume({ emptyDir: { mode: 0o10000 } }),
  'empty-dir-mode-negative': volume({ emptyDir: { mode: -1 } }),
  'user-secret': volume({ secret: { secretName: 's', defaultUser: 1000, items: [{ key: 'k', path: 'p', user: 7 }] } }),
  'user-config-map': volume({ configMap: { name: 's', defaultUser: 1000, items: [{ key: 'k', path: 'p', user: 7 }] } }),
  'user-downward': volume({ downwardAPI: { defaultUser: 1000, items: [{ path: 'p', fieldRef: { fieldPath: 'metadata.name' }, user: 7 }] } }),
  'user-projected': volume({ projected: { defaultUser: 1000, sources: [{ secret: { name: 's', items: [{ key: 'k', path: 'p', user: 7 }] } }, { configMap: { name: 'c', items: [{ key: 'k', path: 'q', user: 7 }] } }, { downwardAPI: { items: [{ path: 'r', fieldRef: { fieldPath: 'metadata.name' }, user: 7 }] } }] } }),
  'user-token': projected({ serviceAccountToken: { path: 't', user: 7 } }),
  'user-bundle': projected({ clusterTrustBundle: { name: 'b', path: 't', user: 7 } }),
  'user-certificate': projected({ podCertificate: { signerName: 'example.com/a', keyType: 'ED25519', credentialBundlePath: 'x', user: 7 } }),
  'user-negative': volume({ secret: { secretName: 's', defaultUser: -1, items: [{ key: 'k', path: 'p', user: -1 }] } }),
  bundle: projected({ clusterTrustBundle: { name: 'b', path: 't' } }),
  certificate: projected({ podCertificate: { signerName: 'example.com/a', keyType: 'ED25519', credentialBundlePath: 'x' } }),
  'scheduling-group': [{ schedulingGroup: { podGroupName: 'g' } }, {}],
  'scheduling-group-bad': [{ schedulingGroup: { podGroupName: 'Bad_Name' } }, {}],
  'scheduling-group-empty': [{ schedulingGroup: {} }, {}],
  'eviction-responders': [{ evictionResponders: [{ name: 'example.com/a', priority: 1 }] }, {}],
  'eviction-responders-none': [{ evictionResponders: [{ name: 'example.com/a' }] }, {}],
  'eviction-responders-priority': [{ evictionResponders: [{ name: 'example.com/a', priority: 100001 }, { name: 'example.com/b', priority: -1 }] }, {}],
  'eviction-responders-twice': [{ evictionResponders: [{ name: 'example.com/a' }, { name: 'example.com/a' }] }, {}],
  'eviction-responders-bad': [{ evictionResponders: [{ name: 'x y' }, {}] }, {}],
  'pod-resources': [{ resources: { requests: { cpu: '1' }, limits: { cpu: '2', memory: '1Gi' } } }, {}],
  'pod-resources-bad': [{ resources: { requests: { cpu: '3' }, limits: { cpu: '2' } } }, {}],
  'pod-resources-small': [{ resources: { requests: { cpu: '1' } } }, { resources: { requests: { cpu: '2' } } }],
  'host-users-network': [{ hostUsers: false, hostNetwork: true }, {}],
  'windows-host-network': [{ hostNetwork: true, os: { name: 'windows' }, securityContext: { windowsOptions: { hostProcess: false } } }, {}],
  'toleration-gt': [{ tolerations: [{ key: 'k', operator: 'Gt', value: '5', effect: 'NoSchedule' }] }, {}],
  'toleration-lt': [{ tolerations: [{ key: 'k', operator: 'Lt', value: '-5', effect: 'NoSchedule' }] }, {}],
  'toleration-gt-text': [{ tolerations: [{ key: 'k', operator: 'Gt', value: 'x', effect: 'NoSchedule' }] }, {}],
  'toleration-gt-zeros': [{ tolerations: [{ key: 'k', operator: 'Gt', value: '007' }] }, {}],
  'toleration-gt-no-key': [{ tolerations: [{ operator: 'Gt', value: '5' }] }, {}],
  'spread-keys': [{ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'k', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { a: 'b' } }, matchLabelKeys: ['x'] }] }, {}],
};
const pods = Object.entries(PODS).map(([name, [spec, more]]) => post(`${CORE}/pods${DRY}`, pod(name, spec, more)));
// The fields of templates, which other kinds have.
const template = ([spec, more]) => {
  const { containers, automountServiceAccountToken: _mount, ...rest } = pod('x', spec, more).spec;
  return { metadata: { labels: { a: 'b' } }, spec: { containers, ...rest } };
};
const selector = { matchLabels: { a: 'b' } };
const TEMPLATES = ['stop-signal', 'probe-protocol', 'grpc-mode', 'bind-options', 'restart-rules', 'file-key', 'empty-dir-mode', 'user-projected', 'scheduling-group', 'eviction-responders', 'pod-resources', 'toleration-gt'];
const templates = TEMPLATES.flatMap((name) => [
  post(`${APPS}/deployments${DRY}`, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name }, spec: { selector, template: template(PODS[name]) } }),
  post(`${BATCH}/cronjobs${DRY}`, { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name }, spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { ...template(PODS[name]), spec: { restartPolicy: 'Never', ...template(PODS[name]).spec } } } } } }),
]);

// An object that has no such field is changed so that it would: fields stay away as they do of a new one.
const grown = [
  post(`${CORE}/pods`, pod('grown', { nodeName: 'n1', volumes: [{ name: 'v', emptyDir: {} }] }, { volumeMounts: [{ name: 'v', mountPath: '/v' }] })),
  patch(`${CORE}/pods/grown${DRY}`, { spec: { evictionResponders: [{ name: 'example.com/a' }] } }),
  patch(`${CORE}/pods/grown${DRY}`, { spec: { schedulingGroup: { podGroupName: 'g' } } }),
  patch(`${CORE}/pods/grown${DRY}`, { spec: { tolerations: [{ key: 'k', operator: 'Gt', value: '5' }] } }),
  ...[
    { volumeHealth: [{ name: 'v', healthStatus: { healthConditions: [{ status: 'Inaccessible', reason: 'X', message: 'm' }] } }] },
    { volumeHealth: [{ name: 'v', healthConditions: [{ status: 'Inaccessible', reason: 'X', message: 'm' }] }] },
    { nodeAllocatableResourceClaimStatuses: [{ resourceClaimName: 'r', containers: ['c'], resources: { cpu: '1' } }] },
    { resources: { requests: { cpu: '1' } }, allocatedResources: { cpu: '1' } },
    { containerStatuses: [{ name: 'c', image: 'i', imageID: '', ready: false, restartCount: 0, volumeMounts: [{ name: 'v', mountPath: '/v', volumeStatus: { image: { imageRef: 'x@sha256:1' } } }] }] },
    { containerStatuses: [{ name: 'c', image: 'i', imageID: '', ready: false, restartCount: 0, allocatedResourcesStatus: [{ name: 'claim:x', resources: [{ resourceID: 'r', health: 'Healthy', message: 'm' }] }] }] },
    { containerStatuses: [{ name: 'c', image: 'i', imageID: '', ready: false, restartCount: 0, stopSignal: 'SIGTERM' }] },
  ].map((status) => patch(`${CORE}/pods/grown/status${DRY}`, { status })),
  post(`${APPS}/statefulsets`, { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'grown' }, spec: { serviceName: 's', selector, template: template([{}, {}]) } }),
  patch(`${APPS}/statefulsets/grown${DRY}`, { spec: { updateStrategy: { type: 'Recreate', rollingUpdate: null } } }),
  patch(`${APPS}/statefulsets/grown${DRY}`, { spec: { updateStrategy: { rollingUpdate: { maxUnavailable: 2 } } } }),
  post(`${APPS}/deployments`, { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'grown' }, spec: { selector, template: template([{}, {}]) } }),
  patch(`${APPS}/deployments/grown/status${DRY}`, { status: { terminatingReplicas: 1 } }),
  patch(`${APPS}/deployments/grown${DRY}`, { spec: { template: template(PODS['stop-signal']) } }),
  patch(`${APPS}/deployments/grown${DRY}`, { spec: { template: template(PODS['empty-dir-mode']) } }),
];
const sets = [
  { type: 'Recreate' }, { type: 'Recreate', rollingUpdate: { partition: 1 } }, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } }, { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } }, { type: 'X' },
].map((updateStrategy, at) => post(`${APPS}/statefulsets${DRY}`, { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: `s${at}` }, spec: { serviceName: 's', selector, template: template([{}, {}]), updateStrategy } }));
const jobs = [
  { schedulingPolicy: { basic: {} } }, { schedulingPolicy: { gang: { minCount: 2 } } }, { schedulingPolicy: { gang: { minCount: 0 } } }, { schedulingPolicy: {} }, { schedulingPolicy: { basic: {}, gang: { minCount: 1 } } },
  { schedulingPolicy: { gang: { minCount: 1 } }, schedulingConstraints: { topology: [{ key: 'k' }] } }, { schedulingPolicy: { gang: { minCount: 1 } }, disruptionMode: { all: {} } }, { schedulingPolicy: { gang: { minCount: 1 } }, resourceClaims: [{ name: 'r', resourceClaimName: 'c' }] }, {},
].map((scheduling, at) => post(`${BATCH}/jobs${DRY}`, { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: `j${at}` }, spec: { scheduling, template: { spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'i' }] } } } }));

const node = (name, spec, status) => ({ apiVersion: 'v1', kind: 'Node', metadata: { name }, ...(spec && { spec }), ...(status && { status }) });
const nodes = [
  post('/api/v1/nodes', node('n1')),
  ...[{ podPreemptionPolicy: { disableResizePreemption: ['cpu'] } }, { podPreemptionPolicy: { disableResizePreemption: ['cpu', 'cpu'] } }, { podPreemptionPolicy: { disableResizePreemption: ['*'] } }, { podPreemptionPolicy: {} }].map((spec, at) => post(`/api/v1/nodes${DRY}`, node(`a${at}`, spec))),
  patch(`/api/v1/nodes/n1${DRY}`, { spec: { podPreemptionPolicy: { disableResizePreemption: ['cpu'] } } }),
  patch(`/api/v1/nodes/n1/status${DRY}`, { status: { declaredFeatures: ['A'], features: { supplementalGroupsPolicy: true } } }),
  patch(`/api/v1/nodes/n1/status${DRY}`, { status: { nodeInfo: { runningInUserNamespace: true } } }),
];

const claim = (name, spec) => ({ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...spec } });
const reference = { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' };
const volumes = [
  ...[{ dataSourceRef: { ...reference, namespace: 'other' } }, { dataSourceRef: { ...reference, namespace: '' } }, { dataSourceRef: reference }, { dataSourceRef: { ...reference, namespace: 'Bad_Name' } }, { dataSource: reference, dataSourceRef: { ...reference, namespace: 'other' } }].map((spec, at) => post(`${CORE}/persistentvolumeclaims${DRY}`, claim(`p${at}`, spec))),
  post(`${CORE}/persistentvolumeclaims`, claim('grown', {})),
  patch(`${CORE}/persistentvolumeclaims/grown/status${DRY}`, { status: { phase: 'Bound', healthStatus: { healthConditions: [{ status: 'Inaccessible', reason: 'X', message: 'm' }] } } }),
  patch(`${CORE}/persistentvolumeclaims/grown/status${DRY}`, { status: { phase: 'Bound', healthStatus: { healthConditions: [{ status: 'x y' }] } } }),
  post('/api/v1/persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'v' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], csi: { driver: 'd', volumeHandle: 'h' }, nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'a', operator: 'Exists' }] }] } } } }),
  patch(`/api/v1/persistentvolumes/v${DRY}`, { spec: { nodeAffinity: { required: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'b', operator: 'Exists' }] }] } } } }),
  patch(`/api/v1/persistentvolumes/v${DRY}`, { spec: { nodeAffinity: null } }),
  patch(`/api/v1/persistentvolumes/v${DRY}`, { spec: { nodeAffinity: { required: { nodeSelectorTerms: [] } } } }),
  post('/apis/storage.k8s.io/v1/csinodes', { apiVersion: 'storage.k8s.io/v1', kind: 'CSINode', metadata: { name: 'n1' }, spec: { drivers: [] } }),
  patch(`/apis/storage.k8s.io/v1/csinodes/n1/status${DRY}`, { status: { storageHealth: [{ name: 'd', healthConditions: [{ status: 'Inaccessible', reason: 'X', message: 'm' }] }] } }),
  patch(`/apis/storage.k8s.io/v1/csinodes/n1/status${DRY}`, { status: { storageHealth: [{ name: 'd', healthConditions: [{ status: 'StorageDegraded', reason: 'X', message: 'm', lastTransitionTime: '2026-01-01T00:00:00Z' }] }] } }),
  patch(`/apis/storage.k8s.io/v1/csinodes/n1${DRY}`, { status: { storageHealth: [{ name: 'd', healthConditions: [{ status: 'Inaccessible', reason: 'X' }] }] } }),
  post(`/apis/storage.k8s.io/v1/csidrivers${DRY}`, { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'd' }, spec: { preventPodSchedulingIfMissing: true } }),
  post(`/apis/storage.k8s.io/v1/csidrivers${DRY}`, { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: { name: 'd' }, spec: {} }),
];

// Devices.
const slice = (name, device, spec = {}) => ({ apiVersion: 'resource.k8s.io/v1', kind: 'ResourceSlice', metadata: { name }, spec: { driver: 'd.example.com', nodeName: 'n1', pool: { name: 'p', generation: 1, resourceSliceCount: 1 }, devices: [{ name: 'a', ...device }], ...spec } });
const counters = { sharedCounters: [{ name: 'k', counters: { m: { value: '1' } } }], devices: undefined };
const SLICES = [
  ...[{ ints: [1, 2] }, { strings: ['s'] }, { bools: [true] }, { versions: ['1.0.0'] }].map((x) => [{ attributes: { x } }]),
  [{ attributes: { x: { ints: [1], int: 1 } } }], [{ attributes: { x: { ints: [] } } }], [{ attributes: { x: { versions: ['x'] } } }], [{ attributes: { x: { int: 1 } } }],
  [{ nodeAllocatableResources: { cpu: { capacityKey: 'd.example.com/cores', allocationMultiplier: '1' } } }], [{ nodeAllocatableResources: { cpu: { mapping: {} } } }], [{ nodeAllocatableResources: { memory: { overhead: {} } } }], [{ nodeAllocatableResources: { 'example.com/x': {} } }],
  [{ taints: [{ key: 'k', effect: 'NoSchedule' }] }], [{ taints: [{ key: 'k', effect: 'X' }] }],
  [{ bindsToNode: true, bindingConditions: ['a/b'], bindingFailureConditions: ['c/d'] }], [{ bindingConditions: ['a'] }],
  [{ allowMultipleAllocations: true, capacity: { m: { value: '2', requestPolicy: { default: '1', validRange: { min: '1', max: '2' } } } } }],
  [{ allowMultipleAllocations: true, capacity: { m: { value: '2', requestPolicy: { default: '500m', validRange: { min: '500m', step: '250m' } } } } }],
  [{ capacity: { m: { value: '2', requestPolicy: { default: '1', validValues: ['1'] } } } }],
  [{ consumesCounters: [{ counterSet: 'k', counters: { m: { value: '1' } }, compatibilityGroups: ['g'] }] }], [{ consumesCounters: [{ counterSet: 'k', counters: { m: { value: '1' } } }] }],
  [{ nodeName: 'n1' }, { nodeName: undefined, perDeviceNodeSelection: true }], [{ nodeName: 'n1' }],
  [{}, counters], [{}, { partitionTypeAttribute: 'd.example.com/type' }], [{}, { partitionTypeAttribute: 'x' }], [{}, { skipNodeOperations: ['Prepare'] }], [{}, { skipNodeOperations: ['All'] }], [{}, { skipNodeOperations: ['x'] }], [{}, { skipNodeOperations: ['NodePrepareResources'] }], [{}, { skipNodeOperations: ['*'] }],
  [{ attributes: { type: { string: 't' } }, consumesCounters: [{ counterSet: 'k', counters: { m: { value: '1' } } }] }, { partitionTypeAttribute: 'd.example.com/type' }],
].map(([device, spec], at) => post(`${RESOURCE}/resourceslices${DRY}`, slice(`s${at}`, device, spec)));
const exactly = (more) => ({ devices: { requests: [{ name: 'r', exactly: { deviceClassName: 'c', ...more } }] } });
const CLAIMS = [
  exactly({}), exactly({ derivedAttributes: [{ name: 'd.example.com/x', expression: 'device.driver' }] }), exactly({ derivedAttributes: [{ name: 'x' }] }), { devices: { ...exactly({ derivedAttributes: [{ name: 'd.example.com/x', expression: 'device.driver' }] }).devices, constraints: [{ requests: ['r'], matchAttribute: 'd.example.com/x' }] } }, exactly({ tolerations: [{ key: 'k', operator: 'Exists' }] }), exactly({ capacity: { requests: { m: '1' } } }),
  { devices: { requests: [{ name: 'r', firstAvailable: [{ name: 's', deviceClassName: 'c', tolerations: [{ key: 'k', operator: 'Exists' }], capacity: { requests: { m: '1' } } }] }] } },
  { devices: { requests: [{ name: 'r', exactly: { deviceClassName: 'c' } }], constraints: [{ requests: ['r'], distinctAttribute: 'd.example.com/x' }] } },
].flatMap((spec, at) => [
  post(`${RESOURCE}/namespaces/default/resourceclaims${DRY}`, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', metadata: { name: `c${at}` }, spec }),
  post(`${RESOURCE}/namespaces/default/resourceclaimtemplates${DRY}`, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', metadata: { name: `c${at}` }, spec: { spec } }),
]);
const result = (more) => ({ status: { allocation: { devices: { results: [{ request: 'r', driver: 'd.example.com', pool: 'p', device: 'a', ...more }] } } } });
const CLAIM = `${RESOURCE}/namespaces/default/resourceclaims/kept`;
const claims = [
  post(`${RESOURCE}/namespaces/default/resourceclaims`, { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', metadata: { name: 'kept' }, spec: exactly({}) }),
  ...[{}, { skipNodeOperations: ['Prepare'] }, { skipNodeOperations: ['NodePrepareResources'] }, { bindingConditions: ['a/b'], bindingFailureConditions: ['c/d'] }, { shareID: '00000000-0000-4000-8000-000000000001', consumedCapacity: { m: '1' } }].map((more) => patch(`${CLAIM}/status${DRY}`, result(more))),
];
const devices = [...SLICES, ...CLAIMS, ...claims];

// Kinds that come with a gate: not found while it is off.
const groups = ['v1beta1', 'v1alpha3'].flatMap((version) => {
  const path = `/apis/scheduling.k8s.io/${version}/namespaces/default`;
  const group = (name, spec) => post(`${path}/podgroups${DRY}`, { apiVersion: `scheduling.k8s.io/${version}`, kind: 'PodGroup', metadata: { name }, spec });
  const work = (name, spec) => post(`${path}/workloads${DRY}`, { apiVersion: `scheduling.k8s.io/${version}`, kind: 'Workload', metadata: { name }, spec });
  const gang = { schedulingPolicy: { gang: { minCount: 2 } } };
  return [
    group('g0', gang), group('g1', { schedulingPolicy: { basic: {} } }), group('g2', { schedulingPolicy: {} }), group('g3', { ...gang, schedulingConstraints: { topology: [{ key: 'k' }] } }), group('g4', { ...gang, preemptionPolicy: 'Never' }), group('g8', { ...gang, preemptionPolicy: 'PreemptLowerPriority' }), group('g5', { ...gang, parentCompositePodGroupName: 'x' }), group('g6', { ...gang, resourceClaims: [{ name: 'r', resourceClaimName: 'c' }] }), group('g7', { ...gang, disruptionMode: { all: {} }, priority: 5 }),
    work('w0', { podGroupTemplates: [{ name: 't', ...gang }] }), work('w1', { podGroupTemplates: [] }), work('w2', { podGroupTemplates: [{ name: 't', ...gang, preemptionPolicy: 'PreemptLowerPriority', schedulingConstraints: { topology: [{ key: 'k' }] }, resourceClaims: [{ name: 'r', resourceClaimName: 'c' }] }] }), work('w3', { compositePodGroupTemplates: [{ name: 't', schedulingPolicy: { basic: {} }, podGroupTemplates: [{ name: 'u', ...gang }] }] }),
  ];
});
const leases = [
  ...[{ strategy: 'OldestEmulationVersion' }, { strategy: 'x y' }, { preferredHolder: 'h' }, { strategy: 'OldestEmulationVersion', preferredHolder: 'h' }, {}].map((spec, at) => post(`/apis/coordination.k8s.io/v1/namespaces/default/leases${DRY}`, { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: `l${at}` }, spec: { holderIdentity: 'i', ...spec } })),
  get('/apis/coordination.k8s.io/v1beta1'), get('/apis/coordination.k8s.io/v1beta1/leasecandidates'), get('/apis/lifecycle.k8s.io/v1alpha1'), get('/apis/scheduling.k8s.io/v1beta1'), get('/apis/scheduling.k8s.io/v1alpha3'), get('/apis/resource.k8s.io/v1alpha3'), get('/apis/internal.apiserver.k8s.io/v1alpha1/storageversions', { compare: 'status' }),
  post(`/apis/resource.k8s.io/v1alpha3/resourcepoolstatusrequests${DRY}`, { apiVersion: 'resource.k8s.io/v1alpha3', kind: 'ResourcePoolStatusRequest', metadata: { name: 'r' }, spec: { driver: 'd.example.com', defaultPartitionTypeAttribute: 'd.example.com/type' } }),
  get(`${CORE}/configmaps?shardSelector=x`), get(`${CORE}/pods/none/log?stream=Stdout`), get(`${CORE}/pods/grown/log?stream=X`), get(`${CORE}/pods/grown/log?stream=Stdout&tailLines=1`),
  { request: { method: 'GET', path: `${CORE}/configmaps`, headers: { accept: 'application/cbor' } } }, { request: { method: 'POST', path: `${CORE}/configmaps${DRY}`, headers: { 'content-type': 'application/cbor' }, body: 'x' } },
];

const steps = [...nodes, ...pods, ...templates, ...grown, ...sets, ...jobs, ...volumes, ...devices, ...groups, ...leases];
export const ALPHA = ['AtomicWriteVolumeUserFields', 'CSIVolumeHealth', 'CompositePodGroup', 'ContainerStopSignals', 'CoordinatedLeaderElection', 'CrossNamespaceVolumeDataSource', 'DRADerivedAttributes', 'DRADeviceCompatibilityGroups', 'DRAFractionalCapacityRange', 'DRAListTypeAttributes', 'DRANodeAllocatableResources', 'DRAOptionalNodeOperations', 'DRAPartitionableDevicesType', 'DRAResourcePoolStatus', 'DRAWorkloadResourceClaims', 'EmptyDirVolumeMode', 'EvictionRequestAPI', 'GRPCContainerProbeTLS', 'GenericWorkload', 'H2CContainerProbe', 'ImageVolumeWithDigest', 'InPlacePodVerticalScalingSchedulerPreemption', 'MutablePVNodeAffinity', 'PodGroupPreemptionPolicy', 'PodLogsQuerySplitStreams', 'ShardedListAndWatch', 'StatefulSetRecreateStrategy', 'StorageVersionAPI', 'TaintTolerationComparisonOperators', 'TopologyAwareWorkloadScheduling', 'UserNamespacesHostNetworkSupport', 'VolumeBindMountOptions', 'WindowsHostNetwork', 'WorkloadWithJob', 'CBORServingAndStorage'];
export const BETA = ['ClusterTrustBundleProjection', 'ContainerRestartRules', 'DRAConsumableCapacity', 'DRADeviceBindingConditions', 'DRADeviceTaintRules', 'DRADeviceTaints', 'DRAPartitionableDevices', 'DeploymentReplicaSetTerminatingReplicas', 'EnvFiles', 'InPlacePodLevelResourcesVerticalScaling', 'KubeletInUserNamespace', 'MatchLabelKeysInPodTopologySpread', 'MatchLabelKeysInPodTopologySpreadSelectorMerge', 'MaxUnavailableStatefulSet', 'PodCertificateRequest', 'PodLevelResources', 'PodLevelResourcesFixDefaulting', 'PodLevelResourcesFixKubeletQOSClass', 'ResourceHealthStatus', 'ResourceHealthStatusMessage', 'RestartAllContainersOnContainerExits', 'VolumeLimitScaling'];
const flags = { 'disable-admission-plugins': 'ServiceAccount' };
const switched = (gates, value) => gates.map((gate) => `${gate}=${value}`).join(',');
export const scripts = [
  { name: 'gates/off', about: 'What belongs to gates that are off is not kept, or not found.', since: '1.37', flags, steps },
  { name: 'gates/on', about: 'The same with them switched on.', since: '1.37', flags: { ...flags, 'runtime-config': 'api/all=true', 'feature-gates': switched(ALPHA, true) }, steps },
  { name: 'gates/beta-off', about: 'The same with gates switched off that are on.', since: '1.37', flags: { ...flags, 'feature-gates': switched(BETA, false) }, steps },
];
