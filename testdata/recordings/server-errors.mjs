// What a server refuses with 500 and what lies close to it: annotations of namespaces that plugins cannot read, ranges of addresses that are full or go,
// patches of policies, what a node asks for, limited scopes, webhooks that cannot be reached; and differences of odd values. Recorded with
// shared/oracle/record.mjs.
import fs from 'node:fs';
const post = (path, body, more = {}) => ({ request: { method: 'POST', path, body }, ...more });
const patch = (path, body, type = 'application/merge-patch+json', more = {}) => ({ request: { method: 'PATCH', path, headers: { 'content-type': type }, body }, ...more });
const namespace = (name, annotations) => post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(annotations && { annotations }) } });
const pod = (ns, name = 'a', spec = {}, more = {}) => post(`/api/v1/namespaces/${ns}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'c', image: 'i' }], ...spec } }, more);
const service = (name, spec = {}, query = '') => post(`/api/v1/namespaces/default/services${query}`, { apiVersion: 'v1', kind: 'Service', metadata: typeof name === 'string' ? { name } : name, spec: { ports: [{ port: 80 }], ...spec } });

const selectors = ['not a selector', 'a b=c', 'a=b c', '=x', 'a=b=c', 'a=,b', ' a = b ', ',', 'a', 'a=b,', '/x=y', 'a=!', 'x/y/z=1', `${'k'.repeat(64)}=v`, `k=${'v'.repeat(64)}`, 'a=b,a=c'];
const P = 'scheduler.alpha.kubernetes.io/';
const tolerations = ['{', '{}', '1', '"x"', '[1]', '[{"key":1}]', 'null', 'x', '[{"operator":"Nope"}]', '[{"tolerationSeconds":"x"}]', '[}', '[{"key":"a"},]', 'true', '[] []', '[{"KEY":"a","operator":"Exists"}]', '[{"nope":1}]', '[{"tolerationSeconds":1.5}]', '[{"tolerationSeconds":9223372036854775808}]', '\u0001', '[null]', '[[]]', '[{"key":"a"', ' '];
const seq = (name, list) => list.map((value, at) => [`${name}${at}`, value]);

const mutations = {
  'kind-gone': "[JSONPatch{op: 'remove', path: '/kind'}]",
  'version-gone': "[JSONPatch{op: 'remove', path: '/apiVersion'}]",
  'kind-unknown': "[JSONPatch{op: 'replace', path: '/kind', value: 'Nope'}]",
  'version-unknown': "[JSONPatch{op: 'replace', path: '/apiVersion', value: 'nope/v1'}]",
  'version-odd': "[JSONPatch{op: 'replace', path: '/apiVersion', value: 'a/b/c'}]",
  'kind-number': "[JSONPatch{op: 'replace', path: '/kind', value: 1}]",
  'whole-gone': "[JSONPatch{op: 'replace', path: '', value: 'x'}]",
  'bad-base64': "[JSONPatch{op: 'add', path: '/binaryData', value: {'a': '!'}}]",
  'bad-time': "[JSONPatch{op: 'add', path: '/metadata/creationTimestamp', value: 'x'}]",
  'bad-labels': "[JSONPatch{op: 'add', path: '/metadata/labels', value: ['x']}]",
  'bad-immutable': "[JSONPatch{op: 'add', path: '/immutable', value: 'x'}]",
  'bad-grace': "[JSONPatch{op: 'add', path: '/metadata/generation', value: 1.5}]",
  'two-unknown': "[JSONPatch{op: 'add', path: '/colour', value: 'red'}, JSONPatch{op: 'add', path: '/metadata/size', value: 1}]",
  'owners-odd': "[JSONPatch{op: 'add', path: '/metadata/ownerReferences', value: [{'kind': 1}]}]",
  'status-kind': "[JSONPatch{op: 'replace', path: '/kind', value: 'Status'}]",
};
const A = '/apis/admissionregistration.k8s.io/v1';
const mutating = Object.entries(mutations).flatMap(([name, expression]) => [
  namespace(name),
  post(`${A}/mutatingadmissionpolicies`, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicy', metadata: { name }, spec: { matchConstraints: { resourceRules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['configmaps', 'pods'] }] }, reinvocationPolicy: 'Never', mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression } }] } }),
  post(`${A}/mutatingadmissionpolicybindings`, { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'MutatingAdmissionPolicyBinding', metadata: { name }, spec: { policyName: name, matchResources: { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } } } }),
]);
const old = JSON.parse(fs.readFileSync(new URL('1.37/newest/pod-certificates-of-nodes.json', import.meta.url), 'utf8'));
const spec = old.exchanges[3].request.body.spec;
const node1 = { cert: { cn: 'system:node:node1', o: ['system:nodes'] } };
const request = (name, more) => post('/apis/certificates.k8s.io/v1/namespaces/default/podcertificaterequests', { apiVersion: 'certificates.k8s.io/v1', kind: 'PodCertificateRequest', metadata: { name }, spec: { ...spec, nodeUID: '${node}', podUID: '${pod}', serviceAccountUID: '${account}', ...more } }, { as: node1 });

const tried = (name, spec = {}, query = '?dryRun=All', more = {}) => ({ ...service(name, spec, query), ...more });
const P_OF = '/api/v1/namespaces/default/pods/p';
const raw = (path, body) => patch(path, body);

export const scripts = [
  { name: 'server-errors/annotations', about: 'Annotations of namespaces that PodNodeSelector and PodTolerationRestriction cannot read.',
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'enable-admission-plugins': 'PodNodeSelector,PodTolerationRestriction' },
    steps: [...seq('selector', selectors).map(([n, v]) => namespace(n, { [`${P}node-selector`]: v })), ...seq('default', tolerations).map(([n, v]) => namespace(n, { [`${P}defaultTolerations`]: v })), ...seq('whitelist', tolerations).map(([n, v]) => namespace(n, { [`${P}tolerationsWhitelist`]: v })),
      ...seq('selector', selectors).map(([n], at) => pod(n, 'a', {}, at === 0 ? { wait: 600 } : {})), ...seq('default', tolerations).map(([n]) => pod(n)), ...seq('whitelist', tolerations).map(([n]) => pod(n, 'a', { tolerations: [{ key: 'k', operator: 'Exists' }] }))] },
  { name: 'server-errors/selector-configuration', about: 'A configuration of PodNodeSelector that names no selector.',
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'enable-admission-plugins': 'PodNodeSelector', 'admission-control-config-file': '$DIR/admission.yaml' },
    files: { 'admission.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n- name: PodNodeSelector\n  path: selectors.yaml\n', 'selectors.yaml': 'podNodeSelectorPluginConfig:\n  clusterDefaultNodeSelector: "a b=c"\n  team: "x in (y)"\n' },
    steps: [namespace('team', { [`${P}node-selector`]: 'a=b' }), namespace('plain'), pod('team', 'a', {}, { wait: 500 }), pod('plain')] },
  { name: 'server-errors/full-range', about: 'Services for which no address is left.',
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'service-cluster-ip-range': '10.77.0.0/29' },
    steps: [1, 2, 3, 4, 5].map((n) => service(`s${n}`)).concat([service('full'), service('full', {}, '?dryRun=All'), service('port', { type: 'NodePort' }), service('balanced', { type: 'LoadBalancer' }), service('null', { clusterIP: null }), service('headless', { clusterIP: 'None' }), service('named', { clusterIP: '10.77.0.1' }), service('external', { type: 'ExternalName', externalName: 'a.b' }),
      patch('/api/v1/namespaces/default/services/external', { spec: { type: 'ClusterIP', externalName: null } }), { request: { method: 'DELETE', path: '/api/v1/namespaces/default/services/s1' } }, service('again')]) },
  { name: 'server-errors/range-that-goes', about: 'Services while the only range is deleted.', since: '1.36', controllers: true,
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'service-cluster-ip-range': '10.77.0.0/29' },
    steps: [service('before'), { request: { method: 'DELETE', path: '/apis/networking.k8s.io/v1/servicecidrs/kubernetes' } }, { request: { method: 'GET', path: '/apis/networking.k8s.io/v1/servicecidrs/kubernetes' }, wait: 3000 }, service('after'), service('after', { clusterIP: '10.77.0.5' }), service('after', {}, '?dryRun=All')] },
  { name: 'server-errors/mutations', about: 'JSON patches of policies that make what cannot be read.', since: '1.36',
    flags: { 'disable-admission-plugins': 'ServiceAccount' },
    steps: [...mutating, ...Object.keys(mutations).map((name, at) => post(`/api/v1/namespaces/${name}/configmaps`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }, at === 0 ? { wait: 3000 } : {}))] },
  { name: 'server-errors/pod-certificates', about: 'What NodeRestriction does not find that a PodCertificateRequest names.', since: '1.37',
    flags: { 'authorization-mode': 'Node,RBAC', 'disable-admission-plugins': 'ServiceAccount', 'enable-admission-plugins': 'NodeRestriction' },
    steps: [
      post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'node1' } }, { save: { node: 'metadata.uid' } }),
      post('/api/v1/namespaces/default/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'sa' } }, { save: { account: 'metadata.uid' } }),
      { ...old.exchanges[2], request: { ...old.exchanges[2].request, body: { ...old.exchanges[2].request.body, spec: { ...old.exchanges[2].request.body.spec, serviceAccountName: 'sa' } } }, response: undefined, id: undefined, save: { pod: 'metadata.uid' } },
      { ...request('r0', { podName: 'none', serviceAccountName: 'sa' }), wait: 600 }, request('r1', { podUID: '00000000-0000-4000-8000-000000000001', serviceAccountName: 'sa' }), request('r2', { serviceAccountName: 'other' }), request('r3', { serviceAccountName: 'sa', serviceAccountUID: '00000000-0000-4000-8000-000000000001' }), request('r4', { serviceAccountName: 'sa', signerName: 'example.com/other' }),
      { request: { method: 'DELETE', path: '/api/v1/namespaces/default/serviceaccounts/sa' } }, { ...request('r5', { serviceAccountName: 'sa' }), wait: 400 }, { request: { method: 'DELETE', path: '/api/v1/nodes/node1' } }, { ...request('r6', { serviceAccountName: 'sa' }), wait: 400 },
    ] },
  { name: 'server-errors/limited-scopes', about: 'A limited scope that no quota covers.',
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'admission-control-config-file': '$DIR/admission.yaml' },
    files: { 'admission.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: AdmissionConfiguration\nplugins:\n- name: ResourceQuota\n  path: quota.yaml\n', 'quota.yaml': 'apiVersion: apiserver.config.k8s.io/v1\nkind: ResourceQuotaConfiguration\nlimitedResources:\n- resource: pods\n  matchScopes:\n  - {scopeName: PriorityClass, operator: In, values: [high, higher]}\n' },
    steps: [namespace('plain'), post('/apis/scheduling.k8s.io/v1/priorityclasses', { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name: 'high' }, value: 5 }), pod('plain', 'a', { priorityClassName: 'high' }, { wait: 600 }), pod('plain', 'b')] },
  { name: 'server-errors/mountable-secrets', about: 'An ephemeral container with a Secret that its ServiceAccount does not name.', since: '1.36',
    flags: {},
    steps: [namespace('plain'), post('/api/v1/namespaces/plain/serviceaccounts', { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'sa', annotations: { 'kubernetes.io/enforce-mountable-secrets': 'true' } } }), pod('plain', 'a', { serviceAccountName: 'sa', automountServiceAccountToken: false }, { wait: 600 }),
      patch('/api/v1/namespaces/plain/pods/a/ephemeralcontainers', { spec: { ephemeralContainers: [{ name: 'e', image: 'i', envFrom: [{ secretRef: { name: 's' } }] }] } }, 'application/strategic-merge-patch+json'),
      patch('/api/v1/namespaces/plain/pods/a/ephemeralcontainers', { spec: { ephemeralContainers: [{ name: 'e', image: 'i', env: [{ name: 'X', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } }] }] } }, 'application/strategic-merge-patch+json')] },
  { name: 'server-errors/unreachable-webhooks', about: 'Webhooks that cannot be reached, of Services that are not there.',
    flags: { 'disable-admission-plugins': 'ServiceAccount' },
    steps: ['validating', 'mutating'].flatMap((kind) => [namespace(kind), post(`${A}/${kind}webhookconfigurations`, { apiVersion: 'admissionregistration.k8s.io/v1', kind: `${kind[0].toUpperCase()}${kind.slice(1)}WebhookConfiguration`, metadata: { name: kind }, webhooks: [{ name: `${kind}.example.com`, sideEffects: 'None', admissionReviewVersions: ['v1'], ...(kind === 'mutating' && {}), namespaceSelector: { matchExpressions: [{ key: kind, operator: 'DoesNotExist' }] }, objectSelector: { matchLabels: { of: kind } }, clientConfig: { service: { name: 'absent', namespace: 'default', path: '/p' } }, rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['configmaps'] }] }] })])
      .concat(['validating', 'mutating'].flatMap((kind, at) => [post(`/api/v1/namespaces/${kind}/configmaps`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { of: kind } } }, at === 0 ? { wait: 2000 } : {})])) },
  { name: 'server-errors/addresses-in-dry-runs', about: 'Addresses that are named or not in dry runs.',
    flags: { 'disable-admission-plugins': 'ServiceAccount', 'service-cluster-ip-range': '10.77.0.0/29' },
    steps: [tried('taken', { clusterIP: '10.77.0.5' }, ''), tried('a', { clusterIP: '10.77.0.5' }), tried('a', { clusterIP: '10.77.0.1' }), tried('a', { clusterIP: '10.77.0.6' }), tried('a', { clusterIP: '10.77.0.7' }), tried('a', { clusterIP: '10.77.0.0' }), tried('a', { clusterIP: '10.78.0.9' }), tried('a', { clusterIP: 'None' }), tried('taken', {}),
      tried('a', {}, '?dryRun=All', { headers: { accept: 'application/yaml' }, compare: 'yaml' }), tried('taken', {}, ''), tried('b', { type: 'LoadBalancer', clusterIP: '10.77.0.5' }), tried('b', { ipFamilyPolicy: 'PreferDualStack', clusterIPs: ['10.77.0.5'], clusterIP: '10.77.0.5' }),
      { request: { method: 'PATCH', path: '/api/v1/namespaces/default/services/taken?dryRun=All', headers: { 'content-type': 'application/merge-patch+json' }, body: { spec: { clusterIP: '10.77.0.6', clusterIPs: ['10.77.0.6'] } } } }] },
  { name: 'updates/differences-of-odd-values', about: 'Differences that refusals print: of long numbers, and of characters that JSON in HTML escapes.',
    flags: { 'disable-admission-plugins': 'ServiceAccount' },
    steps: [post('/api/v1/namespaces/default/pods', { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [{ name: 'c', image: 'i', command: ['a'] }] } }),
      raw(P_OF, '{"spec":{"securityContext":{"supplementalGroups":[9007199254740993]}}}'), raw(P_OF, '{"spec":{"securityContext":{"runAsUser":9223372036854775807}}}'), raw(P_OF, '{"spec":{"securityContext":{"fsGroup":2147483647}}}'), raw(P_OF, '{"spec":{"securityContext":{"sysctls":[{"name":"a.b","value":"<&>\u2028\\ud800"}]}}}'),
      patch(P_OF, { spec: { containers: [{ name: 'c', image: 'i', command: ['<a> & "b"\u2028', '\\u003c', '\t'] }] } }), patch(P_OF, { spec: { containers: [{ name: 'c', image: 'i', env: [{ name: 'A', value: '<b>&' }] }] } }), raw(P_OF, '{"spec":{"terminationGracePeriodSeconds":9007199254740993}}'), raw(P_OF, '{"spec":{"tolerations":[{"key":"k","operator":"Exists","effect":"NoExecute","tolerationSeconds":9007199254740993}]}}'), raw(P_OF, '{"spec":{"nodeSelector":{"10":"a","9":"b"}}}'), raw(P_OF, '{"spec":{"activeDeadlineSeconds":9007199254740993}}'),
      post('/api/v1/namespaces/default/persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'c' }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } }, selector: { matchLabels: { a: 'b' } } } }),
      patch('/api/v1/namespaces/default/persistentvolumeclaims/c', { spec: { selector: { matchLabels: { 10: 'a', 9: 'b' } } } }), patch('/api/v1/namespaces/default/persistentvolumeclaims/c', { spec: { volumeName: '<a>' } }),
      post('/api/v1/namespaces/default/persistentvolumeclaims', { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'd', annotations: { a: '<&>' }, finalizers: ['a/b'] }, spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } } })] },
];
