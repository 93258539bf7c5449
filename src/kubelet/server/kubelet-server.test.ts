import { describe, it } from 'node:test';
import https from 'node:https';
import { expect } from 'expect';
import { createAuthority } from '../../engine/http/certificates';
import { versionOf } from '../../engine/versions';
import { NodeCluster } from '../golden-node.fixture';
import { attributesOf } from './authorization';
import { KubeletServer } from './kubelet-server';

/** After the table above GetRequestAttributes of pkg/kubelet/server/auth.go. */
const SUBRESOURCES: readonly (readonly [path: string, fine: readonly string[], before: readonly string[]])[] = [
  ['/stats/summary', ['stats'], ['stats']],
  ['/metrics/cadvisor', ['metrics'], ['metrics']],
  ['/logs/', ['log'], ['log']],
  ['/pods', ['pods', 'proxy'], ['proxy']],
  ['/runningpods/', ['pods', 'proxy'], ['proxy']],
  ['/healthz/ping', ['healthz', 'proxy'], ['proxy']],
  ['/configz', ['configz', 'proxy'], ['proxy']],
  ['/flagz', ['configz'], ['proxy']],
  ['/statusz', ['statusz'], ['proxy']],
  ['/exec/foo/test/main', ['proxy'], ['proxy']],
  ['/podsx', ['proxy'], ['proxy']],
];

describe('a request to a kubelet is about', () => {
  for (const [path, fine, before] of SUBRESOURCES)
    it(`${fine.join(' or ')} of the node: ${path}`, () => {
      expect(attributesOf('GET', path, versionOf('1.37'))).toEqual({ verb: 'get', subresources: fine });
      expect(attributesOf('POST', path, versionOf('1.20'))).toEqual({ verb: 'create', subresources: before });
    });
});

interface Answer {
  readonly status: number;
  readonly body: string;
}
const get = (port: number, path: string, token?: string): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const request = https.get({ host: '127.0.0.1', port, path, headers, rejectUnauthorized: false, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    request.on('error', reject);
  });

describe('the port of a kubelet', () => {
  it('is for those whom the API server knows and lets', async () => {
    const cluster = await NodeCluster.start('1.37');
    const { certificatePem, keyPem } = await (await createAuthority('n1-ca')).serving('n1', ['n1'], ['127.0.0.1']);
    const server = new KubeletServer(cluster.kubelet, {
      certificatePem,
      keyPem,
      clientCaPem: undefined,
      anonymous: false,
      webhook: true,
      authorization: 'Webhook',
    });
    try {
      const port = await server.listen(0, '127.0.0.1');
      const made = await cluster.client.request('POST', '/api/v1/namespaces/default/serviceaccounts/default/token', {
        apiVersion: 'authentication.k8s.io/v1',
        kind: 'TokenRequest',
        spec: {},
      });
      const { token } = made.body['status'] as unknown as { readonly token: string };
      expect(await get(port, '/healthz')).toEqual({ status: 401, body: 'Unauthorized' });
      expect(await get(port, '/healthz', 'unknown')).toEqual({ status: 401, body: 'Unauthorized' });
      expect(await get(port, '/healthz', token)).toEqual({
        status: 403,
        body: 'Forbidden (user=system:serviceaccount:default:default, verb=get, resource=nodes, subresource(s)=[healthz proxy])\n',
      });
      const rules = [{ apiGroups: [''], resources: ['nodes/healthz'], verbs: ['get'] }];
      const rbac = '/apis/rbac.authorization.k8s.io/v1';
      await cluster.client.request('POST', `${rbac}/clusterroles`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'health' },
        rules,
      });
      await cluster.client.request('POST', `${rbac}/clusterrolebindings`, {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name: 'health' },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'health' },
        subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: 'default' }],
      });
      expect(await get(port, '/healthz', token)).toEqual({ status: 200, body: 'ok' });
      expect((await get(port, '/pods', token)).status).toBe(403);
    } finally {
      await server.close();
      await cluster.close();
    }
  });
});
