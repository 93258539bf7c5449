const CORE = '/api/v1/namespaces/default';
const post = (path, body) => ({ request: { method: 'POST', path, body } });
export const scripts = [
  {
    name: 'discovery/unreachable-nodes', about: 'Pods, nodes and services whose node has no address or which have no endpoints.',
    steps: [
      post('/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } }), post(`${CORE}/serviceaccounts`, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } }), post(`${CORE}/pods`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { nodeName: 'n', automountServiceAccountToken: false, containers: [{ name: 'c', image: 'i' }] } }), post(`${CORE}/services`, { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: { ports: [{ port: 80, protocol: 'TCP' }] } }),
      post(`${CORE}/endpoints`, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'e' } }), post(`${CORE}/endpoints`, { apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'f' }, subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 80 }] }] }),
      ...['pods/p/log', 'pods/p/exec?command=x', 'pods/p/attach', 'services/s/proxy', 'services/s/proxy/x', 'services/s:x/proxy', 'services/s:80/proxy', 'services/s:81/proxy', 'services/none:80/proxy', 'services/e/proxy', 'services/e:x/proxy', 'services/https:e:x/proxy/y', 'services/f/proxy', 'services/f:x/proxy'].map((path) => ({ request: `GET ${CORE}/${path}`, times: 1 })), ...['nodes/n/proxy', 'nodes/n/proxy/x', 'nodes/none/proxy', 'nodes/https:n:x/proxy'].map((path) => ({ request: `GET /api/v1/${path}`, times: 1 })),
    ],
  },
  {
    name: 'discovery/timeouts', about: 'Writes that are given no time.', until: '1.20',
    steps: ['timeout=0', 'timeout=-1s', 'timeout=x', 'timeout=1h', 'timeout=1ns'].flatMap((query) => [
      post(`${CORE}/configmaps?dryRun=All&${query}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }), post(`${CORE}/configmaps?dryRun=All&${query}`, {}), post(`/apis/authorization.k8s.io/v1/selfsubjectaccessreviews?${query}`, { spec: {} }),
      { request: { method: 'PATCH', path: `/api/v1/namespaces/default?dryRun=All&${query}`, headers: { 'content-type': 'application/merge-patch+json' }, body: {} } }, { request: `DELETE /api/v1/namespaces/default?dryRun=All&${query}` }, { request: `DELETE ${CORE}/configmaps?dryRun=All&${query}` }, { request: `GET ${CORE}/configmaps?${query}`, times: 1, compare: 'status' },
    ]),
  },
];
