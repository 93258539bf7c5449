// What is stored in one version and read in another: `conversions/*`, asked of each version with shared/oracle/record.mjs.
const post = (path, body, more = {}) => ({ request: { method: 'POST', path, body }, ...more });
const put = (path, body, more = {}) => ({ request: { method: 'PUT', path, body }, ...more });
const get = (path, more = {}) => ({ request: { method: 'GET', path }, ...more });
const at = (groupVersion, plural, name = '') => `/apis/${groupVersion}/namespaces/default/${plural}${name && `/${name}`}`;

/** An object made in one version and read in all of them. */
const inEach = (versions, plural, [kind, made], name, fields, more) => [
  post(at(made, plural), { apiVersion: made, kind, metadata: { name, ...more }, ...fields }),
  ...versions.map((version) => get(at(version, plural, name))),
];

const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const hpa = (versions, made, name, spec, more) => inEach(versions, 'horizontalpodautoscalers', ['HorizontalPodAutoscaler', made], name, { spec: { scaleTargetRef, maxReplicas: 5, ...spec } }, more);
const target = (type, fields) => ({ type, ...fields });
const METRICS = [
  { type: 'Resource', resource: { name: 'cpu', target: target('Utilization', { averageUtilization: 70 }) } },
  { type: 'Resource', resource: { name: 'memory', target: target('AverageValue', { averageValue: '100Mi' }) } },
  { type: 'Pods', pods: { metric: { name: 'requests', selector: { matchLabels: { a: 'b' } } }, target: target('AverageValue', { averageValue: '10' }) } },
  { type: 'Object', object: { describedObject: { kind: 'Service', name: 's', apiVersion: 'v1' }, metric: { name: 'hits' }, target: target('Value', { value: '3' }) } },
  { type: 'External', external: { metric: { name: 'queue' }, target: target('Value', { value: '30' }) } },
];
const scalers = (versions, newest) => [
  ...hpa(versions, 'autoscaling/v1', 'cpu', { targetCPUUtilizationPercentage: 80 }),
  ...hpa(versions, 'autoscaling/v1', 'plain', {}),
  ...hpa(versions, 'autoscaling/v1', 'noted', { minReplicas: 2 }, { annotations: { a: 'b', 'autoscaling.alpha.kubernetes.io/metrics': JSON.stringify([{ type: 'Resource', resource: { name: 'memory', targetAverageUtilization: 60 } }]) } }),
  ...hpa(versions, 'autoscaling/v1', 'garbage', { minReplicas: 2 }, { annotations: { 'autoscaling.alpha.kubernetes.io/metrics': 'nonsense', 'autoscaling.alpha.kubernetes.io/conditions': 'nonsense' } }),
  ...hpa(versions, newest, 'all', { metrics: METRICS }),
  ...hpa(versions, newest, 'memory', { metrics: [METRICS[1]] }),
  ...hpa(versions, newest, 'value', { metrics: [{ type: 'Resource', resource: { name: 'cpu', target: target('AverageValue', { averageValue: '500m' }) } }] }),
  ...hpa(versions, newest, 'behaviour', { metrics: [METRICS[0]], behavior: { scaleDown: { stabilizationWindowSeconds: 60, policies: [{ type: 'Pods', value: 1, periodSeconds: 15 }] } } }),
  put(`${at(newest, 'horizontalpodautoscalers', 'all')}/status`, {
    apiVersion: newest,
    kind: 'HorizontalPodAutoscaler',
    metadata: { name: 'all' },
    spec: { scaleTargetRef, maxReplicas: 5 },
    status: {
      currentReplicas: 2,
      desiredReplicas: 3,
      conditions: [{ type: 'AbleToScale', status: 'True', reason: 'R', message: 'm', lastTransitionTime: '2020-01-01T00:00:00Z' }],
      currentMetrics: [
        { type: 'Resource', resource: { name: 'cpu', current: { averageUtilization: 42, averageValue: '40m' } } },
        { type: 'External', external: { metric: { name: 'queue' }, current: { value: '7' } } },
      ],
    },
  }),
  ...versions.map((version) => get(at(version, 'horizontalpodautoscalers', 'all'))),
  ...versions.map((version) => get(at(version, 'horizontalpodautoscalers'))),
];

const backend = (serviceName, servicePort) => ({ serviceName, servicePort });
const service = (name, port) => ({ service: { name, port } });
const INGRESSES = ['extensions/v1beta1', 'networking.k8s.io/v1beta1', 'networking.k8s.io/v1'];
const ingress = (made, name, spec) => inEach(INGRESSES, 'ingresses', ['Ingress', made], name, { spec });
const ingresses = [
  ...ingress(INGRESSES[0], 'number', { backend: backend('s', 80) }),
  ...ingress(INGRESSES[0], 'named', { backend: backend('s', 'http') }),
  ...ingress(INGRESSES[1], 'paths', { rules: [{ host: 'a.example', http: { paths: [{ path: '/a', backend: backend('s', 80) }, { path: '/b', pathType: 'Exact', backend: backend('t', 'web') }] } }, { host: 'b.example' }] }),
  ...ingress(INGRESSES[1], 'resource', { backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'b' } } }),
  ...ingress(INGRESSES[2], 'default', { defaultBackend: service('s', { number: 80 }) }),
  ...ingress(INGRESSES[2], 'both', { defaultBackend: service('s', { name: 'http' }), tls: [{ hosts: ['a.example'], secretName: 'c' }], rules: [{ http: { paths: [{ path: '/', pathType: 'Prefix', backend: service('t', { number: 8080 }) }] } }] }),
  ...ingress(INGRESSES[2], 'class', { ingressClassName: 'nginx', rules: [{ host: '*.example', http: { paths: [{ pathType: 'ImplementationSpecific', backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'b' } } }] } }] }),
  ...INGRESSES.map((version) => get(at(version, 'ingresses'))),
];

const CLASSES = ['node.k8s.io/v1alpha1', 'node.k8s.io/v1beta1', 'node.k8s.io/v1'];
const ofCluster = (version, name = '') => `/apis/${version}/runtimeclasses${name && `/${name}`}`;
const runtimeClass = (made, name, fields) => [
  post(ofCluster(made), { apiVersion: made, kind: 'RuntimeClass', metadata: { name }, ...fields }),
  ...CLASSES.map((version) => get(ofCluster(version, name))),
];
const runtimeClasses = [
  ...runtimeClass(CLASSES[0], 'alpha', { spec: { runtimeHandler: 'runc' } }),
  ...runtimeClass(CLASSES[0], 'whole', { spec: { runtimeHandler: 'kata', overhead: { podFixed: { cpu: '10m' } }, scheduling: { nodeSelector: { a: 'b' }, tolerations: [{ key: 'k', operator: 'Exists' }] } } }),
  ...runtimeClass(CLASSES[1], 'beta', { handler: 'runc' }),
  ...runtimeClass(CLASSES[2], 'stable', { handler: 'kata', overhead: { podFixed: { memory: '1Mi' } }, scheduling: { nodeSelector: { c: 'd' } } }),
  ...CLASSES.map((version) => get(ofCluster(version))),
];

const flags = { 'authorization-mode': 'Node,RBAC', 'disable-admission-plugins': 'ServiceAccount' };
export const scripts = [
  { name: 'conversions/pod-autoscalers', about: 'HorizontalPodAutoscalers of one version as those of another.', flags, since: '1.36', steps: scalers(['autoscaling/v1', 'autoscaling/v2'], 'autoscaling/v2') },
  { name: 'conversions/pod-autoscalers', about: 'HorizontalPodAutoscalers of one version as those of another.', flags, until: '1.20', steps: scalers(['autoscaling/v1', 'autoscaling/v2beta1', 'autoscaling/v2beta2'], 'autoscaling/v2beta2') },
  { name: 'conversions/ingresses', about: 'Ingresses of one version as those of another.', flags, until: '1.20', steps: ingresses },
  { name: 'conversions/runtime-classes', about: 'RuntimeClasses of one version as those of another.', flags: { ...flags, 'runtime-config': 'node.k8s.io/v1alpha1=true' }, until: '1.20', steps: runtimeClasses },
];
