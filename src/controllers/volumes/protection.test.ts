/** The finalizers are those that kube-controller-manager 1.37.2 left on a PersistentVolume and a PersistentVolumeClaim. */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { startCluster, type Cluster } from '../cluster.fixture';

const CLAIMS = '/api/v1/namespaces/default/persistentvolumeclaims';
const PODS = '/api/v1/namespaces/default/pods';

let cluster: Cluster;
afterEach(() => cluster.close());

const claim = {
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
};
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: {
    nodeName: 'n1',
    terminationGracePeriodSeconds: 0,
    containers: [{ name: 'a', image: 'b' }],
    volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }],
  },
};

describe('protection of volumes', () => {
  it('keeps a claim until the pod that uses it is gone', async () => {
    cluster = await startCluster();
    await cluster.send('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } });
    await cluster.send('POST', CLAIMS, claim);
    expect((await cluster.get(`${CLAIMS}/data`)).metadata.finalizers).toEqual(['kubernetes.io/pvc-protection']);
    await cluster.send('POST', PODS, pod);
    await cluster.send('DELETE', `${CLAIMS}/data`);
    expect((await cluster.get(`${CLAIMS}/data`)).metadata.deletionTimestamp).toBeDefined();
    await cluster.send('DELETE', `${PODS}/web`);
    expect(await cluster.list(CLAIMS)).toEqual([]);
  });

  it('lets a claim go that only a pod without a node names', async () => {
    cluster = await startCluster();
    await cluster.send('POST', CLAIMS, claim);
    const { nodeName: _, ...spec } = pod.spec;
    await cluster.send('POST', PODS, { ...pod, spec });
    await cluster.send('DELETE', `${CLAIMS}/data`);
    expect(await cluster.list(CLAIMS)).toEqual([]);
  });

  it('keeps a volume that is bound, and lets another one go', async () => {
    cluster = await startCluster();
    const path = '/api/v1/persistentvolumes';
    const spec = { capacity: { storage: '2Gi' }, accessModes: ['ReadWriteOnce'], hostPath: { path: '/tmp/x' } };
    for (const name of ['free', 'bound']) await cluster.send('POST', path, { apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name }, spec });
    expect((await cluster.list(path)).map(({ metadata }) => metadata.finalizers)).toEqual([['kubernetes.io/pv-protection'], ['kubernetes.io/pv-protection']]);
    await cluster.send('PATCH', `${path}/bound/status`, { status: { phase: 'Bound' } }, 'application/merge-patch+json');
    for (const name of ['free', 'bound']) await cluster.send('DELETE', `${path}/${name}`);
    expect((await cluster.list(path)).map(({ metadata }) => metadata.name)).toEqual(['bound']);
  });
});
