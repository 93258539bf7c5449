// Admission plugins, asked with inputs of this repository: levels of pod security, limits with ratios, quotas with scopes, priorities, owners, ServiceAccounts,
// certificates, storage, selectors and tolerations of namespaces, updates that are refused, pods/resize. Recorded with shared/oracle/record.mjs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import path from 'node:path';

const openssl = (...args) => execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'ignore'] }).toString('base64');
const KEY = path.join(mkdtempSync('/tmp/plugins-'), 'key.pem');
openssl('genrsa', '-out', KEY, '2048');
const requestOf = (subject) => openssl('req', '-new', '-key', KEY, '-subj', subject);
const post = (path, body, extra = {}) => ({ request: { method: 'POST', path, body }, ...extra });
const put = (path, body, extra = {}) => ({ request: { method: 'PUT', path, body }, ...extra });
const patch = (path, body, extra = {}) => ({ request: { method: 'PATCH', path, body, headers: { 'content-type': 'application/merge-patch+json' } }, ...extra });
const get = (path, extra = {}) => ({ request: `GET ${path}`, times: 1, ...extra });
const del = (path, extra = {}) => ({ request: `DELETE ${path}`, ...extra });
const as = (user, step) => ({ ...step, as: user });
const ns = (name, labels, annotations) => post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(labels && { labels }), ...(annotations && { annotations }) } });
const core = (n, r) => `/api/v1/namespaces/${n}/${r}`;
const c = (over = {}) => ({ name: 'c', image: 'i', ...over });
const pod = (n, name, spec = {}, meta = {}) => post(core(n, 'pods'), { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...meta }, spec: { containers: [c()], ...spec } });
const dry = (step) => ({ ...step, request: { ...step.request, path: `${step.request.path}?dryRun=All` } });
const sa = (n, name, over = {}) => post(core(n, 'serviceaccounts'), { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, ...(over.metadata ?? {}) }, ...Object.fromEntries(Object.entries(over).filter(([k]) => k !== 'metadata')) });
const psa = (n, mode) => `pod-security.kubernetes.io/${n}${mode ? `-${mode}` : ''}`;
const safe = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] }, runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } };
const off = { 'disable-admission-plugins': 'ServiceAccount' };
const gates = { 'authorization-mode': 'RBAC' };
const template = (spec) => ({ metadata: { labels: { a: 'b' } }, spec: { containers: [c()], ...spec } });

const podSecurity = {
  name: 'plugins/pod-security', about: 'Levels, versions and modes of pod security in combinations of their own.', flags: off, since: '1.36',
  steps: [
    ns('r', { [psa('enforce')]: 'restricted', [psa('warn')]: 'baseline', [psa('audit')]: 'privileged' }),
    ns('b', { [psa('enforce')]: 'baseline', [psa('enforce', 'version')]: 'v1.24', [psa('warn')]: 'restricted', [psa('warn', 'version')]: 'v1.19' }),
    ns('p', { [psa('enforce')]: 'privileged', [psa('warn')]: 'restricted', [psa('warn', 'version')]: 'latest' }),
    ns('o', { [psa('enforce')]: 'restricted', [psa('enforce', 'version')]: 'v1.18' }),
    ns('bad', { [psa('enforce')]: 'strict', [psa('enforce', 'version')]: 'v1.2.3', [psa('warn', 'version')]: 'newest', [psa('audit')]: '' }),
    ns('future', { [psa('enforce')]: 'restricted', [psa('enforce', 'version')]: 'v1.99' }),
    ns('upper', { [psa('enforce')]: 'Baseline' }),
    ...['r', 'b', 'p', 'o', 'future'].flatMap((n) => [
      pod(n, 'plain'),
      pod(n, 'safe', { containers: [c({ securityContext: safe })] }),
      dry(pod(n, 'host', { hostNetwork: true, hostPID: true, hostIPC: true, containers: [c({ ports: [{ containerPort: 80, hostPort: 8080 }] })] })),
      dry(pod(n, 'caps', { containers: [c({ securityContext: { ...safe, capabilities: { drop: ['ALL'], add: ['NET_BIND_SERVICE', 'SYS_TIME', 'CHOWN'] } } })] })),
      dry(pod(n, 'init', { initContainers: [c({ name: 'setup', securityContext: { privileged: true } })], containers: [c({ securityContext: safe })] })),
      dry(pod(n, 'vols', { volumes: [{ name: 'h', hostPath: { path: '/' } }, { name: 'n', nfs: { server: 's', path: '/' } }, { name: 'e', emptyDir: {} }], containers: [c({ securityContext: safe })] })),
      dry(pod(n, 'proc', { containers: [c({ securityContext: { ...safe, procMount: 'Unmasked' } })], hostUsers: false })),
      dry(pod(n, 'se', { securityContext: { seLinuxOptions: { type: 'spc_t', user: 'u', role: 'r' }, sysctls: [{ name: 'kernel.msgmax', value: '1' }, { name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] }, containers: [c({ securityContext: safe })] })),
      dry(pod(n, 'app', { containers: [c({ securityContext: safe })] }, { annotations: { 'container.apparmor.security.beta.kubernetes.io/c': 'unconfined', 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' } })),
      dry(pod(n, 'root', { securityContext: { runAsUser: 0, runAsNonRoot: true, seccompProfile: { type: 'Unconfined' } }, containers: [c({ securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }), c({ name: 'd', securityContext: { runAsUser: 0 } })] })),
      dry(pod(n, 'windows', { os: { name: 'windows' }, securityContext: { windowsOptions: { hostProcess: true } }, hostNetwork: true })),
      dry(pod(n, 'probe', { containers: [c({ securityContext: safe, livenessProbe: { httpGet: { port: 80, host: '169.254.169.254' } }, lifecycle: { postStart: { tcpSocket: { port: 1, host: 'h' } } } })] })),
    ]),
    post('/apis/apps/v1/namespaces/r/deployments', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { selector: { matchLabels: { a: 'b' } }, template: template({ hostPID: true }) } }),
    post('/apis/apps/v1/namespaces/p/daemonsets', { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'd' }, spec: { selector: { matchLabels: { a: 'b' } }, template: template({}) } }),
    post('/apis/batch/v1/namespaces/b/cronjobs', { apiVersion: 'batch/v1', kind: 'CronJob', metadata: { name: 'd' }, spec: { schedule: '* * * * *', jobTemplate: { spec: { template: { spec: { restartPolicy: 'Never', containers: [c()] } } } } } }),
    post('/apis/batch/v1/namespaces/b/jobs', { apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'd' }, spec: { template: { spec: { restartPolicy: 'Never', hostIPC: true, containers: [c()] } } } }),
    post('/api/v1/namespaces/b/replicationcontrollers', { apiVersion: 'v1', kind: 'ReplicationController', metadata: { name: 'd' }, spec: { selector: { a: 'b' }, template: template({}) } }),
    post('/api/v1/namespaces/b/podtemplates', { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'd' }, template: template({}) }),
    patch('/api/v1/namespaces/p', { metadata: { labels: { [psa('enforce')]: 'baseline' } } }),
    pod('p', 'host', { hostNetwork: true }),
    patch('/api/v1/namespaces/p', { metadata: { labels: { [psa('enforce')]: 'privileged' } } }),
    pod('p', 'host', { hostNetwork: true }),
    pod('p', 'host2', { hostPID: true }),
    patch('/api/v1/namespaces/p', { metadata: { labels: { [psa('enforce')]: 'restricted' } } }, { wait: 300 }),
    patch('/api/v1/namespaces/p?dryRun=All', { metadata: { labels: { [psa('enforce')]: 'baseline' } } }),
    patch('/api/v1/namespaces/p', { metadata: { labels: { [psa('warn')]: 'nope' } } }),
    patch('/api/v1/namespaces/p', { metadata: { labels: { [psa('enforce', 'version')]: 'v1' } } }),
    patch('/api/v1/namespaces/p/pods/host', { metadata: { labels: { x: 'y' } } }),
    patch('/api/v1/namespaces/p/pods/host', { spec: { containers: [{ name: 'c', image: 'other' }] } }),
  ],
};

const exemptions = {
  name: 'plugins/pod-security-exempt', about: 'Exemptions of pod security by user, runtime class and namespace.', since: '1.36',
  flags: { ...off, 'admission-control-config-file': '$DIR/admission.yaml' },
  files: { 'admission.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n- name: PodSecurity\n  configuration:\n    apiVersion: pod-security.admission.config.k8s.io/v1\n    kind: PodSecurityConfiguration\n    defaults: {enforce: baseline, enforce-version: v1.25, warn: restricted}\n    exemptions: {usernames: [jane], runtimeClasses: [kata], namespaces: [free]}\n' },
  steps: [
    ns('free'), ns('own', { [psa('enforce')]: 'privileged' }), ns('plain'),
    post('/apis/node.k8s.io/v1/runtimeclasses', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'kata' }, handler: 'kata' }),
    post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name: 'j' }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' }, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'jane' }, { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'dave' }] }),
    ...['free', 'own', 'plain', 'default'].flatMap((n) => [
      pod(n, 'a', { hostPID: true }, {}), { ...pod(n, 'b', { hostPID: true }), as: 'jane', wait: 250 }, as('dave', pod(n, 'c', { hostPID: true })), pod(n, 'd', { hostPID: true, runtimeClassName: 'kata' }), pod(n, 'e'),
      as('jane', post(`/apis/apps/v1/namespaces/${n}/replicasets`, { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: { name: 'r' }, spec: { selector: { matchLabels: { a: 'b' } }, template: template({ hostIPC: true }) } })),
      post(`/apis/apps/v1/namespaces/${n}/statefulsets`, { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: { name: 'r' }, spec: { serviceName: 's', selector: { matchLabels: { a: 'b' } }, template: template({ hostIPC: true, runtimeClassName: 'kata' }) } }),
    ]),
  ],
};

const lr = (n, name, limits) => post(core(n, 'limitranges'), { apiVersion: 'v1', kind: 'LimitRange', metadata: { name }, spec: { limits } });
const res = (limits, requests) => ({ resources: { ...(limits && { limits }), ...(requests && { requests }) } });
const limitRanger = {
  name: 'plugins/limit-ranger', about: 'Limits of containers, pods and claims, with ratios, init containers and several ranges.', flags: off,
  steps: [
    ns('c'), ns('p'), ns('m'), ns('v'), ns('e'),
    lr('c', 'containers', [{ type: 'Container', min: { cpu: '100m', memory: '64Mi' }, max: { cpu: '2', memory: '1Gi' }, default: { cpu: '500m', memory: '256Mi' }, defaultRequest: { cpu: '200m' }, maxLimitRequestRatio: { cpu: '4', memory: '1500m' } }]),
    lr('p', 'pods', [{ type: 'Pod', min: { cpu: '250m' }, max: { cpu: '1', memory: '512Mi', 'example.com/gpu': '2' }, maxLimitRequestRatio: { memory: '2' } }]),
    lr('m', 'one', [{ type: 'Container', default: { cpu: '300m' } }]), lr('m', 'two', [{ type: 'Container', default: { cpu: '400m', memory: '1Gi' }, max: { 'ephemeral-storage': '1Gi' } }]),
    lr('v', 'claims', [{ type: 'PersistentVolumeClaim', min: { storage: '1Gi' }, max: { storage: '10Gi' } }]),
    lr('e', 'bad', [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' }, default: { cpu: '3' }, defaultRequest: { cpu: '4' }, maxLimitRequestRatio: { cpu: '500m' } }]),
    lr('e', 'bad2', [{ type: 'Pod', default: { cpu: '1' }, defaultRequest: { cpu: '1' } }, { type: 'Pod', max: { cpu: '1' } }]),
    lr('e', 'bad3', [{ type: 'PersistentVolumeClaim' }, { type: 'Nonsense', max: { cpu: '1' } }, { type: 'example.com/x', min: { cpu: '1' } }]),
    { ...pod('c', 'none'), wait: 400 },
    pod('c', 'low', { containers: [c(res({ cpu: '1' }, { cpu: '50m' }))] }),
    pod('c', 'high', { containers: [c(res({ cpu: '3', memory: '2Gi' }, { cpu: '1', memory: '2Gi' }))] }),
    pod('c', 'ratio', { containers: [c(res({ cpu: '2', memory: '900Mi' }, { cpu: '400m', memory: '500Mi' }))] }),
    pod('c', 'init', { initContainers: [c({ name: 'i1', ...res({ cpu: '4' }) })], containers: [c(), c({ name: 'd', ...res({ memory: '32Mi' }) })] }),
    pod('c', 'limits', { containers: [c(res({ cpu: '1', memory: '128Mi' }))] }),
    pod('c', 'requests', { containers: [c(res(undefined, { cpu: '1', memory: '200Mi' }))] }),
    pod('c', 'above', { containers: [c(res(undefined, { cpu: '800m' }))] }),
    { ...pod('p', 'none') },
    pod('p', 'small', { containers: [c(res({ cpu: '100m', memory: '100Mi' }))] }),
    pod('p', 'sum', { containers: [c(res({ cpu: '600m', memory: '300Mi' }, { memory: '100Mi' })), c({ name: 'd', ...res({ cpu: '600m', memory: '300Mi' }) })] }),
    pod('p', 'init', { initContainers: [c({ name: 'i', ...res({ cpu: '2', memory: '1Gi' }) })], containers: [c(res({ cpu: '500m', memory: '100Mi' }))] }),
    pod('p', 'gpu', { containers: [c(res({ cpu: '500m', memory: '1Mi', 'example.com/gpu': '3' }))] }),
    pod('p', 'good', { containers: [c(res({ cpu: '500m', memory: '100Mi', 'example.com/gpu': '1' }))] }),
    pod('m', 'two'), pod('m', 'eph', { containers: [c(res({ 'ephemeral-storage': '2Gi' }, { 'ephemeral-storage': '1Gi' }))] }),
    ...['500Mi', '1Gi', '11Gi', '10Gi'].map((storage, at) => post(core('v', 'persistentvolumeclaims'), { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: `pvc${at}` }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage } } } })),
    patch('/api/v1/namespaces/c/pods/none', { metadata: { labels: { x: 'y' } } }),
    del('/api/v1/namespaces/m/limitranges/one'),
    { ...pod('m', 'after'), wait: 300 },
    post('/apis/apps/v1/namespaces/c/deployments', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'd' }, spec: { selector: { matchLabels: { a: 'b' } }, template: template({ containers: [c(res({ cpu: '9' }))] }) } }),
  ],
};

const quota = (n, name, spec) => post(core(n, 'resourcequotas'), { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name }, spec });
const settle = (step) => ({ ...step, wait: 900 });
const quotas = {
  name: 'plugins/resource-quota', about: 'Quotas with scopes, selectors of scopes and counts of objects.', flags: off, controllers: true,
  steps: [
    ...['be', 'prio', 'cnt', 'cpu', 'bad', 'two', 'st'].map((n) => ns(n)),
    post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 1000 }),
    quota('be', 'best', { hard: { pods: '1' }, scopes: ['BestEffort'] }),
    quota('be', 'notbest', { hard: { pods: '1', 'requests.cpu': '1' }, scopes: ['NotBestEffort', 'NotTerminating'] }),
    quota('be', 'terminating', { hard: { pods: '1' }, scopes: ['Terminating'] }),
    quota('prio', 'high', { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] } }),
    quota('prio', 'none', { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'DoesNotExist' }] } }),
    quota('cnt', 'counts', { hard: { 'count/configmaps': '2', secrets: '1', services: '2', 'services.loadbalancers': '0', 'services.nodeports': '1', 'count/deployments.apps': '1', 'count/roles.rbac.authorization.k8s.io': '1', persistentvolumeclaims: '1' } }),
    quota('cpu', 'cpu', { hard: { 'limits.cpu': '1', 'requests.memory': '1Gi', 'requests.ephemeral-storage': '1Gi', 'requests.example.com/gpu': '1' } }),
    quota('two', 'a', { hard: { pods: '5', cpu: '2' } }), quota('two', 'b', { hard: { pods: '1', 'limits.memory': '1Gi' } }),
    quota('st', 's', { hard: { 'requests.storage': '5Gi', 'gold.storageclass.storage.k8s.io/requests.storage': '2Gi', 'gold.storageclass.storage.k8s.io/persistentvolumeclaims': '1' } }),
    quota('bad', 'scopes', { hard: { pods: '1' }, scopes: ['BestEffort', 'NotBestEffort'] }),
    quota('bad', 'terminate', { hard: { pods: '1' }, scopes: ['Terminating', 'NotTerminating', 'Terminating'] }),
    quota('bad', 'unknown', { hard: { 'limits.cpu': '1' }, scopes: ['BestEffort', 'Nonsense'] }),
    quota('bad', 'selector', { hard: { pods: '1' }, scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In' }, { scopeName: 'BestEffort', operator: 'In', values: ['x'] }, { scopeName: 'Terminating', operator: 'Sometimes' }, { scopeName: 'PriorityClass', operator: 'Exists', values: ['y'] }] } }),
    quota('bad', 'hard', { hard: { 'count/': '1', 'requests.': '1', 'example.com/x': '-1', 'pods': '1.5', 'limits.example.com/gpu': '1' } }),
    settle(pod('be', 'be1')), settle(pod('be', 'be2')),
    pod('be', 'cpu1', { containers: [c(res(undefined, { cpu: '500m' }))] }), settle(pod('be', 'cpu2', { containers: [c(res(undefined, { cpu: '100m' }))] })), pod('be', 'mem', { containers: [c(res(undefined, { memory: '1Mi' }))] }),
    pod('be', 'dead1', { activeDeadlineSeconds: 60, containers: [c(res(undefined, { memory: '1Mi' }))] }), settle(pod('be', 'dead2', { activeDeadlineSeconds: 60 })),
    pod('prio', 'h1', { priorityClassName: 'high' }), settle(pod('prio', 'h2', { priorityClassName: 'high' })), pod('prio', 'n1'), settle(pod('prio', 'n2')), pod('prio', 's1', { priorityClassName: 'system-node-critical' }),
    ...[1, 2, 3].map((k) => settle(post(core('cnt', 'configmaps'), { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: `m${k}` } }))),
    ...[1, 2].map((k) => post(core('cnt', 'secrets'), { apiVersion: 'v1', kind: 'Secret', metadata: { name: `s${k}` } })),
    ...['LoadBalancer', 'NodePort', 'ClusterIP', 'NodePort', 'ExternalName'].map((type, k) => post(core('cnt', 'services'), { apiVersion: 'v1', kind: 'Service', metadata: { name: `svc${k}` }, spec: { type, ...(type === 'ExternalName' ? { externalName: 'x.example' } : { ports: [{ port: 80 }] }) } })),
    patch('/api/v1/namespaces/cnt/services/svc2', { spec: { type: 'LoadBalancer' } }),
    ...[1, 2].map((k) => settle(post('/apis/apps/v1/namespaces/cnt/deployments', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: `d${k}` }, spec: { replicas: 0, selector: { matchLabels: { a: 'b' } }, template: template({}) } }))),
    ...[1, 2].map((k) => settle(post('/apis/rbac.authorization.k8s.io/v1/namespaces/cnt/roles', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: { name: `r${k}` }, rules: [] }))),
    pod('cpu', 'none'), pod('cpu', 'some', { containers: [c(res({ cpu: '100m' }))] }), pod('cpu', 'all', { containers: [c(res({ cpu: '600m', 'example.com/gpu': '1' }, { memory: '100Mi', 'ephemeral-storage': '1Mi' }))] }),
    settle(pod('cpu', 'over', { containers: [c(res({ cpu: '600m', 'example.com/gpu': '1' }, { memory: '1Gi', 'ephemeral-storage': '1Gi' }))] })),
    pod('cpu', 'init', { initContainers: [c({ name: 'i', ...res({ cpu: '2' }, { memory: '1Mi', 'ephemeral-storage': '1' }) })], containers: [c(res({ cpu: '1m', 'example.com/gpu': '0' }, { memory: '1Mi', 'ephemeral-storage': '1' }))] }),
    pod('two', 'a', { containers: [c(res({ memory: '100Mi', cpu: '1' }))] }), settle(pod('two', 'b', { containers: [c(res({ memory: '2Gi', cpu: '3' }))] })), pod('two', 'c', { containers: [c(res({ cpu: '1' }))] }),
    ...[['1Gi', 'gold'], ['1Gi', 'gold'], ['3Gi', ''], ['3Gi', 'iron']].map(([storage, storageClassName], k) => settle(post(core('st', 'persistentvolumeclaims'), { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: `c${k}` }, spec: { accessModes: ['ReadWriteOnce'], storageClassName, resources: { requests: { storage } } } }))),
    dry(pod('two', 'dry', { containers: [c(res({ memory: '1Mi', cpu: '1m' }))] })),
    settle(get(core('two', 'resourcequotas'), { compare: 'status' })),
    get(core('st', 'resourcequotas/s')), get(core('cnt', 'resourcequotas/counts')), get(core('be', 'resourcequotas')), get(core('cpu', 'resourcequotas/cpu')),
  ],
};

const priority = {
  name: 'plugins/priority-and-classes', about: 'Priority classes, runtime classes with overhead, taints of nodes, tolerations.', flags: { ...off, 'enable-admission-plugins': 'ExtendedResourceToleration,DefaultTolerationSeconds,RuntimeClass', },
  steps: [
    ns('n'), ns('t', undefined, { 'scheduler.alpha.kubernetes.io/defaultTolerations': '[]' }),
    ...[['low', -5], ['zero', 0], ['top', 1000000000], ['toohigh', 1000000001], ['system-x', 5]].map(([name, value]) => post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, description: 'd' })),
    pod('n', 'nothing'),
    post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'def' }, value: 7, globalDefault: true, preemptionPolicy: 'Never' }),
    post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'def2' }, value: 8, globalDefault: true }),
    { ...pod('n', 'defaulted'), wait: 400 }, pod('n', 'low', { priorityClassName: 'low' }), pod('n', 'given', { priorityClassName: 'low', priority: 3 }), pod('n', 'alone', { priority: 7 }), pod('n', 'alone2', { priority: 8 }), pod('n', 'missing', { priorityClassName: 'nope' }),
    pod('n', 'preempt', { priorityClassName: 'low', preemptionPolicy: 'Never' }), pod('n', 'preempt2', { priorityClassName: 'def', preemptionPolicy: 'PreemptLowerPriority' }), pod('n', 'critical', { priorityClassName: 'system-cluster-critical' }), pod('kube-system', 'critical', { priorityClassName: 'system-cluster-critical' }),
    patch('/apis/scheduling.k8s.io/v1/priorityclasses/low', { value: 6 }), patch('/apis/scheduling.k8s.io/v1/priorityclasses/low', { globalDefault: true }), patch('/apis/scheduling.k8s.io/v1/priorityclasses/low', { preemptionPolicy: 'Never' }), patch('/apis/scheduling.k8s.io/v1/priorityclasses/low', { description: 'other' }),
    del('/apis/scheduling.k8s.io/v1/priorityclasses/system-node-critical'), del('/apis/scheduling.k8s.io/v1/priorityclasses/def'), { ...pod('n', 'after'), wait: 400 },
    post('/apis/node.k8s.io/v1/runtimeclasses', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'vm' }, handler: 'vm', overhead: { podFixed: { cpu: '250m', memory: '120Mi' } }, scheduling: { nodeSelector: { vm: 'true' }, tolerations: [{ key: 'vm', operator: 'Exists', effect: 'NoSchedule' }] } }),
    post('/apis/node.k8s.io/v1/runtimeclasses', { apiVersion: 'node.k8s.io/v1', kind: 'RuntimeClass', metadata: { name: 'plain' }, handler: 'p' }),
    { ...pod('n', 'vm', { runtimeClassName: 'vm' }), wait: 400 }, pod('n', 'vm2', { runtimeClassName: 'vm', nodeSelector: { vm: 'false' } }), pod('n', 'vm3', { runtimeClassName: 'vm', nodeSelector: { vm: 'true', b: 'c' }, tolerations: [{ key: 'vm', operator: 'Exists', effect: 'NoSchedule' }, { key: 'x', operator: 'Equal', value: 'y' }] }),
    pod('n', 'vm4', { runtimeClassName: 'vm', overhead: { cpu: '250m', memory: '120Mi' } }), pod('n', 'vm5', { runtimeClassName: 'vm', overhead: { cpu: '1' } }), pod('n', 'plain5', { runtimeClassName: 'plain', overhead: { cpu: '1' } }), pod('n', 'none5', { overhead: { cpu: '1' } }), pod('n', 'gone', { runtimeClassName: 'gone' }), pod('n', 'badname', { runtimeClassName: 'BAD_name' }),
    pod('n', 'gpu', { initContainers: [c({ name: 'i', ...res({ 'example.com/fpga': '1' }) })], containers: [c(res({ 'example.com/gpu': '2', cpu: '1', 'requests.nvidia.com/x': '1' }))] }),
    pod('n', 'gpu2', { tolerations: [{ key: 'example.com/gpu', operator: 'Exists' }, { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 5 }], containers: [c(res({ 'example.com/gpu': '2', 'hugepages-2Mi': '2Mi', memory: '1Mi' }))] }),
    pod('n', 'tol', { tolerations: [{ operator: 'Exists' }] }), pod('n', 'tol2', { tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Exists' }] }), pod('n', 'tol3', { tolerations: [{ key: 'node.kubernetes.io/unreachable', operator: 'Equal', value: '', effect: 'NoSchedule' }] }),
    post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'a' }, spec: { taints: [{ key: 'x', effect: 'NoExecute' }] } }), post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'b' }, spec: { unschedulable: true } }), post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'c' }, spec: { taints: [{ key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule', value: 'v' }, { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' }] } }),
  ],
};

const owner = (over = {}) => ({ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'rs', uid: '11111111-1111-1111-1111-111111111111', ...over });
const cm = (name, meta = {}) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...meta } });
const role = (name, rules, user) => [
  post('/apis/rbac.authorization.k8s.io/v1/clusterroles', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules }),
  post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: { name }, roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name }, subjects: [{ kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: user }] }),
];
const owners = {
  name: 'plugins/owners', about: 'Who may set owners, block their deletion, and change them.', flags: { ...off, 'enable-admission-plugins': 'OwnerReferencesPermissionEnforcement' },
  steps: [
    ...role('cms', [{ apiGroups: [''], resources: ['configmaps'], verbs: ['create', 'update', 'patch', 'get'] }, { apiGroups: ['apps'], resources: ['replicasets/finalizers'], verbs: ['update'], resourceNames: ['rs', 'other'] }], 'jane'),
    ...role('cms2', [{ apiGroups: [''], resources: ['configmaps'], verbs: ['*'] }, { apiGroups: ['*'], resources: ['*/finalizers'], verbs: ['update'] }], 'dave'),
    ...['jane', 'dave', 'admin'].flatMap((u) => [
      { ...post(core('default', 'configmaps'), cm(`${u}-none`)), as: u, wait: 250 },
      as(u, post(core('default', 'configmaps'), cm(`${u}-plain`, { ownerReferences: [owner()] }))),
      as(u, post(core('default', 'configmaps'), cm(`${u}-block`, { ownerReferences: [owner({ blockOwnerDeletion: true, controller: true })] }))),
      as(u, post(core('default', 'configmaps'), cm(`${u}-block2`, { ownerReferences: [owner({ blockOwnerDeletion: true, name: 'third' })] }))),
      as(u, post(core('default', 'configmaps'), cm(`${u}-kind`, { ownerReferences: [owner({ blockOwnerDeletion: true, kind: 'Nonsense' })] }))),
      as(u, post(core('default', 'configmaps'), cm(`${u}-node`, { ownerReferences: [owner({ apiVersion: 'v1', kind: 'Node', name: 'n', blockOwnerDeletion: true })] }))),
      as(u, patch(core('default', `configmaps/${u}-none`), { metadata: { ownerReferences: [owner()] } })),
      as(u, patch(core('default', `configmaps/${u}-plain`), { metadata: { ownerReferences: [owner({ blockOwnerDeletion: true })] } })),
      as(u, patch(core('default', `configmaps/${u}-block`), { metadata: { ownerReferences: [owner({ blockOwnerDeletion: true, controller: true }), owner({ name: 'third', uid: '22222222-2222-2222-2222-222222222222', blockOwnerDeletion: true })] } })),
      as(u, patch(core('default', `configmaps/${u}-block`), { metadata: { ownerReferences: null } })),
      as(u, patch(core('default', `configmaps/${u}-block`), { metadata: { labels: { a: 'b' } } })),
      as(u, post(core('default', 'configmaps'), cm(`${u}-bad`, { ownerReferences: [owner({ apiVersion: 'a/b/c', blockOwnerDeletion: true })] }))),
      as(u, post(core('default', 'configmaps'), cm(`${u}-two`, { ownerReferences: [owner({ controller: true }), owner({ controller: true, uid: '33333333-3333-3333-3333-333333333333' })] }))),
    ]),
  ],
};

const accounts = {
  name: 'plugins/service-accounts', about: 'What ServiceAccounts give to pods: tokens, pull secrets, and which secrets may be mounted.', flags: {}, controllers: false,
  steps: [
    ns('s'), pod('s', 'early'), sa('s', 'default'), sa('s', 'noauto', { automountServiceAccountToken: false, imagePullSecrets: [{ name: 'pull' }, { name: 'pull2' }] }), sa('s', 'enforced', { metadata: { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } }, secrets: [{ name: 'ok' }], imagePullSecrets: [{ name: 'okpull' }] }), sa('s', 'notenforced', { metadata: { annotations: { 'kubernetes.io/enforce-mountable-secrets': 'yes' } } }),
    { ...pod('s', 'd', {}), wait: 400, compare: 'generated' }, pod('s', 'n', { serviceAccountName: 'noauto' }), { ...pod('s', 'n2', { serviceAccountName: 'noauto', automountServiceAccountToken: true, imagePullSecrets: [{ name: 'own' }] }), compare: 'generated' }, pod('s', 'missing', { serviceAccountName: 'nobody' }), pod('s', 'off', { automountServiceAccountToken: false }),
    ...[['ok', { volumes: [{ name: 'v', secret: { secretName: 'ok' } }] }], ['vol', { volumes: [{ name: 'v', secret: { secretName: 'bad' } }] }], ['env', { containers: [c({ env: [{ name: 'E', valueFrom: { secretKeyRef: { name: 'bad', key: 'k' } } }] })] }], ['envfrom', { containers: [c({ envFrom: [{ secretRef: { name: 'bad' } }] })] }], ['init', { initContainers: [c({ name: 'i', env: [{ name: 'E', valueFrom: { secretKeyRef: { name: 'bad', key: 'k' } } }] })] }], ['pull', { imagePullSecrets: [{ name: 'bad' }] }], ['pullok', { imagePullSecrets: [{ name: 'okpull' }] }], ['projected', { volumes: [{ name: 'v', projected: { sources: [{ secret: { name: 'bad' } }] } }] }], ['azure', { volumes: [{ name: 'v', azureFile: { secretName: 'bad', shareName: 's' } }] }]].flatMap(([name, spec]) => [pod('s', `e-${name}`, { serviceAccountName: 'enforced', automountServiceAccountToken: false, ...spec }), pod('s', `o-${name}`, { serviceAccountName: 'notenforced', automountServiceAccountToken: false, ...spec })]),
    pod('s', 'mirror', { automountServiceAccountToken: false, nodeName: 'n' }, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), pod('s', 'mirror2', { serviceAccountName: 'default' }, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), pod('s', 'mirror3', { volumes: [{ name: 'v', secret: { secretName: 'x' } }] }, { annotations: { 'kubernetes.io/config.mirror': 'x' } }), pod('s', 'mirror4', { volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: 'p' } }] } }] }, { annotations: { 'kubernetes.io/config.mirror': 'x' } }),
    { ...pod('s', 'mounts', { containers: [c({ volumeMounts: [{ name: 't', mountPath: '/var/run/secrets/kubernetes.io/serviceaccount' }] })], volumes: [{ name: 't', emptyDir: {} }] }), compare: 'generated' },
    patch('/api/v1/namespaces/s/pods/off', { spec: { serviceAccountName: 'noauto' } }),
    { ...post('/api/v1/namespaces/s/pods/off/ephemeralcontainers', {}), compare: 'status' },
  ],
};

const csr = (name, over) => post('/apis/certificates.k8s.io/v1/certificatesigningrequests', { apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name }, spec: { usages: ['client auth'], signerName: 'kubernetes.io/kube-apiserver-client', request: 'REQ', ...over } });
const CSR_ADMIN = requestOf('/O=system:masters/CN=boss'), CSR_JANE = requestOf('/O=dev/CN=jane');
const cond = (name, type, extra = {}) => ({ apiVersion: 'certificates.k8s.io/v1', kind: 'CertificateSigningRequest', metadata: { name }, status: { conditions: [{ type, status: 'True', reason: 'r', message: 'm', ...extra }] } });
const statusPatch = (name, sub, body, user) => as(user, patch(`/apis/certificates.k8s.io/v1/certificatesigningrequests/${name}/${sub}`, body));
const CRT = openssl('req', '-x509', '-key', KEY, '-subj', '/CN=x', '-days', '3000');
const certificates = {
  name: 'plugins/certificates', about: 'Who may approve, sign and ask for certificates of which signer.', flags: off,
  steps: [
    ...role('approver', [{ apiGroups: ['certificates.k8s.io'], resources: ['certificatesigningrequests', 'certificatesigningrequests/approval', 'certificatesigningrequests/status'], verbs: ['*'] }, { apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['example.com/*'], verbs: ['approve'] }, { apiGroups: ['certificates.k8s.io'], resources: ['signers'], resourceNames: ['example.com/one'], verbs: ['sign'] }], 'jane'),
    ...['kubernetes.io/kube-apiserver-client', 'kubernetes.io/kubelet-serving', 'example.com/one', 'example.com/two', 'other.example.com/one'].flatMap((signerName, k) => [
      csr(`c${k}`, { signerName, request: CSR_JANE, usages: ['digital signature', 'key encipherment', 'client auth'] }),
      csr(`a${k}`, { signerName, request: CSR_ADMIN }),
      { ...statusPatch(`c${k}`, 'approval', cond(`c${k}`, 'Approved'), 'jane'), wait: 250 },
      statusPatch(`c${k}`, 'approval', cond(`c${k}`, 'Denied'), 'jane'),
      statusPatch(`c${k}`, 'status', { status: { certificate: CRT } }, 'jane'),
      statusPatch(`c${k}`, 'status', { status: { conditions: [{ type: 'Failed', status: 'True', reason: 'r' }] } }, 'jane'),
      statusPatch(`c${k}`, 'approval', { metadata: { labels: { a: 'b' } } }, 'jane'),
    ]),
    get('/apis/certificates.k8s.io/v1/certificatesigningrequests/c2'),
  ],
};

const claim = (n, name, over = {}) => post(core(n, 'persistentvolumeclaims'), { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, ...(over.metadata ?? {}) }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, ...(over.spec ?? {}) } });
const storage = {
  name: 'plugins/storage-and-network', about: 'Default classes, sizes of claims, protection of volumes, addresses and classes of the network.', flags: { ...off, 'enable-admission-plugins': 'PersistentVolumeClaimResize,DenyServiceExternalIPs' }, since: '1.36',
  steps: [
    claim('default', 'early'),
    ...[['fast', 'true', true], ['slow', 'false', false], ['odd', 'yes', undefined]].map(([name, def, grow]) => post('/apis/storage.k8s.io/v1/storageclasses', { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: { name, annotations: { 'storageclass.kubernetes.io/is-default-class': def } }, provisioner: 'x.example/p', ...(grow !== undefined && { allowVolumeExpansion: grow }) })),
    { ...claim('default', 'defaulted'), wait: 400 }, claim('default', 'slow', { spec: { storageClassName: 'slow' } }), claim('default', 'empty', { spec: { storageClassName: '' } }), claim('default', 'beta', { metadata: { annotations: { 'volume.beta.kubernetes.io/storage-class': 'slow' } } }), claim('default', 'odd', { spec: { storageClassName: 'odd' } }), claim('default', 'nowhere', { spec: { storageClassName: 'nowhere' } }),
    ...['defaulted', 'slow', 'empty', 'odd', 'nowhere', 'beta'].flatMap((name) => [
      patch(core('default', `persistentvolumeclaims/${name}`), { spec: { resources: { requests: { storage: '2Gi' } } } }),
      patch(core('default', `persistentvolumeclaims/${name}/status`), { status: { phase: 'Bound', capacity: { storage: '1Gi' } } }),
      patch(core('default', `persistentvolumeclaims/${name}`), { spec: { resources: { requests: { storage: '3Gi' } } } }),
      patch(core('default', `persistentvolumeclaims/${name}`), { spec: { resources: { requests: { storage: '512Mi' } } } }),
      patch(core('default', `persistentvolumeclaims/${name}`), { spec: { volumeName: 'pv' } }),
      patch(core('default', `persistentvolumeclaims/${name}`), { spec: { storageClassName: 'slow' } }),
    ]),
    post('/api/v1/persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/x' } } }), patch('/api/v1/persistentvolumes/pv', { spec: { hostPath: { path: '/y' } } }), patch('/api/v1/persistentvolumes/pv', { metadata: { finalizers: [] } }), del('/api/v1/persistentvolumes/pv'),
    del(core('default', 'persistentvolumeclaims/early')),
    ...[['1.2.3.4'], ['1.2.3.4', '5.6.7.8'], ['not an ip']].map((externalIPs, k) => post(core('default', 'services'), { apiVersion: 'v1', kind: 'Service', metadata: { name: `e${k}` }, spec: { ports: [{ port: 1 }], externalIPs } })),
    post(core('default', 'services'), { apiVersion: 'v1', kind: 'Service', metadata: { name: 'plain' }, spec: { ports: [{ port: 1 }] } }), patch(core('default', 'services/plain'), { spec: { externalIPs: ['9.9.9.9'] } }), patch(core('default', 'services/plain'), { spec: { externalIPs: [] } }),
    post('/apis/networking.k8s.io/v1/ingressclasses', { apiVersion: 'networking.k8s.io/v1', kind: 'IngressClass', metadata: { name: 'i1', annotations: { 'ingressclass.kubernetes.io/is-default-class': 'true' } }, spec: { controller: 'x.example/c' } }),
    ...[{}, { metadata: { annotations: { 'kubernetes.io/ingress.class': 'old' } } }, { spec: { ingressClassName: 'i2' } }].map((over, k) => ({ ...post('/apis/networking.k8s.io/v1/namespaces/default/ingresses', { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata: { name: `g${k}`, ...over.metadata }, spec: { defaultBackend: { service: { name: 's', port: { number: 1 } } }, ...over.spec } }), ...(k === 0 && { wait: 400 }) })),
  ],
};

const nodeSelectors = {
  name: 'plugins/selectors-and-images', about: 'Node selectors and tolerations of namespaces, pulling of images, topology of affinity.', flags: { ...off, 'enable-admission-plugins': 'PodNodeSelector,PodTolerationRestriction,AlwaysPullImages,LimitPodHardAntiAffinityTopology', 'admission-control-config-file': '$DIR/admission.yaml' },
  files: { 'admission.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n- name: PodNodeSelector\n  path: selectors.yaml\n- name: PodTolerationRestriction\n  path: tolerations.yaml\n', 'selectors.yaml': 'podNodeSelectorPluginConfig:\n  clusterDefaultNodeSelector: "zone=z1,disk=ssd"\n  team: "team=a"\n', 'tolerations.yaml': 'apiVersion: podtolerationrestriction.admission.k8s.io/v1alpha1\nkind: Configuration\ndefault:\n- {key: d, operator: Equal, value: v}\nwhitelist:\n- {key: d, operator: Equal, value: v}\n- {key: w, operator: Exists}\n' },
  steps: [
    ns('plain'), ns('team'), ns('own', undefined, { 'scheduler.alpha.kubernetes.io/node-selector': 'zone=z2', 'scheduler.alpha.kubernetes.io/defaultTolerations': '[{"key":"k","operator":"Exists"}]', 'scheduler.alpha.kubernetes.io/tolerationsWhitelist': '[{"key":"k","operator":"Exists"},{"key":"l","operator":"Equal","value":"v","effect":"NoSchedule"}]' }),
    ns('badsel', undefined, { 'scheduler.alpha.kubernetes.io/node-selector': 'a in (b)' }), ns('badtol', undefined, { 'scheduler.alpha.kubernetes.io/defaultTolerations': '{' }), ns('emptysel', undefined, { 'scheduler.alpha.kubernetes.io/node-selector': '', 'scheduler.alpha.kubernetes.io/tolerationsWhitelist': '' }),
    ...['plain', 'team', 'own', 'badsel', 'badtol', 'emptysel'].flatMap((n, k) => [
      { ...pod(n, 'a'), ...(k === 0 && { wait: 400 }) }, pod(n, 'b', { nodeSelector: { zone: 'z1' } }), pod(n, 'c', { nodeSelector: { zone: 'z2', team: 'b' } }), pod(n, 'd', { tolerations: [{ key: 'k', operator: 'Exists' }] }), pod(n, 'e', { tolerations: [{ key: 'l', operator: 'Equal', value: 'v', effect: 'NoSchedule' }] }), pod(n, 'f', { tolerations: [{ key: 'w', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 3 }] }), pod(n, 'g', { containers: [c({ imagePullPolicy: 'Never' }), c({ name: 'd', image: 'x:1', imagePullPolicy: 'IfNotPresent' })], initContainers: [c({ name: 'i', image: 'y@sha256:0' })] }),
      pod(n, 'h', { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { a: 'b' } } }] } } }),
    ]),
    pod('plain', 'host', { affinity: { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'kubernetes.io/hostname', labelSelector: {} }], preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 1, podAffinityTerm: { topologyKey: 'zone', labelSelector: {} } }] } } }),
    patch('/api/v1/namespaces/plain/pods/a', { spec: { containers: [{ name: 'c', image: 'new', imagePullPolicy: 'Always' }] } }), patch('/api/v1/namespaces/plain/pods/a', { spec: { nodeSelector: { x: 'y' } } }), patch('/api/v1/namespaces/own/pods/a', { metadata: { labels: { a: 'b' } } }),
  ],
};

const updates = {
  name: 'plugins/refused-updates', about: 'What may not be changed of pods, claims and volumes, and the difference that the refusal shows.', flags: off,
  steps: [
    pod('default', 'p', { containers: [c({ args: ['a', 'b', 'c'], env: [{ name: 'A', value: '1' }, { name: 'B', value: '2' }], resources: { limits: { cpu: '1', memory: '1Gi' } } }), c({ name: 'd' })], nodeSelector: { a: 'b' }, volumes: [{ name: 'v', emptyDir: {} }, { name: 'w', configMap: { name: 'm' } }], securityContext: { supplementalGroups: [1, 2, 3], fsGroup: 5 }, affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'z', labelSelector: { matchLabels: { a: 'b' } } }] } } }),
    ...[{ hostname: 'h' }, { nodeSelector: { a: 'c', d: 'e' } }, { nodeSelector: null }, { containers: [c({ args: ['a', 'x', 'c', 'd'], image: 'j' }), c({ name: 'd' })] }, { containers: [c({ args: ['a', 'b', 'c'], env: [{ name: 'B', value: '2' }, { name: 'C', value: '3' }] }), c({ name: 'd', tty: true })] }, { volumes: [{ name: 'w', configMap: { name: 'm2' } }] }, { securityContext: { supplementalGroups: [1, 4, 3], fsGroup: 6 } }, { restartPolicy: 'Never', dnsPolicy: 'Default', hostname: 'x' }, { affinity: null }, { affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'y', labelSelector: { matchLabels: { a: 'c' } } }] } } }, { hostNetwork: true }, { serviceAccountName: 'x', automountServiceAccountToken: false }, { readinessGates: [{ conditionType: 'x.example/y' }] }, { topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'z', whenUnsatisfiable: 'DoNotSchedule' }] }, { containers: [c({ livenessProbe: { httpGet: { port: 'http', path: '/x' } }, lifecycle: { preStop: { exec: { command: ['x'] } } }, securityContext: { runAsUser: 3, capabilities: { add: ['A'] } } }), c({ name: 'd', ports: [{ containerPort: 80 }] })] }, { enableServiceLinks: false, terminationGracePeriodSeconds: 4 }, { hostAliases: [{ ip: '1.2.3.4', hostnames: ['a'] }] }, { dnsConfig: { nameservers: ['1.1.1.1'] } }, { overhead: { cpu: '1' } }].map((spec) => patch('/api/v1/namespaces/default/pods/p', { spec })),
    claim('default', 'q', { metadata: { labels: { a: 'b' } }, spec: { selector: { matchLabels: { x: 'y' } }, storageClassName: 'k', resources: { requests: { storage: '1500Mi' } } } }),
    ...[{ selector: { matchLabels: { x: 'z' } } }, { selector: null }, { accessModes: ['ReadWriteOnce', 'ReadOnlyMany'] }, { resources: { requests: { storage: '1.5Ti' } } }, { resources: { limits: { storage: '2Gi' } } }, { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 's' } }, { storageClassName: 'l', volumeMode: 'Block' }].map((spec) => patch('/api/v1/namespaces/default/persistentvolumeclaims/q', { spec })),
    post('/api/v1/persistentvolumes', { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'pv' }, spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], csi: { driver: 'd.example', volumeHandle: 'h', volumeAttributes: { a: 'b' } } } }),
    ...[{ csi: { volumeHandle: 'i' } }, { csi: { volumeAttributes: { a: 'c', d: 'e' } } }, { csi: { nodeStageSecretRef: { name: 'n', namespace: 'm' } } }, { csi: null, hostPath: { path: '/x' } }].map((spec) => patch('/api/v1/persistentvolumes/pv', { spec })),
  ],
};

const pods = core('default', 'pods');
const podOf = (name, spec) => pod('default', name, spec);
const merge = (path, body) => ({ request: { method: 'PATCH', path, body, headers: { 'content-type': 'application/strategic-merge-patch+json' } } });
const resize = (name, spec, extra) => ({ ...merge(`${pods}/${name}/resize`, { spec }), ...extra });
const one = (limits, requests, over = {}) => ({ containers: [c({ ...res(limits, requests), ...over })] });
const resizing = {
  name: 'plugins/resize', about: 'pods/resize: what may be resized, and what PodResizeValidator and NodeDeclaredFeatureValidator say.', since: '1.36', flags: { 'disable-admission-plugins': 'ServiceAccount' },
  steps: [
    post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n', labels: { 'kubernetes.io/os': 'linux' } } }),
    merge('/api/v1/nodes/n/status', { status: { allocatable: { cpu: '2', memory: '2Gi' }, capacity: { cpu: '2', memory: '2Gi' } } }),
    post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'w', labels: { 'kubernetes.io/os': 'windows' } } }),
    podOf('b', { ...one({ cpu: '1', memory: '1Gi' }, { cpu: '500m', memory: '512Mi' }), nodeName: 'n' }),
    podOf('u', { ...one({ cpu: '1', memory: '1Gi' }, { cpu: '500m', memory: '512Mi' }) }),
    podOf('g', { ...one({ cpu: '1', memory: '1Gi' }), nodeName: 'n' }),
    podOf('e', { ...one(), nodeName: 'n' }),
    podOf('win', { ...one({ cpu: '1' }), nodeName: 'w' }),
    podOf('gone', { ...one({ cpu: '1' }), nodeName: 'missing' }),
    podOf('i', { initContainers: [c({ name: 'i', ...res({ cpu: '1' }) }), c({ name: 's', restartPolicy: 'Always', ...res({ cpu: '100m' }) })], containers: [c(res({ cpu: '1' }))], nodeName: 'n' }),
    podOf('pol', { ...one({ cpu: '1', memory: '1Gi' }, undefined, { resizePolicy: [{ resourceName: 'memory', restartPolicy: 'RestartContainer' }] }), nodeName: 'n' }),
    { request: `GET ${pods}/b/resize`, times: 1 },
    resize('b', one({ cpu: '1500m' })), resize('b', one(undefined, { cpu: '600m' })), resize('b', one({ cpu: '3' }, { cpu: '3' })), resize('b', one({ memory: '4Gi' }, { memory: '4Gi', cpu: '5' })), resize('b', one({ cpu: '100m' })), resize('b', one({ memory: '512Mi' })), resize('b', one({ 'ephemeral-storage': '1Gi' })), resize('b', one({ cpu: null })), resize('b', one(undefined, { memory: null })), resize('b', { containers: [c({ image: 'other' })] }), resize('b', { nodeSelector: { a: 'b' } }), resize('b', { containers: [{ name: 'd', image: 'x' }] }), resize('b', one({ cpu: '-1' })), resize('b', one({ cpu: 'x' })),
    merge(`${pods}/b/resize`, { metadata: { labels: { a: 'b' } } }), merge(`${pods}/b/resize`, { status: { phase: 'Running' } }), merge(`${pods}/b/resize?dryRun=All`, { spec: one({ cpu: '1600m' }) }),
    resize('u', one({ cpu: '3' }, { cpu: '3' })), resize('u', one({ cpu: '9' })), resize('g', one({ cpu: '1500m' })), resize('g', one({ cpu: '1500m', memory: '1Gi' }, { cpu: '1500m' })), resize('e', one({ cpu: '1' })), resize('e', one(undefined, { cpu: '1' })), resize('win', one({ cpu: '500m' }, { cpu: '500m' })), resize('gone', one({ cpu: '500m' }, { cpu: '500m' })),
    resize('i', { initContainers: [{ name: 'i', ...res({ cpu: '500m' }, { cpu: '500m' }) }] }), resize('i', { initContainers: [{ name: 's', ...res({ cpu: '200m' }, { cpu: '200m' }) }] }), resize('i', { initContainers: [{ name: 's', ...res({ 'example.com/x': '1' }, { 'example.com/x': '1' }) }] }), resize('pol', one({ memory: '1500Mi' }, { memory: '1500Mi' })), resize('pol', { containers: [c({ resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] })] }), resize('pol', { containers: [c({ resizePolicy: [{ resourceName: 'disk', restartPolicy: 'Sometimes' }] })] }),
    resize('nobody', one({ cpu: '1' })), { request: { method: 'POST', path: `${pods}/b/resize`, body: {} } }, { request: `DELETE ${pods}/b/resize` }, { request: { method: 'PUT', path: `${pods}/b/resize`, body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'other' }, spec: one({ cpu: '1' }) } } }, { request: { method: 'PUT', path: `${pods}/b/resize`, body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' }, spec: one({ cpu: '1200m', memory: '1Gi' }, { cpu: '700m', memory: '512Mi' }) } } }, { request: { method: 'PUT', path: `${pods}/b/resize`, body: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'b' }, spec: { containers: [c(), c({ name: 'd' })] } } } },
    { ...patch(`${pods}/b/resize`, { spec: one({ cpu: '1' }) }), as: 'jane' },
    merge('/api/v1/namespaces/default/pods/b', { spec: one({ cpu: '1' }, { cpu: '1' }) }),
    { request: `GET ${pods}/b`, times: 1 },
    post('/api/v1/namespaces/default/limitranges', { apiVersion: 'v1', kind: 'LimitRange', metadata: { name: 'l' }, spec: { limits: [{ type: 'Container', max: { cpu: '1100m' } }] } }),
    resize('b', one({ cpu: '1200m' }, { cpu: '1200m' }), { wait: 400 }), resize('b', one({ cpu: '1' }, { cpu: '900m' })),
    post('/api/v1/namespaces/default/resourcequotas', { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'q' }, spec: { hard: { 'limits.cpu': '5' } } }),
  ],
};

export const scripts = [podSecurity, exemptions, limitRanger, quotas, priority, owners, accounts, certificates, storage, nodeSelectors, updates, resizing];
