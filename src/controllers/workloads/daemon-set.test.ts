/** What is expected is what kube-controller-manager 1.37.2 wrote for a DaemonSet ds of one container {name: a, image: b}, with one Node n1. */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { startCluster, type Cluster } from '../cluster.fixture';

const SETS = '/apis/apps/v1/namespaces/default/daemonsets';
const PODS = '/api/v1/namespaces/default/pods';

let cluster: Cluster;
afterEach(() => cluster.close());

const node = (name: string, labels: object = {}): Promise<unknown> =>
  cluster.send('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels } });
const create = (template: object = {}): Promise<unknown> =>
  cluster.send('POST', SETS, {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: 'ds', labels: { app: 'ds' } },
    spec: {
      selector: { matchLabels: { app: 'ds' } },
      template: { metadata: { labels: { app: 'ds' } }, spec: { containers: [{ name: 'a', image: 'b' }], ...template } },
    },
  });

describe('a DaemonSet', () => {
  it('has a pod for each node, which tolerates what its node may have, and a revision', async () => {
    cluster = await startCluster();
    await node('n1');
    await create();
    const [pod] = await cluster.list(PODS);
    expect(pod).toMatchObject({
      metadata: {
        generateName: 'ds-',
        labels: { app: 'ds', 'controller-revision-hash': '64c75b46d4', 'pod-template-generation': '1' },
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'DaemonSet', name: 'ds', controller: true, blockOwnerDeletion: true }],
      },
      spec: {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchFields: [{ key: 'metadata.name', operator: 'In', values: ['n1'] }] }],
            },
          },
        },
        tolerations: [
          { key: 'node.kubernetes.io/not-ready', operator: 'Exists', effect: 'NoExecute' },
          { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute' },
          { key: 'node.kubernetes.io/disk-pressure', operator: 'Exists', effect: 'NoSchedule' },
          { key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' },
          { key: 'node.kubernetes.io/pid-pressure', operator: 'Exists', effect: 'NoSchedule' },
          { key: 'node.kubernetes.io/unschedulable', operator: 'Exists', effect: 'NoSchedule' },
        ],
      },
    });
    expect((await cluster.get(`${SETS}/ds`))['status']).toEqual({
      currentNumberScheduled: 1,
      numberMisscheduled: 0,
      desiredNumberScheduled: 1,
      numberReady: 0,
      observedGeneration: 1,
      updatedNumberScheduled: 1,
      numberUnavailable: 1,
    });
    const [revision] = await cluster.list('/apis/apps/v1/namespaces/default/controllerrevisions');
    expect(revision).toMatchObject({
      metadata: { name: 'ds-64c75b46d4', labels: { app: 'ds', 'controller-revision-hash': '64c75b46d4' } },
      data: { spec: { template: { $patch: 'replace', metadata: { labels: { app: 'ds' } }, spec: { containers: [{ image: 'b', name: 'a' }] } } } },
      revision: 1,
    });
  });

  it('has none where its nodes are other ones, and one on a node that comes', async () => {
    cluster = await startCluster();
    await node('n1');
    await create({ nodeSelector: { disk: 'ssd' } });
    expect(await cluster.list(PODS)).toHaveLength(0);
    await node('n2', { disk: 'ssd' });
    expect(await cluster.list(PODS)).toHaveLength(1);
  });

  it('replaces its pods when its template changes', async () => {
    cluster = await startCluster();
    await node('n1');
    await create();
    await cluster.send('PATCH', `${SETS}/ds`, [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'c' }], 'application/json-patch+json');
    const pods = await cluster.list(PODS);
    expect(pods.map(({ spec }) => (spec as { containers: readonly { image: string }[] }).containers[0]?.image)).toEqual(['c']);
    expect((await cluster.get(`${SETS}/ds`))['status']).toMatchObject({ observedGeneration: 2, updatedNumberScheduled: 1 });
  });
});
