/** Objects of many kinds, each with the fields that the server looks into. */
import { generateKeyPairSync } from 'node:crypto';

const meta = (name: string, namespace?: string): object => ({
  name,
  ...(namespace && { namespace }),
  labels: { app: 'web' },
  annotations: { note: 'x' },
  finalizers: ['example.com/f'],
  ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'c', uid: 'u' }],
});
const container = {
  name: 'c',
  image: 'nginx:1',
  command: ['sh'],
  args: ['-c'],
  workingDir: '/',
  env: [
    { name: 'A', value: 'b' },
    { name: 'B', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
  ],
  envFrom: [{ prefix: 'P', configMapRef: { name: 'c' } }],
  ports: [{ name: 'http', containerPort: 80, protocol: 'TCP', hostIP: '1.2.3.4' }],
  resources: { limits: { cpu: '100m', memory: '1Mi' }, requests: { cpu: '10m' } },
  volumeMounts: [{ name: 'v', mountPath: '/v', subPath: 's' }],
  livenessProbe: { httpGet: { path: '/', port: 'http', scheme: 'HTTP', host: 'h', httpHeaders: [{ name: 'X', value: 'y' }] } },
  terminationMessagePath: '/t',
  imagePullPolicy: 'Always',
  securityContext: { capabilities: { add: ['NET_ADMIN'] }, seccompProfile: { type: 'Localhost', localhostProfile: 'p' } },
};
const podSpec = {
  containers: [container],
  initContainers: [{ ...container, name: 'i' }],
  volumes: [
    { name: 'v', emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } },
    { name: 's', secret: { secretName: 's', items: [{ key: 'k', path: 'p' }] } },
    { name: 't', projected: { sources: [{ serviceAccountToken: { audience: 'a', path: 't' } }] } },
  ],
  nodeSelector: { disk: 'ssd' },
  serviceAccountName: 'default',
  nodeName: 'n',
  hostname: 'h',
  subdomain: 's',
  schedulerName: 'x',
  priorityClassName: '',
  dnsConfig: { nameservers: ['1.1.1.1'], searches: ['a.b'], options: [{ name: 'ndots', value: '1' }] },
  hostAliases: [{ ip: '1.2.3.4', hostnames: ['h'] }],
  tolerations: [{ key: 'k', operator: 'Equal', value: 'v', effect: 'NoSchedule' }],
  imagePullSecrets: [{ name: 'p' }],
  affinity: {
    nodeAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: 'k', operator: 'In', values: ['v'] }] }] },
    },
  },
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { app: 'web' } } }],
};
const workload = { selector: { matchLabels: { app: 'web' } }, template: { metadata: { labels: { app: 'web' } }, spec: podSpec } };
const attributes = {
  user: 'u',
  groups: ['g'],
  resourceAttributes: { namespace: 'n', verb: 'get', group: 'g', version: 'v', resource: 'r', subresource: 's', name: 'x' },
};

function request(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  return Buffer.from(publicKey.export({ type: 'spki', format: 'pem' }).toString()).toString('base64');
}

export interface Sample {
  readonly path: string;
  readonly object: object;
}

const core = (resource: string): string => `/api/v1/${resource}`;
const inNamespace = (resource: string): string => `/api/v1/namespaces/default/${resource}`;
const group = (name: string, version: string, resource: string, namespaced = false): string =>
  `/apis/${name}/${version}/${namespaced ? 'namespaces/default/' : ''}${resource}`;
const rbac = (resource: string, namespaced = false): string => group('rbac.authorization.k8s.io', 'v1', resource, namespaced);

export const SAMPLES: readonly Sample[] = [
  { path: inNamespace('pods'), object: { apiVersion: 'v1', kind: 'Pod', metadata: meta('p'), spec: podSpec } },
  {
    path: inNamespace('configmaps'),
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { ...meta('c'), generateName: 'g-' }, data: { k: 'v' }, binaryData: { b: 'AA==' } },
  },
  {
    path: inNamespace('secrets'),
    object: { apiVersion: 'v1', kind: 'Secret', metadata: meta('s'), type: 'Opaque', data: { k: 'AA==' }, stringData: { s: 't' } },
  },
  { path: core('namespaces'), object: { apiVersion: 'v1', kind: 'Namespace', metadata: meta('n'), spec: { finalizers: ['kubernetes'] } } },
  {
    path: core('nodes'),
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: meta('n'),
      spec: { podCIDR: '10.0.0.0/24', providerID: 'p', taints: [{ key: 'k', value: 'v', effect: 'NoSchedule' }] },
    },
  },
  {
    path: inNamespace('services'),
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: meta('s'),
      spec: {
        selector: { a: 'b' },
        clusterIP: '10.0.0.9',
        externalIPs: ['1.2.3.4'],
        externalName: 'e',
        ports: [{ name: 'p', port: 1, targetPort: 'http', protocol: 'TCP' }],
      },
    },
  },
  {
    path: inNamespace('endpoints'),
    object: {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: meta('e'),
      subsets: [{ addresses: [{ ip: '1.2.3.4', hostname: 'h' }], ports: [{ name: 'p', port: 1 }] }],
    },
  },
  {
    path: inNamespace('serviceaccounts'),
    object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: meta('s'), secrets: [{ name: 's' }], imagePullSecrets: [{ name: 'p' }] },
  },
  {
    path: inNamespace('events'),
    object: {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: meta('e'),
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'p' },
      reason: 'r',
      message: 'm',
      source: { component: 'c' },
      firstTimestamp: '2020-01-01T00:00:00Z',
      eventTime: '2020-01-01T00:00:00.000000Z',
      type: 'Normal',
    },
  },
  {
    path: inNamespace('resourcequotas'),
    object: { apiVersion: 'v1', kind: 'ResourceQuota', metadata: meta('r'), spec: { hard: { pods: '1' }, scopes: ['BestEffort'] } },
  },
  {
    path: inNamespace('limitranges'),
    object: { apiVersion: 'v1', kind: 'LimitRange', metadata: meta('l'), spec: { limits: [{ type: 'Container', max: { cpu: '1' } }] } },
  },
  {
    path: inNamespace('persistentvolumeclaims'),
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: meta('p'),
      spec: { accessModes: ['ReadWriteOnce'], storageClassName: 's', resources: { requests: { storage: '1Gi' } } },
    },
  },
  {
    path: core('persistentvolumes'),
    object: {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: meta('p'),
      spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/p' }, storageClassName: 's' },
    },
  },
  {
    path: `${inNamespace('pods')}/p/eviction`,
    object: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: meta('p'), deleteOptions: { preconditions: { uid: 'u', resourceVersion: '1' } } },
  },
  { path: `${inNamespace('pods')}/p/binding`, object: { apiVersion: 'v1', kind: 'Binding', metadata: meta('p'), target: { kind: 'Node', name: 'n' } } },
  {
    path: `${inNamespace('serviceaccounts')}/default/token`,
    object: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: ['a'], boundObjectRef: { kind: 'Pod', apiVersion: 'v1', name: 'p', uid: 'u' } },
    },
  },
  {
    path: group('apps', 'v1', 'deployments', true),
    object: {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: meta('d'),
      spec: { ...workload, strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%' } } },
    },
  },
  {
    path: group('apps', 'v1', 'statefulsets', true),
    object: { apiVersion: 'apps/v1', kind: 'StatefulSet', metadata: meta('d'), spec: { ...workload, serviceName: 's' } },
  },
  {
    path: group('batch', 'v1', 'jobs', true),
    object: { apiVersion: 'batch/v1', kind: 'Job', metadata: meta('j'), spec: { template: { spec: { ...podSpec, restartPolicy: 'Never' } } } },
  },
  {
    path: group('networking.k8s.io', 'v1', 'networkpolicies', true),
    object: {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: meta('n'),
      spec: {
        podSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
        ingress: [{ from: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16'] } }] }],
      },
    },
  },
  {
    path: group('policy', 'v1', 'poddisruptionbudgets', true),
    object: { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata: meta('p'), spec: { minAvailable: '50%', selector: { matchLabels: { a: 'b' } } } },
  },
  {
    path: group('coordination.k8s.io', 'v1', 'leases', true),
    object: {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: meta('l'),
      spec: { holderIdentity: 'h', renewTime: '2020-01-01T00:00:00.000000Z' },
    },
  },
  {
    path: rbac('roles', true),
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: meta('r'),
      rules: [{ verbs: ['get'], apiGroups: ['g'], resources: ['r'], resourceNames: ['n'] }],
    },
  },
  {
    path: rbac('clusterroles'),
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: meta('r'),
      rules: [{ verbs: ['get'], nonResourceURLs: ['/x*'] }],
      aggregationRule: { clusterRoleSelectors: [{ matchLabels: { a: 'b' } }] },
    },
  },
  {
    path: rbac('rolebindings', true),
    object: {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: meta('r'),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' },
      subjects: [{ kind: 'ServiceAccount', name: 's', namespace: 'n' }],
    },
  },
  {
    path: group('authorization.k8s.io', 'v1', 'subjectaccessreviews'),
    object: { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { ...attributes, extra: { k: ['v'] } } },
  },
  {
    path: group('authorization.k8s.io', 'v1', 'subjectaccessreviews'),
    object: { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview', spec: { user: 'u', nonResourceAttributes: { path: '/p', verb: 'get' } } },
  },
  {
    path: group('authorization.k8s.io', 'v1', 'subjectaccessreviews'),
    object: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: {
        user: 'u',
        resourceAttributes: {
          verb: 'list',
          resource: 'pods',
          labelSelector: { rawSelector: 'a=b' },
          fieldSelector: { requirements: [{ key: 'a', operator: 'In', values: ['b'] }] },
        },
      },
    },
  },
  {
    path: group('authorization.k8s.io', 'v1', 'selfsubjectrulesreviews'),
    object: { apiVersion: 'authorization.k8s.io/v1', kind: 'SelfSubjectRulesReview', spec: { namespace: 'n' } },
  },
  {
    path: group('authentication.k8s.io', 'v1', 'tokenreviews'),
    object: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenReview', spec: { token: 't', audiences: ['a'] } },
  },
  {
    path: group('certificates.k8s.io', 'v1', 'certificatesigningrequests'),
    object: {
      apiVersion: 'certificates.k8s.io/v1',
      kind: 'CertificateSigningRequest',
      metadata: meta('c'),
      spec: { request: request(), signerName: 'example.com/s', usages: ['client auth'] },
    },
  },
  {
    path: group('storage.k8s.io', 'v1', 'storageclasses'),
    object: { apiVersion: 'storage.k8s.io/v1', kind: 'StorageClass', metadata: meta('s'), provisioner: 'p', parameters: { a: 'b' }, mountOptions: ['m'] },
  },
  {
    path: group('scheduling.k8s.io', 'v1', 'priorityclasses'),
    object: { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: meta('p'), value: 1, description: 'd' },
  },
];
