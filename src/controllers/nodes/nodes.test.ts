/** The words are those of kube-controller-manager 1.37.2: of a Node that kubectl created, and of pkg/controller/nodelifecycle, tainteviction and podgc. */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { startCluster, type Cluster } from '../cluster.fixture';
import { asNode, asPod } from '../typed';

const NODES = '/api/v1/nodes';
const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';

let cluster: Cluster;
afterEach(() => cluster.close());

async function start(version = '1.37'): Promise<void> {
  cluster = await startCluster({ version });
  await cluster.send('POST', NODES, { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } });
}

const heartbeat = (status: string): Promise<unknown> => {
  const now = new Date(cluster.clock.now()).toISOString().replace(/\.\d+/, '');
  const condition = { type: 'Ready', status, reason: 'KubeletReady', message: 'ok', lastHeartbeatTime: now, lastTransitionTime: now };
  return cluster.send('PATCH', `${NODES}/n1/status`, { status: { conditions: [condition] } }, MERGE);
};

const taints = async (): Promise<readonly string[]> =>
  (asNode(await cluster.get(`${NODES}/n1`)).spec.taints ?? []).map(({ key, effect }) => `${key}:${effect}`);

async function createPod(spec: object = {}): Promise<void> {
  await cluster.send('POST', PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web' },
    spec: { nodeName: 'n1', containers: [{ name: 'a', image: 'b' }], ...spec },
  });
  await cluster.send('PATCH', `${PODS}/web/status`, { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } }, MERGE);
}

const events = async (): Promise<readonly string[]> =>
  (await cluster.list('/api/v1/namespaces/default/events')).map(
    ({ reason, message, source }) => `${(source as { component: string }).component} ${String(reason)}: ${String(message)}`,
  );

describe('a node', () => {
  it('is registered, loses the taint it was created with, and says how long a kubelet may keep what it reads', async () => {
    await start();
    expect(await taints()).toEqual([]);
    expect((await cluster.get(`${NODES}/n1`)).metadata.annotations).toEqual({ 'node.alpha.kubernetes.io/ttl': '0' });
    expect(await events()).toEqual(['node-controller RegisteredNode: Node n1 event: Registered Node n1 in Controller']);
  });

  it('that says nothing any more is unknown after fifty seconds, with taints, and its pods are not ready', async () => {
    await start();
    await heartbeat('True');
    await createPod();
    await cluster.advance(49);
    expect(await taints()).toEqual([]);
    await cluster.advance(3);
    expect(await taints()).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute']);
    const { conditions = [] } = asNode(await cluster.get(`${NODES}/n1`)).status;
    expect(conditions.map(({ type, status, reason, message }) => [type, status, reason, message])).toEqual([
      ['Ready', 'Unknown', 'NodeStatusUnknown', 'Kubelet stopped posting node status.'],
      ...['MemoryPressure', 'DiskPressure', 'PIDPressure'].map((type) => [type, 'Unknown', 'NodeStatusNeverUpdated', 'Kubelet never posted node status.']),
    ]);
    const pod = asPod(await cluster.get(`${PODS}/web`));
    expect((pod.status.conditions ?? []).find(({ type }) => type === 'Ready')?.status).toBe('False');
    expect(await events()).toContain('node-controller NodeNotReady: Node n1 status is now: NodeNotReady');
    expect(await events()).toContain('node-controller NodeNotReady: Node is not ready');
  });

  it('that renews its lease stays ready, and one that is heard of again loses its taints', async () => {
    await start();
    await heartbeat('True');
    const lease = (): object => ({ renewTime: new Date(cluster.clock.now()).toISOString().replace('Z', '000Z') });
    await cluster.send('POST', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases', {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      metadata: { name: 'n1' },
      spec: lease(),
    });
    for (let round = 0; round < 4; round += 1) {
      await cluster.advance(30);
      await cluster.send('PATCH', '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/n1', { spec: lease() }, MERGE);
    }
    expect(await taints()).toEqual([]);
    await heartbeat('False');
    expect(await taints()).toEqual(['node.kubernetes.io/not-ready:NoSchedule', 'node.kubernetes.io/not-ready:NoExecute']);
    await heartbeat('True');
    expect(await taints()).toEqual([]);
  });

  it('that is unknown loses its pods after the five minutes for which they tolerate it', async () => {
    await start();
    await heartbeat('True');
    await createPod({ terminationGracePeriodSeconds: 0 });
    await cluster.advance(60);
    expect(await cluster.list(PODS)).toHaveLength(1);
    await cluster.advance(295);
    expect(await cluster.list(PODS)).toHaveLength(0);
    expect(await events()).toContain('taint-eviction-controller TaintManagerEviction: Marking for deletion Pod default/web');
  });

  it('that is gone takes its pods with it, after a while in which it might come back', async () => {
    await start();
    await heartbeat('True');
    await createPod();
    await cluster.send('DELETE', `${NODES}/n1`);
    await cluster.advance(39);
    expect(await cluster.list(PODS)).toHaveLength(1);
    await cluster.advance(2);
    expect(await cluster.list(PODS)).toHaveLength(0);
  });

  it('of 1.20 is unknown after forty seconds', async () => {
    await start('1.20');
    await heartbeat('True');
    await cluster.advance(42);
    expect(await taints()).toEqual(['node.kubernetes.io/unreachable:NoSchedule', 'node.kubernetes.io/unreachable:NoExecute']);
  });
});
