// What a server fills in, keeps, counts and drops: `defaults/*`, asked of each version with shared/oracle/record.mjs.
const CORE = '/api/v1/namespaces/default';
const post = (path, body, more = {}) => ({ request: { method: 'POST', path, body }, ...more });
const put = (path, body, more = {}) => ({ request: { method: 'PUT', path, body }, ...more });
const patch = (path, body, more = {}) => ({ request: { method: 'PATCH', path, headers: { 'content-type': 'application/merge-patch+json' }, body }, ...more });
const get = (path, more = {}) => ({ request: { method: 'GET', path }, ...more });
const remove = (path, more = {}) => ({ request: { method: 'DELETE', path }, ...more });
const meta = (name, more = {}) => ({ name, ...more });

const containers = (ports) => [{ name: 'c', image: 'i', ...(ports && { ports }) }];
const template = (spec, labels = { a: 'b' }) => ({ metadata: { labels }, spec });
const selector = { matchLabels: { a: 'b' } };
/** A workload of each kind around a pod spec. */
const WORKLOADS = {
  pods: (name, spec) => [`${CORE}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: meta(name), spec: { ...spec, automountServiceAccountToken: false } }],
  podtemplates: (name, spec) => [`${CORE}/podtemplates`, { apiVersion: 'v1', kind: 'PodTemplate', metadata: meta(name), template: template(spec) }],
  replicationcontrollers: (name, spec) => [`${CORE}/replicationcontrollers`, { apiVersion: 'v1', kind: 'ReplicationController', metadata: meta(name), spec: { template: template(spec) } }],
  deployments: (name, spec) => ['/apis/apps/v1/namespaces/default/deployments', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: meta(name), spec: { selector, template: template(spec) } }],
  replicasets: (name, spec) => ['/apis/apps/v1/namespaces/default/replicasets', { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: meta(name), spec: { selector, template: template(spec) } }],
  daemonsets: (name, spec) => ['/apis/apps/v1/namespaces/default/daemonsets', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: meta(name), spec: { selector, template: template(spec) } }],
  statefulsets: (name, spec) => ['/apis/apps/v1/namespaces/default/statefulsets', { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: meta(name), spec: { selector, serviceName: 's', template: template(spec) } }],
  jobs: (name, spec) => ['/apis/batch/v1/namespaces/default/jobs', { apiVersion: 'batch/v1', kind: 'Job', metadata: meta(name), spec: { template: template({ ...spec, restartPolicy: 'Never' }) } }],
  cronjobs: (name, spec) => ['/apis/batch/v1/namespaces/default/cronjobs', { apiVersion: 'batch/v1', kind: 'CronJob', metadata: meta(name), spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template({ ...spec, restartPolicy: 'Never' }) } } } }],
  betacronjobs: (name, spec) => ['/apis/batch/v1beta1/namespaces/default/cronjobs', { apiVersion: 'batch/v1beta1', kind: 'CronJob', metadata: meta(name), spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template({ ...spec, restartPolicy: 'Never' }) } } } }],
};
const inEach = (name, spec) => Object.entries(WORKLOADS).map(([, make]) => post(...make(name, spec)));

const PORTS = [
  [{ containerPort: 80 }], [{ containerPort: 80, hostPort: 80 }], [{ containerPort: 80, hostPort: 81 }], [{ containerPort: 80, hostPort: 0 }],
  [{ containerPort: 80, name: 'a' }, { containerPort: 53, protocol: 'UDP', hostPort: 53 }], [],
];
const hostPorts = [
  ...PORTS.flatMap((ports, at) => inEach(`h${at}`, { hostNetwork: true, containers: containers(ports) })),
  ...inEach('init', { hostNetwork: true, initContainers: [{ name: 'i', image: 'i', ports: [{ containerPort: 8080 }] }], containers: containers([{ containerPort: 80 }]) }),
  ...inEach('not', { hostNetwork: false, containers: containers([{ containerPort: 80 }]) }),
  patch('/apis/apps/v1/namespaces/default/daemonsets/not', { spec: { template: { spec: { hostNetwork: true } } } }),
  patch('/apis/apps/v1/namespaces/default/deployments/not', { spec: { template: { spec: { hostNetwork: true } } } }),
  patch('/apis/apps/v1/namespaces/default/daemonsets/h1', { spec: { template: { spec: { hostNetwork: false } } } }),
];

const service = (name, spec) => ({ apiVersion: 'v1', kind: 'Service', metadata: meta(name), spec: { ports: [{ port: 80 }], ...spec } });
const SERVICES = `${CORE}/services`;
const IPS = '/apis/networking.k8s.io/v1/ipaddresses';
const CIDRS = '/apis/networking.k8s.io/v1/servicecidrs';
const fixed = (last) => `10.77.0.${last}`;
const addresses = [
  get(CIDRS), get(`${CIDRS}/kubernetes`), get(IPS), get(`${IPS}/10.77.0.1`), get('/apis/networking.k8s.io/v1beta1/servicecidrs'),
  get(SERVICES, {}), 
  post(SERVICES, service('a', { clusterIP: fixed(10) })), get(`${IPS}/${fixed(10)}`), get(IPS),
  post(`${SERVICES}?dryRun=All`, service('dry', { clusterIP: fixed(11) })), get(`${IPS}/${fixed(11)}`),
  post(SERVICES, service('b', { clusterIP: fixed(10) })), post(SERVICES, service('b', { clusterIP: '10.78.0.10' })), post(SERVICES, service('b', { clusterIP: fixed(0) })), post(SERVICES, service('b', { clusterIP: fixed(255) })), post(SERVICES, service('b', { clusterIP: fixed(1) })),
  post(SERVICES, service('b', { clusterIP: '2001:db8::1' })), post(SERVICES, service('b', { clusterIP: 'x' })), post(SERVICES, service('b', { clusterIP: '10.77.0.010' })),
  post(SERVICES, service('headless', { clusterIP: 'None' })), post(SERVICES, service('external', { type: 'ExternalName', externalName: 'a.b' })), get(IPS),
  post(SERVICES, service('bad', { clusterIP: fixed(12), type: 'X' })), get(`${IPS}/${fixed(12)}`),
  patch(`${SERVICES}/a`, { spec: { type: 'NodePort' } }), patch(`${SERVICES}/a`, { spec: { clusterIP: fixed(13) } }), get(`${IPS}/${fixed(10)}`),
  patch(`${SERVICES}/a`, { metadata: { labels: { x: 'y' } } }), get(`${IPS}/${fixed(10)}`),
  patch(`${SERVICES}/a`, { spec: { type: 'ExternalName', externalName: 'a.b', clusterIP: null, clusterIPs: null, ports: null, ipFamilies: null, ipFamilyPolicy: null, internalTrafficPolicy: null } }), get(IPS),
  patch(`${SERVICES}/external`, { spec: { type: 'ClusterIP', externalName: null, clusterIP: fixed(14), ports: [{ port: 80 }] } }), get(`${IPS}/${fixed(14)}`),
  remove(`${SERVICES}/external?dryRun=All`), get(`${IPS}/${fixed(14)}`), remove(`${SERVICES}/external`), get(`${IPS}/${fixed(14)}`),
  post(SERVICES, service('again', { clusterIP: fixed(14) })), get(`${IPS}/${fixed(14)}`), remove(`${IPS}/${fixed(14)}`),
  post(SERVICES, { ...service('held', { clusterIP: fixed(15) }), metadata: { name: 'held', finalizers: ['a/b'] } }), remove(`${SERVICES}/held`), get(`${IPS}/${fixed(15)}`), patch(`${SERVICES}/held`, { metadata: { finalizers: null } }), get(`${IPS}/${fixed(15)}`),
  post(IPS, { apiVersion: 'networking.k8s.io/v1', kind: 'IPAddress', metadata: { name: fixed(16) }, spec: { parentRef: { group: '', resource: 'services', namespace: 'default', name: 'x' } } }), post(SERVICES, service('c', { clusterIP: fixed(16) })), remove(`${IPS}/${fixed(16)}`),
  remove(SERVICES), get(IPS),
  post(CIDRS, { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'more' }, spec: { cidrs: ['10.78.0.0/24'] } }), get(`${CIDRS}/more`),
  { ...post(SERVICES, service('d', { clusterIP: '10.78.0.9' })), wait: 1500 }, get(`${IPS}/10.78.0.9`), get(`${CIDRS}/more`),
  remove(`${CIDRS}/more`), { ...get(`${CIDRS}/more`), wait: 1500 }, remove(`${SERVICES}/d`), { ...get(`${CIDRS}/more`), wait: 16000 },
  post(CIDRS, { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', metadata: { name: 'bad' }, spec: { cidrs: ['10.78.0.1/24'] } }),
  patch(`${CIDRS}/kubernetes`, { spec: { cidrs: ['10.79.0.0/24'] } }), patch(`${CIDRS}/kubernetes`, { metadata: { labels: { a: 'b' } } }),
];

const HEALTH = [
  { type: 'LoadBalancer', externalTrafficPolicy: 'Local' }, { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster' }, { type: 'LoadBalancer' },
  { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 }, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30000 },
  { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 80 }, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: -1 }, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 70000 },
  { type: 'LoadBalancer', externalTrafficPolicy: 'Cluster', healthCheckNodePort: 30001 }, { type: 'LoadBalancer', healthCheckNodePort: 30002 }, { type: 'NodePort', externalTrafficPolicy: 'Local' }, { type: 'NodePort', externalTrafficPolicy: 'Local', healthCheckNodePort: 30003 },
  { type: 'ClusterIP', healthCheckNodePort: 30004 }, { type: 'ClusterIP', externalTrafficPolicy: 'Local' }, { type: 'ExternalName', externalName: 'a.b', healthCheckNodePort: 30005 }, { healthCheckNodePort: 0 },
  { type: 'LoadBalancer', externalTrafficPolicy: 'Local', allocateLoadBalancerNodePorts: false }, { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }, { type: 'ClusterIP', allocateLoadBalancerNodePorts: true }, { type: 'NodePort', allocateLoadBalancerNodePorts: false },
  { type: 'NodePort', ports: [{ port: 80, nodePort: 30010 }] }, { type: 'NodePort', ports: [{ port: 80, nodePort: 30010 }] }, { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }, { type: 'NodePort', ports: [{ port: 80, nodePort: -1 }] }, { type: 'NodePort', ports: [{ port: 80, nodePort: 32768 }] }, { type: 'NodePort', ports: [{ port: 80, nodePort: 40000 }] },
  { type: 'ClusterIP', ports: [{ port: 80, nodePort: 30011 }] }, { type: 'NodePort', ports: [{ name: 'a', port: 80, nodePort: 30012 }, { name: 'b', port: 81, nodePort: 30012 }] }, { type: 'NodePort', ports: [{ name: 'a', port: 53, nodePort: 30013 }, { name: 'b', port: 53, protocol: 'UDP', nodePort: 30013 }] },
  { type: 'NodePort', ports: [{ name: 'a', port: 80 }, { name: 'b', port: 80 }] }, { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30014, ports: [{ port: 80, nodePort: 30014 }] },
];
const health = [
  ...HEALTH.map((spec, at) => post(SERVICES, service(`s${at}`, spec), at === 29 ? { compare: 'status' } : {})),
  ...HEALTH.slice(0, 20).map((spec, at) => post(`${SERVICES}?dryRun=All`, service(`dry${at}`, spec))),
  patch(`${SERVICES}/s0`, { spec: { healthCheckNodePort: 30040 } }), patch(`${SERVICES}/s3`, { spec: { healthCheckNodePort: 30041 } }), patch(`${SERVICES}/s3`, { spec: { healthCheckNodePort: 0 } }), patch(`${SERVICES}/s3`, { spec: { healthCheckNodePort: null } }),
  patch(`${SERVICES}/s3`, { spec: { externalTrafficPolicy: 'Cluster' } }), patch(`${SERVICES}/s3`, { spec: { externalTrafficPolicy: 'Cluster', healthCheckNodePort: null } }), patch(`${SERVICES}/s3`, { spec: { externalTrafficPolicy: 'Local' } }), patch(`${SERVICES}/s3`, { spec: { type: 'ClusterIP' } }), patch(`${SERVICES}/s3`, { spec: { type: 'ClusterIP', externalTrafficPolicy: null, healthCheckNodePort: null } }),
  patch(`${SERVICES}/s0`, { spec: { type: 'NodePort' } }), patch(`${SERVICES}/s0`, { spec: { type: 'ClusterIP' } }), patch(`${SERVICES}/s0`, { spec: { type: 'ClusterIP', externalTrafficPolicy: null } }), patch(`${SERVICES}/s0`, { spec: { type: 'LoadBalancer', externalTrafficPolicy: 'Local', healthCheckNodePort: 30042 } }),
  patch(`${SERVICES}/s1`, { spec: { externalTrafficPolicy: 'Local' } }), patch(`${SERVICES}/s2`, { spec: { externalTrafficPolicy: 'Local', healthCheckNodePort: 30043 } }), patch(`${SERVICES}/s2`, { spec: { healthCheckNodePort: 30044 } }),
  put(`${SERVICES}/s2`, service('s2', { type: 'LoadBalancer', externalTrafficPolicy: 'Local' })), put(`${SERVICES}/s2`, service('s2', { type: 'LoadBalancer' })), put(`${SERVICES}/s2`, service('s2', { type: 'ClusterIP' })), put(`${SERVICES}/s2`, service('s2', { type: 'ExternalName', externalName: 'x.y' })), put(`${SERVICES}/s2`, service('s2', {})),
  patch(`${SERVICES}/s20`, { spec: { type: 'ClusterIP' } }), patch(`${SERVICES}/s20`, { spec: { type: 'NodePort' } }), patch(`${SERVICES}/s20`, { spec: { ports: [{ port: 80, nodePort: 30045 }] } }), patch(`${SERVICES}/s20`, { spec: { ports: [{ port: 81, nodePort: 30013 }] } }), patch(`${SERVICES}/s20`, { spec: { ports: [{ port: 81, nodePort: 80 }] } }),
  patch(`${SERVICES}/s16`, { spec: { allocateLoadBalancerNodePorts: true } }), patch(`${SERVICES}/s17`, { spec: { type: 'ClusterIP' } }), patch(`${SERVICES}/s17`, { spec: { type: 'ClusterIP', allocateLoadBalancerNodePorts: null } }),
  get(SERVICES),
];

const priority = (name, more) => ({ apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: meta(name), ...more });
const PRIORITIES = '/apis/scheduling.k8s.io/v1/priorityclasses';
const priorities = [
  ...[0, 1, -1, 1_000_000_000, 1_000_000_001, 2_000_000_000, 2_000_001_000, 2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649, 1.5, '5', null].map((value, at) => post(PRIORITIES, priority(`p${at}`, { value }))),
  ...['system-x', 'system-node-critical', 'system-cluster-critical', 'system-'].flatMap((name) => [1, 1_000_000_001, 2_000_000_000, 2_000_001_000].map((value) => post(PRIORITIES, priority(name, { value })))),
  post(PRIORITIES, priority('none', {})), post(PRIORITIES, priority('global', { value: 5, globalDefault: true })), post(PRIORITIES, priority('global2', { value: 6, globalDefault: true })), post(PRIORITIES, priority('Bad_Name', { value: 2_000_000_000 })), post(PRIORITIES, priority('never', { value: 5, preemptionPolicy: 'Never' })), post(PRIORITIES, priority('odd', { value: 1_000_000_001, preemptionPolicy: 'X' })),
  patch(`${PRIORITIES}/p0`, { value: 3 }), patch(`${PRIORITIES}/p0`, { value: 2_000_000_000 }), patch(`${PRIORITIES}/p0`, { preemptionPolicy: 'Never' }), patch(`${PRIORITIES}/p0`, { description: 'x', globalDefault: true }), patch(`${PRIORITIES}/p0`, { description: 'x' }), patch(`${PRIORITIES}/p1`, { metadata: { labels: { a: 'b' } } }), patch(`${PRIORITIES}/system-node-critical`, { description: 'y' }), patch(`${PRIORITIES}/system-node-critical`, { value: 3 }), remove(`${PRIORITIES}/system-node-critical`),
  get(PRIORITIES),
];

const SELECTORS = [undefined, null, {}, { matchLabels: {} }, { matchLabels: null }, { matchLabels: { a: 'c' } }, { matchLabels: { a: 'b' } }, { matchLabels: { a: 'b', c: 'd' } }, { matchLabels: { 'a b': 'c' } }, { matchLabels: { a: 'b c' } }, { matchExpressions: [{ key: 'a', operator: 'X' }] }, { matchExpressions: [{ key: 'a', operator: 'In' }] }, { matchExpressions: [{ key: 'a', operator: 'Exists' }] }, { matchExpressions: [{ key: 'z', operator: 'Exists' }] }, { matchExpressions: [] }];
const LABELS = [{ a: 'b' }, undefined, {}];
const withSelector = (kind, at, given, labels) => {
  const [path, object] = WORKLOADS[kind](`x${at}`, { containers: containers() });
  const body = { ...object, spec: { ...object.spec, selector: given, template: { metadata: labels && { labels }, spec: object.spec.template.spec } } };
  return post(`${path}?dryRun=All`, body);
};
const SELECTING = ['deployments', 'replicasets', 'daemonsets', 'statefulsets', 'jobs', 'replicationcontrollers'];
const selectors = [
  ...SELECTING.flatMap((kind) => SELECTORS.flatMap((given, at) => LABELS.map((labels) => withSelector(kind, at, kind === 'replicationcontrollers' && given !== undefined && given !== null ? (given.matchLabels ?? {}) : given, labels)))),
  ...SELECTING.map((kind) => { const [path, object] = WORKLOADS[kind]('bare', {}); return post(path, { apiVersion: object.apiVersion, kind: object.kind, metadata: { name: 'bare' } }); }),
  ...SELECTING.map((kind) => { const [path, object] = WORKLOADS[kind]('bare', {}); return post(path, { apiVersion: object.apiVersion, kind: object.kind, metadata: { name: 'bare' }, spec: {} }); }),
];

const cron = (version, name, more = {}) => [`/apis/batch/${version}/namespaces/default/cronjobs`, { apiVersion: `batch/${version}`, kind: 'CronJob', metadata: meta(name), spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template({ restartPolicy: 'Never', containers: containers() }) } }, ...more } }];
/** A kind, and changes of its spec, its labels and its status: which of them count. */
const counted = (path, body, changes) => [post(path, body), ...changes.flatMap((change) => [patch(`${path}/${body.metadata.name}`, change)]), patch(`${path}/${body.metadata.name}`, { metadata: { generation: 7 } }), patch(`${path}/${body.metadata.name}/status`, { status: { x: 1 }, metadata: { generation: 9 } }), get(`${path}/${body.metadata.name}`)];
const generations = [
  ...['v1', 'v1beta1'].flatMap((version) => counted(...cron(version, 'c'), [{ spec: { schedule: '1 * * * *' } }, { spec: { suspend: true } }, { metadata: { labels: { a: 'b' } } }, { spec: { jobTemplate: { metadata: { labels: { x: 'y' } } } } }, { spec: { suspend: true } }])),
  post(cron('v1', 'given')[0], { ...cron('v1', 'given')[1], metadata: { name: 'given', generation: 5 } }),
  ...Object.keys(WORKLOADS).filter((kind) => !['cronjobs', 'betacronjobs'].includes(kind)).flatMap((kind) => counted(...WORKLOADS[kind]('g', { containers: containers() }), [{ metadata: { labels: { a: 'b' } } }, { metadata: { annotations: { a: 'b' } } }, ...(['pods', 'podtemplates'].includes(kind) ? [] : kind === 'jobs' ? [{ spec: { parallelism: 3 } }] : [{ spec: { minReadySeconds: 3 } }]), ...(kind === 'podtemplates' ? [{ template: { metadata: { labels: { x: 'y' } } } }] : [])])),
  ...counted('/apis/networking.k8s.io/v1/namespaces/default/ingresses', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: meta('g'), spec: { defaultBackend: { service: { name: 'a', port: { number: 80 } } } } }, [{ spec: { ingressClassName: 'x' } }, { metadata: { labels: { a: 'b' } } }]),
  ...counted('/apis/policy/v1beta1/namespaces/default/poddisruptionbudgets', { apiVersion: 'policy/v1beta1', kind: 'PodDisruptionBudget', metadata: meta('g'), spec: { minAvailable: 1 } }, [{ spec: { minAvailable: 2 } }]),
  ...counted('/apis/policy/v1/namespaces/default/poddisruptionbudgets', { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: meta('g'), spec: { minAvailable: 1 } }, [{ spec: { minAvailable: 2 } }]),
  ...counted('/apis/autoscaling/v1/namespaces/default/horizontalpodautoscalers', { apiVersion: 'autoscaling/v1', kind: 'HorizontalPodAutoscaler', metadata: meta('g'), spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x', apiVersion: 'apps/v1' } } }, [{ spec: { maxReplicas: 4 } }]),
  ...counted('/apis/scheduling.k8s.io/v1/priorityclasses', priority('g', { value: 1 }), [{ description: 'x' }, { metadata: { labels: { a: 'b' } } }]),
  ...counted('/apis/storage.k8s.io/v1/storageclasses', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: meta('g'), provisioner: 'x' }, [{ allowVolumeExpansion: true }]),
  ...counted('/apis/storage.k8s.io/v1/csidrivers', { apiVersion: 'storage.k8s.io/v1', kind: 'CSIDriver', metadata: meta('g'), spec: {} }, [{ spec: { requiresRepublish: true } }, { spec: { attachRequired: true, tokenRequests: [{ audience: 'a' }] } }]),
  ...counted(`${CORE}/limitranges`, { apiVersion: 'v1', kind: 'LimitRange', metadata: meta('g'), spec: { limits: [] } }, [{ spec: { limits: [{ type: 'Pod', max: { cpu: '1' } }] } }]),
  ...counted(`${CORE}/endpoints`, { apiVersion: 'v1', kind: 'Endpoints', metadata: meta('g') }, [{ subsets: [{ addresses: [{ ip: '1.2.3.4' }] }] }]),
  ...counted(`${CORE}/persistentvolumeclaims`, { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: meta('g'), spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } }, [{ spec: { volumeName: 'x' } }]),
  ...counted('/api/v1/persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: meta('g'), spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, hostPath: { path: '/x' } } }, [{ spec: { persistentVolumeReclaimPolicy: 'Delete' } }]),
  ...counted('/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: meta('g'), addressType: 'IPv4', endpoints: [] }, [{ endpoints: [{ addresses: ['1.2.3.4'] }] }]),
  ...counted('/apis/node.k8s.io/v1/runtimeclasses', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: meta('g'), handler: 'x' }, [{ metadata: { labels: { a: 'b' } } }]),
  ...counted('/apis/coordination.k8s.io/v1/namespaces/default/leases', { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: meta('g'), spec: { holderIdentity: 'x' } }, [{ spec: { holderIdentity: 'y' } }]),
];

const STATUSES = '/api/v1/componentstatuses';
const TABLE = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io' };
const components = [
  ...[STATUSES, `${STATUSES}/etcd-0`, `${STATUSES}/etcd-1`, `${STATUSES}/scheduler`, `${STATUSES}/controller-manager`, `${STATUSES}/x`, `${STATUSES}?labelSelector=a%3Db`, `${STATUSES}?fieldSelector=metadata.name%3Detcd-0`, `${STATUSES}?fieldSelector=x%3Dy`, `${STATUSES}?limit=1`, `${STATUSES}?watch=true`, `/api/v1/watch/componentstatuses`, `${STATUSES}/etcd-0/status`, `${STATUSES}?pretty=true`].map((path) => get(path, path.includes('etcd-0') || !path.startsWith(STATUSES) ? {} : { compare: 'unordered' })),
  ...[STATUSES, `${STATUSES}/etcd-0`, `${STATUSES}/x`].map((path) => ({ request: { method: 'GET', path, headers: TABLE }, ...(path === STATUSES && { compare: 'unordered' }) })),
  post(STATUSES, { apiVersion: 'v1', kind: 'ComponentStatus', metadata: { name: 'x' } }), remove(`${STATUSES}/etcd-0`), remove(STATUSES), put(`${STATUSES}/etcd-0`, { apiVersion: 'v1', kind: 'ComponentStatus', metadata: { name: 'etcd-0' } }), patch(`${STATUSES}/etcd-0`, {}),
];

const FORMATS = ['int32', 'int64', 'float', 'double', 'byte', 'binary', 'date', 'date-time', 'password', 'bsonobjectid', 'uri', 'email', 'hostname', 'ipv4', 'ipv6', 'cidr', 'mac', 'uuid', 'uuid3', 'uuid4', 'uuid5', 'isbn', 'isbn10', 'isbn13', 'creditcard', 'ssn', 'hexcolor', 'rgbcolor', 'duration', 'datetime', 'k8s-short-name', 'k8s-long-name', 'uint32', 'int-or-string', 'quantity', 'Date-Time', 'x', ''];
const definition = (group, name, schema, more = {}) => ({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name: `${name}s.${group}` }, spec: { group, scope: 'Namespaced', names: { plural: `${name}s`, kind: name.replace(/^./, (letter) => letter.toUpperCase()) }, versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }], ...more } });
const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
const spec = (properties) => ({ type: 'object', properties: { spec: { type: 'object', properties } } });
const formats = [
  ...FORMATS.flatMap((format, at) => ['string', 'integer', 'number', 'boolean'].filter((type) => type !== 'boolean' || at % 4 === 0).map((type) => post(`${CRDS}?dryRun=All`, definition('a.b', `f${type}${at}`, spec({ x: { type, format } }))))),
  post(CRDS, definition('a.b', 'several', spec({ x: { type: 'string', format: 'int64' }, y: { type: 'string', format: 'nope' }, z: { type: 'array', items: { type: 'string', format: 'int32' } }, w: { type: 'object', additionalProperties: { type: 'string', format: 'byte64' } } })), { compare: 'status' }),
  post(CRDS, definition('a.b', 'two', spec({ x: { type: 'string', format: 'int64' } }), { versions: ['v1', 'v2'].map((name, at) => ({ name, served: true, storage: at === 0, schema: { openAPIV3Schema: spec({ x: { type: 'string', format: `odd${at}` } }) } })) })),
  post(CRDS, definition('a.b', 'nested', spec({ x: { type: 'array', items: { type: 'object', properties: { y: { type: 'string', format: 'int64' } } } } }))),
  post(CRDS, definition('a.b', 'root', { type: 'object', format: 'odd', properties: { spec: { type: 'object', format: 'int32' } } })),
  post(CRDS, definition('a.b', 'any', spec({ x: { anyOf: [{ format: 'odd' }], 'x-kubernetes-int-or-string': true } }))),
  patch(`${CRDS}/severals.a.b`, { metadata: { labels: { a: 'b' } } }, { compare: 'headers' }), patch(`${CRDS}/severals.a.b`, { spec: { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: spec({ x: { type: 'string', format: 'int64' } }) } }] } }, { compare: 'headers' }), patch(`${CRDS}/severals.a.b`, { spec: { versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: spec({ x: { type: 'string', format: 'new' } }) } }] } }, { compare: 'headers' }),
  post('/apis/apiextensions.k8s.io/v1beta1/customresourcedefinitions?dryRun=All', { ...definition('a.b', 'old', spec({})), apiVersion: 'apiextensions.k8s.io/v1beta1', spec: { group: 'a.b', version: 'v1', scope: 'Namespaced', names: { plural: 'olds', kind: 'Old' }, validation: { openAPIV3Schema: spec({ x: { type: 'string', format: 'int64' } }) } } }),
];

const APISERVICES = '/apis/apiregistration.k8s.io/v1/apiservices';
const apiService = (name, more = {}) => { const [version, ...group] = name.split('.'); return { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name }, spec: { group: group.join('.'), version, groupPriorityMinimum: 100, versionPriority: 10, service: { namespace: 'default', name: 'backend' }, insecureSkipTLSVerify: true, ...more } }; };
const asked = (group, version) => [`/apis/${group}`, `/apis/${group}/${version}`, `/apis/${group}/${version}/things`, `/apis/${group}/${version}/namespaces/default/things/x`, `/apis/${group}/${version}/things?watch=true`].map((path) => get(path));
const backends = [
  post(APISERVICES, apiService('v1.none.example.com')), { ...get(`${APISERVICES}/v1.none.example.com`), wait: 3000 }, ...asked('none.example.com', 'v1'), post('/apis/none.example.com/v1/things', { x: 1 }), remove('/apis/none.example.com/v1/things/x'), get('/apis'), { request: { method: 'GET', path: '/apis/none.example.com/v1', headers: { accept: 'application/yaml' } } },
  { request: { method: 'GET', path: '/apis', headers: { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' } } },
  { ...get('/apis/none.example.com/v1/things'), as: 'alice' }, { ...get('/apis/none.example.com/v1'), as: 'alice' }, { ...get('/apis/none.example.com/v1'), as: { none: true } },
  post(SERVICES, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'backend' }, spec: { ports: [{ name: 'x', port: 80 }] } }), { ...get(`${APISERVICES}/v1.none.example.com`), wait: 3000 }, ...asked('none.example.com', 'v1'),
  patch(`${APISERVICES}/v1.none.example.com`, { spec: { service: { port: 80 } } }), { ...get(`${APISERVICES}/v1.none.example.com`), wait: 3000 }, ...asked('none.example.com', 'v1'),
  post(`${CORE}/endpoints`, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'backend' }, subsets: [{ notReadyAddresses: [{ ip: '192.0.2.1' }], ports: [{ name: 'x', port: 80 }] }] }), { ...get(`${APISERVICES}/v1.none.example.com`), wait: 3000 }, get('/apis/none.example.com/v1'),
  post(APISERVICES, apiService('v1.local.example.com', { service: null, insecureSkipTLSVerify: false })), { ...get(`${APISERVICES}/v1.local.example.com`), wait: 3000 }, ...asked('local.example.com', 'v1'),
  post(APISERVICES, apiService('v1.ext.example.com', { service: { namespace: 'default', name: 'ext' } })), post(SERVICES, { apiVersion: 'v1', kind: 'Service', metadata: { name: 'ext' }, spec: { type: 'ExternalName', externalName: 'nowhere.invalid' } }), 
  post(APISERVICES, apiService('v2.none.example.com', { versionPriority: 20 })), { ...get('/apis/none.example.com'), wait: 3000 }, get('/apis/none.example.com/v2'), get('/apis'),
  remove(`${APISERVICES}/v1.none.example.com`), { ...get('/apis/none.example.com/v1'), wait: 3000 }, get('/apis/none.example.com'), remove(`${APISERVICES}/v2.none.example.com`), { ...get('/apis/none.example.com'), wait: 3000 }, get('/apis/none.example.com/v2/things'), get('/apis'),
  { ...get(`${APISERVICES}/v1.apps`) }, remove(`${APISERVICES}/v1.apps`), { ...get('/apis/apps/v1'), wait: 2000 }, get(`${APISERVICES}/v1.apps`), patch(`${APISERVICES}/v1.apps`, { spec: { versionPriority: 1 } }), { ...get(`${APISERVICES}/v1.apps`), wait: 2000 },
];

/** Fields that a version knows by type and ignores unless a gate is on, in every kind that has some. */
const pod = (more, container = {}) => ({ containers: [{ name: 'c', image: 'i', ...container }], ...more });
const PODS = [
  pod({ ephemeralContainers: [{ name: 'e', image: 'i' }] }), pod({ overhead: { cpu: '1' } }), pod({ overhead: { cpu: '1' }, runtimeClassName: 'x' }), pod({ topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'a', whenUnsatisfiable: 'DoNotSchedule', labelSelector: {}, minDomains: 2, nodeAffinityPolicy: 'Ignore', nodeTaintsPolicy: 'Honor', matchLabelKeys: ['a'] }] }),
  pod({ securityContext: { seccompProfile: { type: 'RuntimeDefault' }, fsGroupChangePolicy: 'OnRootMismatch', supplementalGroupsPolicy: 'Strict', seLinuxChangePolicy: 'MountOption', appArmorProfile: { type: 'RuntimeDefault' }, sysctls: [{ name: 'kernel.shm_rmid_forced', value: '1' }] } }), pod({ setHostnameAsFQDN: true }), pod({ hostUsers: false }), pod({ hostUsers: true }), pod({ os: { name: 'linux' } }), pod({ schedulingGates: [{ name: 'a' }] }), pod({ resourceClaims: [{ name: 'a', resourceClaimName: 'b' }] }, { resources: { claims: [{ name: 'a' }] } }), pod({ resources: { requests: { cpu: '1' } } }), pod({ hostnameOverride: 'x' }), pod({ preemptionPolicy: 'Never' }), pod({ schedulingGroup: { podGroupName: 'x' } }), pod({ workloadRef: { name: 'x', podGroup: 'y' } }),
  pod({ terminationGracePeriodSeconds: 5 }, { livenessProbe: { tcpSocket: { port: 80 }, terminationGracePeriodSeconds: 5 } }), pod({}, { livenessProbe: { grpc: { port: 80 } } }), pod({}, { startupProbe: { tcpSocket: { port: 80 } } }), pod({}, { securityContext: { procMount: 'Unmasked' } }), pod({}, { securityContext: { procMount: 'Default' } }), pod({}, { securityContext: { seccompProfile: { type: 'Unconfined' }, appArmorProfile: { type: 'Unconfined' }, windowsOptions: { hostProcess: false, gmsaCredentialSpec: 'x', runAsUserName: 'y' } } }), pod({}, { restartPolicy: 'Always' }), pod({}, { restartPolicyRules: [{ action: 'Restart', exitCodes: { operator: 'In', values: [1] } }], restartPolicy: 'Never' }), pod({}, { resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }] }), pod({}, { lifecycle: { stopSignal: 'SIGTERM' } }), pod({ os: { name: 'linux' } }, { lifecycle: { stopSignal: 'SIGTERM' } }), pod({}, { lifecycle: { preStop: { sleep: { seconds: 5 } } } }), pod({}, { lifecycle: { preStop: { sleep: { seconds: 0 } } } }), pod({}, { env: [{ name: 'A', valueFrom: { fileKeyRef: { volumeName: 'v', path: 'p', key: 'k' } } }] }),
  pod({ volumes: [{ name: 'v', emptyDir: { medium: 'HugePages-2Mi', sizeLimit: '1Gi' } }] }), pod({ volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } } } }] }), pod({ volumes: [{ name: 'v', image: { reference: 'x' } }] }), pod({ volumes: [{ name: 'v', image: { reference: 'x' } }] }, { volumeMounts: [{ name: 'v', mountPath: '/x', subPath: 'a' }] }), pod({ volumes: [{ name: 'v', csi: { driver: 'x' } }] }), pod({ volumes: [{ name: 'v', emptyDir: {} }] }, { volumeMounts: [{ name: 'v', mountPath: '/x', readOnly: true, recursiveReadOnly: 'IfPossible' }] }), pod({ volumes: [{ name: 'v', emptyDir: {} }] }, { volumeMounts: [{ name: 'v', mountPath: '/x', subPathExpr: '$(A)' }], env: [{ name: 'A', value: 'a' }] }), pod({ volumes: [{ name: 'v', projected: { sources: [{ clusterTrustBundle: { name: 'x', path: 'y' } }] } }] }), pod({ volumes: [{ name: 'v', projected: { sources: [{ podCertificate: { signerName: 'a/b', keyType: 'ED25519', credentialBundlePath: 'x' } }] } }] }), pod({ volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'x' } }] }, { volumeDevices: [{ name: 'v', devicePath: '/x' }] }),
  pod({ affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'a', labelSelector: { matchLabels: { a: 'b' } }, namespaceSelector: {}, matchLabelKeys: ['x'], mismatchLabelKeys: ['y'] }] } } }), pod({ tolerations: [{ key: 'a', operator: 'Gt', value: '1', effect: 'NoSchedule' }] }), pod({}, { resources: { limits: { 'hugepages-2Mi': '2Mi', 'hugepages-1Gi': '1Gi', cpu: '1', memory: '1Gi' } } }), pod({}, { env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.hugepages-2Mi' } } }] }), pod({}, { ports: [{ containerPort: 80, protocol: 'SCTP' }] }), pod({ activeDeadlineSeconds: 0 }), pod({ terminationGracePeriodSeconds: 0 }), pod({ shareProcessNamespace: false }), pod({ enableServiceLinks: false }),
];
const JOBS = [{ ttlSecondsAfterFinished: 0 }, { ttlSecondsAfterFinished: 5 }, { completionMode: 'Indexed', completions: 2 }, { completionMode: 'NonIndexed' }, { suspend: true }, { suspend: false }, { podFailurePolicy: { rules: [{ action: 'FailJob', onExitCodes: { operator: 'In', values: [1] } }] } }, { podFailurePolicy: { rules: [] } }, { backoffLimitPerIndex: 1, completionMode: 'Indexed', completions: 2 }, { maxFailedIndexes: 1 }, { maxFailedIndexes: 1, backoffLimitPerIndex: 1, completionMode: 'Indexed', completions: 2 }, { podReplacementPolicy: 'Failed' }, { podReplacementPolicy: 'TerminatingOrFailed' }, { managedBy: 'a.b/c' }, { successPolicy: { rules: [{ succeededCount: 1 }] }, completionMode: 'Indexed', completions: 2 }, { activeDeadlineSeconds: 0 }, { backoffLimit: 0 }, { parallelism: 0 }, { completions: 0 }, { scheduling: {} }, { manualSelector: false }];
const SPECS = [{ ipFamilies: ['IPv4'] }, { ipFamilies: ['IPv6'] }, { ipFamilies: ['IPv4', 'IPv6'] }, { ipFamilyPolicy: 'SingleStack' }, { ipFamilyPolicy: 'PreferDualStack' }, { ipFamilyPolicy: 'RequireDualStack' }, { ipFamily: 'IPv4' }, { ipFamilies: [] }, { clusterIPs: ['10.0.0.20'] }, { clusterIP: '10.0.0.21', clusterIPs: ['10.0.0.21'] }, { clusterIP: '10.0.0.22', clusterIPs: ['10.0.0.23'] }, { clusterIP: 'None', clusterIPs: ['None'] }, { topologyKeys: ['a'] }, { topologyKeys: [] }, { internalTrafficPolicy: 'Local' }, { internalTrafficPolicy: 'Cluster' }, { loadBalancerClass: 'a/b' }, { type: 'LoadBalancer', loadBalancerClass: 'a/b' }, { type: 'LoadBalancer', allocateLoadBalancerNodePorts: false }, { type: 'LoadBalancer', allocateLoadBalancerNodePorts: true }, { type: 'LoadBalancer', loadBalancerIP: '1.2.3.4' }, { trafficDistribution: 'PreferClose' }, { trafficDistribution: 'X' }, { publishNotReadyAddresses: true }, { ports: [{ port: 80, appProtocol: 'x' }] }, { ports: [{ port: 80, protocol: 'SCTP' }] }, { type: 'ExternalName', externalName: 'a.b', ipFamilies: ['IPv4'] }, { type: 'ExternalName', externalName: 'a.b', clusterIP: 'None' }];
const CLAIM = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
const OTHERS = [
  [`${CORE}/persistentvolumeclaims`, 'v1', 'PersistentVolumeClaim', [{ ...CLAIM, dataSource: { kind: 'X', name: 'y', apiGroup: 'a.b' } }, { ...CLAIM, dataSource: { kind: 'PersistentVolumeClaim', name: 'y' } }, { ...CLAIM, dataSource: { kind: 'VolumeSnapshot', name: 'y', apiGroup: 'snapshot.storage.k8s.io' } }, { ...CLAIM, dataSourceRef: { kind: 'X', name: 'y', apiGroup: 'a.b' } }, { ...CLAIM, dataSourceRef: { kind: 'X', name: 'y', apiGroup: 'a.b', namespace: 'z' } }, { ...CLAIM, volumeAttributesClassName: 'x' }, { ...CLAIM, volumeMode: 'Block' }, { ...CLAIM, accessModes: ['ReadWriteOncePod'] }, { ...CLAIM, resources: { ...CLAIM.resources, claims: [{ name: 'x' }] } }, { ...CLAIM, storageClassName: '' }].map((value) => ({ spec: value }))],
  ['/api/v1/persistentvolumes', 'v1', 'PersistentVolume', [{ volumeAttributesClassName: 'x' }, { csi: { driver: 'a', volumeHandle: 'b', nodeExpandSecretRef: { name: 'a', namespace: 'b' }, controllerExpandSecretRef: { name: 'a', namespace: 'b' } } }, { accessModes: ['ReadWriteOncePod'], csi: { driver: 'a', volumeHandle: 'b' } }].map((value) => ({ spec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, ...(value.csi ? {} : { hostPath: { path: '/x' } }), ...value } }))],
  ['/apis/storage.k8s.io/v1/csidrivers', 'storage.k8s.io/v1', 'CSIDriver', [{ storageCapacity: true }, { fsGroupPolicy: 'File' }, { tokenRequests: [{ audience: 'a' }] }, { requiresRepublish: true }, { seLinuxMount: true }, { nodeAllocatableUpdatePeriodSeconds: 20 }, { serviceAccountTokenInSecrets: true }, { serviceAccountTokenInSecrets: true, tokenRequests: [{ audience: 'a' }] }, { preventPodSchedulingIfMissing: true }, { volumeLifecycleModes: ['Ephemeral'] }].map((value) => ({ spec: value }))],
  ['/apis/storage.k8s.io/v1/csinodes', 'storage.k8s.io/v1', 'CSINode', [{ drivers: [{ name: 'a', nodeID: 'b', topologyKeys: [], allocatable: { count: 3 } }] }].map((value) => ({ spec: value }))],
  ['/apis/storage.k8s.io/v1/storageclasses', 'storage.k8s.io/v1', 'StorageClass', [{ provisioner: 'x', allowVolumeExpansion: true }, { provisioner: 'x', allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: ['b'] }] }] }]],
  ['/apis/storage.k8s.io/v1/volumeattachments', 'storage.k8s.io/v1', 'VolumeAttachment', [{ spec: { attacher: 'a', nodeName: 'b', source: { inlineVolumeSpec: { accessModes: ['ReadWriteOnce'], capacity: { storage: '1Gi' }, csi: { driver: 'a', volumeHandle: 'b' } } } } }]],
  ['/apis/apps/v1/namespaces/default/statefulsets', 'apps/v1', 'StatefulSet', [{ minReadySeconds: 5 }, { persistentVolumeClaimRetentionPolicy: { whenDeleted: 'Delete' } }, { ordinals: { start: 2 } }, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 2 } } }, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0 } } }, { revisionHistoryLimit: 0 }, { volumeClaimTemplates: [{ metadata: { name: 'v' }, spec: { ...CLAIM, dataSource: { kind: 'X', name: 'y', apiGroup: 'a.b' } } }] }].map((value) => ({ spec: { selector, serviceName: 's', template: template(pod({})), ...value } }))],
  ['/apis/apps/v1/namespaces/default/daemonsets', 'apps/v1', 'DaemonSet', [{ updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } }, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1 } } }, { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '10%', maxUnavailable: 0 } } }, { revisionHistoryLimit: 0 }].map((value) => ({ spec: { selector, template: template(pod({})), ...value } }))],
  ['/apis/apps/v1/namespaces/default/deployments', 'apps/v1', 'Deployment', [{ podReplacementPolicy: 'TerminationStarted' }, { revisionHistoryLimit: 0, progressDeadlineSeconds: 1 }, { paused: true, replicas: 0 }].map((value) => ({ spec: { selector, template: template(pod({})), ...value } }))],
  ['/apis/batch/v1/namespaces/default/cronjobs', 'batch/v1', 'CronJob', [{ timeZone: 'Etc/UTC' }, { startingDeadlineSeconds: 0 }, { successfulJobsHistoryLimit: 0 }, { jobTemplate: { spec: { ttlSecondsAfterFinished: 0, completionMode: 'NonIndexed', suspend: true, template: template({ ...pod({}), restartPolicy: 'Never' }) } } }].map((value) => ({ spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template({ ...pod({}), restartPolicy: 'Never' }) } }, ...value } }))],
  ['/apis/batch/v1beta1/namespaces/default/cronjobs', 'batch/v1beta1', 'CronJob', [{ timeZone: 'Etc/UTC' }, { jobTemplate: { spec: { ttlSecondsAfterFinished: 0, template: template({ ...pod({}), restartPolicy: 'Never' }) } } }].map((value) => ({ spec: { schedule: '* * * * *', jobTemplate: { spec: { template: template({ ...pod({}), restartPolicy: 'Never' }) } }, ...value } }))],
  ['/apis/autoscaling/v2beta2/namespaces/default/horizontalpodautoscalers', 'autoscaling/v2beta2', 'HorizontalPodAutoscaler', [{ metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 50 } } }] }, { minReplicas: 0 }].map((value) => ({ spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x', apiVersion: 'apps/v1' }, ...value } }))],
  ['/apis/autoscaling/v2/namespaces/default/horizontalpodautoscalers', 'autoscaling/v2', 'HorizontalPodAutoscaler', [{ metrics: [{ type: 'ContainerResource', containerResource: { name: 'cpu', container: 'c', target: { type: 'Utilization', averageUtilization: 50 } } }] }, { minReplicas: 0 }, { behavior: { scaleUp: { tolerance: '0.1' } } }].map((value) => ({ spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'x', apiVersion: 'apps/v1' }, ...value } }))],
  ['/apis/networking.k8s.io/v1/namespaces/default/networkpolicies', 'networking.k8s.io/v1', 'NetworkPolicy', [{ ingress: [{ ports: [{ port: 80, endPort: 90 }] }] }, { egress: [{ ports: [{ port: 80, endPort: 90 }] }] }].map((value) => ({ spec: { podSelector: {}, ...value } }))],
  ['/apis/networking.k8s.io/v1/ingressclasses', 'networking.k8s.io/v1', 'IngressClass', [{ controller: 'a.b/c', parameters: { kind: 'X', name: 'y', apiGroup: 'a.b' } }, { controller: 'a.b/c', parameters: { kind: 'X', name: 'y', scope: 'Namespace', namespace: 'z' } }].map((value) => ({ spec: value }))],
  ['/apis/policy/v1/namespaces/default/poddisruptionbudgets', 'policy/v1', 'PodDisruptionBudget', [{ minAvailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow' }].map((value) => ({ spec: value }))],
  [`${CORE}/secrets`, 'v1', 'Secret', [{ immutable: true, data: { a: 'Yg==' } }, { immutable: false }]],
  [`${CORE}/configmaps`, 'v1', 'ConfigMap', [{ immutable: true, data: { a: 'b' } }, { immutable: false }]],
  ['/api/v1/nodes', 'v1', 'Node', [{ spec: { configSource: { configMap: { name: 'a', namespace: 'b', kubeletConfigKey: 'c' } } } }, { spec: { podCIDR: '10.1.0.0/24', podCIDRs: ['10.1.0.0/24'] } }, { status: { runtimeHandlers: [{ name: 'a', features: { recursiveReadOnlyMounts: true } }], features: { supplementalGroupsPolicy: true }, declaredFeatures: ['A'] } }]],
  ['/apis/node.k8s.io/v1/runtimeclasses', 'node.k8s.io/v1', 'RuntimeClass', [{ handler: 'a', overhead: { podFixed: { cpu: '1' } } }]],
  ['/apis/certificates.k8s.io/v1/certificatesigningrequests', 'certificates.k8s.io/v1', 'CertificateSigningRequest', []],
  ['/apis/scheduling.k8s.io/v1/priorityclasses', 'scheduling.k8s.io/v1', 'PriorityClass', [{ value: 3, preemptionPolicy: 'Never' }]],
  [`${CORE}/resourcequotas`, 'v1', 'ResourceQuota', [{ spec: { hard: { pods: '1' }, scopes: ['PriorityClass'] } }, { spec: { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'Exists' }] } } }, { spec: { hard: { pods: '1' }, scopes: ['CrossNamespacePodAffinity'] } }, { spec: { hard: { 'requests.storage': '1' }, scopes: ['VolumeAttributesClass'] } }]],
  ['/apis/discovery.k8s.io/v1/namespaces/default/endpointslices', 'discovery.k8s.io/v1', 'EndpointSlice', [{ addressType: 'IPv4', endpoints: [{ addresses: ['1.2.3.4'], nodeName: 'a', conditions: { ready: true, serving: true, terminating: false }, hints: { forZones: [{ name: 'a' }], forNodes: [{ name: 'b' }] } }] }]],
  ['/apis/discovery.k8s.io/v1beta1/namespaces/default/endpointslices', 'discovery.k8s.io/v1beta1', 'EndpointSlice', [{ addressType: 'IPv4', endpoints: [{ addresses: ['1.2.3.4'], nodeName: 'a', topology: { 'kubernetes.io/hostname': 'a' }, conditions: { ready: true, serving: true, terminating: false }, hints: { forZones: [{ name: 'a' }] } }] }]],
];
const gatedPods = PODS.map((value, at) => post(`${CORE}/pods?dryRun=All`, WORKLOADS.pods(`p${at}`, value)[1]));
const gatedTemplates = PODS.flatMap((value, at) => Object.keys(WORKLOADS).filter((kind) => !['pods', 'betacronjobs'].includes(kind)).filter((_, index) => (index + at) % 4 === 0).map((kind) => { const [path, body] = WORKLOADS[kind](`t${at}`, value); return post(`${path}?dryRun=All`, body); }));
const gated = [
  ...JOBS.map((value, at) => { const [path, body] = WORKLOADS.jobs(`j${at}`, pod({})); return post(`${path}?dryRun=All`, { ...body, spec: { ...body.spec, ...value } }); }),
  ...SPECS.map((value, at) => post(SERVICES, service(`s${at}`, value))),
  ...OTHERS.flatMap(([path, apiVersion, kind, bodies]) => bodies.map((body, at) => post(`${path}?dryRun=All`, { apiVersion, kind, metadata: { name: `o${at}` }, ...body }))),
  patch(`${SERVICES}/s0`, { spec: { ipFamilies: ['IPv6'] } }, { compare: 'status' }), patch(`${SERVICES}/s0`, { spec: { ipFamilyPolicy: 'PreferDualStack' } }), patch(`${SERVICES}/s14`, { spec: { internalTrafficPolicy: null } }), patch(`${SERVICES}/s17`, { spec: { loadBalancerClass: 'c/d' } }), patch(`${SERVICES}/s17`, { spec: { type: 'ClusterIP' } }),
];

const YAML = { accept: 'application/yaml' };
const ROLES = '/apis/rbac.authorization.k8s.io/v1/clusterroles';
const role = (name, labels, rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }]) => ({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: meta(name, { labels }), rules });
const asYaml = (path, more = {}) => ({ request: { method: 'GET', path, headers: YAML }, compare: 'managed', ...more });
const aggregated = [
  asYaml(`${ROLES}/view`), asYaml(`${ROLES}/edit`), asYaml(`${ROLES}/admin`),
  post(ROLES, { ...role('sum', {}, undefined), rules: null, aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } }), asYaml(`${ROLES}/sum`, { wait: 1000 }),
  post(ROLES, role('part', { a: 'b' })), asYaml(`${ROLES}/sum`, { wait: 1000 }),
  post(ROLES, role('second', { a: 'b', 'rbac.authorization.k8s.io/aggregate-to-view': 'true' }, [{ apiGroups: ['x.y'], resources: ['z'], verbs: ['list'] }])), asYaml(`${ROLES}/sum`, { wait: 1000 }), asYaml(`${ROLES}/view`), asYaml(`${ROLES}/edit`), asYaml(`${ROLES}/admin`),
  post(ROLES, { ...role('given', {}), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] } }), asYaml(`${ROLES}/given`, { wait: 1000 }),
  patch(`${ROLES}/given`, { rules: [] }), asYaml(`${ROLES}/given`, { wait: 1000 }), patch(`${ROLES}/given`, { metadata: { labels: { x: 'y' } } }), asYaml(`${ROLES}/given`, { wait: 1000 }),
  remove(`${ROLES}/second`), asYaml(`${ROLES}/sum`, { wait: 1000 }), remove(`${ROLES}/part`), asYaml(`${ROLES}/sum`, { wait: 1000 }), asYaml(`${ROLES}/given`), asYaml(`${ROLES}/view`),
  post(ROLES, { ...role('hand', {}), aggregationRule: { clusterRoleSelectors: [{ matchLabels: { none: 'none' } }] } }), asYaml(`${ROLES}/hand`, { wait: 1000 }),
  patch(`${ROLES}/sum`, { aggregationRule: null }), asYaml(`${ROLES}/sum`, { wait: 1000 }),
];

const RBAC = { 'authorization-mode': 'RBAC', 'disable-admission-plugins': 'ServiceAccount' };
export const scripts = [
  { name: 'defaults/host-ports', about: 'Container ports of pods that use the network of the host, in every kind with a pod template.', flags: RBAC, steps: hostPorts },
  { name: 'defaults/host-ports-gate', about: 'The same with the gate that brings back what templates had.', since: '1.28', until: '1.35', flags: { ...RBAC, 'feature-gates': 'DefaultHostNetworkHostPortsInPodTemplates=true' }, steps: hostPorts.slice(0, 20) },
  { name: 'defaults/service-addresses', about: 'Ranges of Services, and the IPAddress that each Service has.', controllers: true, flags: { ...RBAC, 'service-cluster-ip-range': '10.77.0.0/24' }, steps: addresses },
  { name: 'defaults/service-ports', about: 'Node ports and health check node ports of Services: given, taken, outside of the range, kept and given back.', flags: RBAC, steps: health },
  { name: 'defaults/priorities', about: 'Values of PriorityClasses up to those of the system.', flags: RBAC, steps: priorities },
  { name: 'defaults/selectors', about: 'Workloads without selector, with an empty one, with one that selects nothing.', flags: RBAC, steps: selectors },
  { name: 'defaults/generations', about: 'Which kinds count their changes.', flags: RBAC, steps: generations },
  { name: 'defaults/component-statuses', about: 'Component statuses where only etcd runs.', flags: RBAC, steps: components },
  { name: 'defaults/formats', about: 'Formats in the schemas of custom resources.', flags: RBAC, steps: formats },
  { name: 'defaults/api-services', about: 'APIServices whose backend is not there.', flags: RBAC, steps: backends },
  { name: 'defaults/gated-pods', about: 'Fields of pods that belong to feature gates.', flags: RBAC, steps: gatedPods },
  { name: 'defaults/gated-templates', about: 'The same fields in the templates of workloads.', flags: RBAC, steps: gatedTemplates },
  { name: 'defaults/gated', about: 'Fields of other kinds that belong to feature gates.', flags: RBAC, steps: gated },
  { name: 'defaults/aggregated', about: 'What the controller of aggregated ClusterRoles writes, with managedFields.', since: '1.21', controllers: true, flags: RBAC, steps: aggregated },
  { name: 'defaults/aggregated-by-update', about: 'What it writes where it updates. When it wrote decides the order of managedFields.', until: '1.20', controllers: true, flags: RBAC, steps: aggregated.map((step) => (step.compare === 'managed' ? { ...step, compare: 'yaml' } : step)) },
];
