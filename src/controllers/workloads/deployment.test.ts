/**
 * What is expected is what kube-controller-manager 1.37.2 wrote for `kubectl create deployment web --image=local/shell --replicas=2 --port=80`,
 * then scaled to 3 and given another image, without a node.
 */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { startCluster, type Cluster } from '../cluster.fixture';

const SETS = '/apis/apps/v1/namespaces/default/replicasets';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';

let cluster: Cluster;
afterEach(() => cluster.close());

const deployment = (spec: object = {}): object => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web' } },
  spec: {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'shell', image: 'local/shell', ports: [{ containerPort: 80 }] }] } },
    ...spec,
  },
});

const events = async (): Promise<readonly string[]> =>
  (await cluster.list('/api/v1/namespaces/default/events'))
    .map(({ involvedObject, reason, message, metadata }) => ({
      involvedObject: involvedObject as { kind: string },
      reason,
      message,
      at: Number(metadata.resourceVersion),
    }))
    .sort((a, b) => a.at - b.at)
    .map(({ involvedObject, reason, message }) => `${involvedObject.kind} ${String(reason)} ${String(message).replace(/-[a-z0-9]{5}$/, '-<rand>')}`);

/** As a kubelet would report it. */
async function makeReady(): Promise<void> {
  const isThere = async (name: string): Promise<boolean> => (await cluster.list(PODS)).some(({ metadata }) => metadata.name === name);
  for (const { metadata } of (await cluster.list(PODS)).filter(({ status }) => (status as { phase: string }).phase === 'Pending')) {
    if (!(await isThere(`${metadata.name}`))) continue;
    await cluster.send(
      'PATCH',
      `${PODS}/${metadata.name}/status`,
      { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: new Date().toISOString() }] } },
      MERGE,
    );
  }
}

async function replicas(): Promise<Readonly<Record<string, number>>> {
  return Object.fromEntries((await cluster.list(SETS)).map(({ metadata, spec }) => [`${metadata.name}`, (spec as { replicas: number }).replicas]));
}

describe('a Deployment', () => {
  it('gets a ReplicaSet with the name and annotations of its template, and that its pods', async () => {
    cluster = await startCluster();
    await cluster.send('POST', DEPLOYMENTS, deployment());
    const [set] = await cluster.list(SETS);
    expect(set).toMatchObject({
      metadata: {
        name: 'web-74c8b76c55',
        labels: { app: 'web', 'pod-template-hash': '74c8b76c55' },
        annotations: {
          'deployment.kubernetes.io/desired-replicas': '2',
          'deployment.kubernetes.io/max-replicas': '3',
          'deployment.kubernetes.io/revision': '1',
        },
        ownerReferences: [{ apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', controller: true, blockOwnerDeletion: true }],
      },
      status: { replicas: 2, fullyLabeledReplicas: 2, terminatingReplicas: 0, observedGeneration: 1 },
    });
    const pods = await cluster.list(PODS);
    expect(pods.map(({ metadata }) => metadata)).toEqual(
      Array.from({ length: 2 }, () =>
        expect.objectContaining({
          name: expect.stringMatching(/^web-74c8b76c55-[a-z0-9]{5}$/),
          generateName: 'web-74c8b76c55-',
          labels: { app: 'web', 'pod-template-hash': '74c8b76c55' },
          ownerReferences: [
            expect.objectContaining({ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: 'web-74c8b76c55', controller: true, blockOwnerDeletion: true }),
          ],
        }),
      ),
    );
    expect(await cluster.get(`${DEPLOYMENTS}/web`)).toMatchObject({
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '1' } },
      status: {
        observedGeneration: 1,
        replicas: 2,
        updatedReplicas: 2,
        unavailableReplicas: 2,
        terminatingReplicas: 0,
        conditions: [
          { type: 'Available', status: 'False', reason: 'MinimumReplicasUnavailable', message: 'Deployment does not have minimum availability.' },
          { type: 'Progressing', status: 'True', reason: 'ReplicaSetUpdated', message: 'ReplicaSet "web-74c8b76c55" is progressing.' },
        ],
      },
    });
    expect(await events()).toEqual([
      'Deployment ScalingReplicaSet Scaled up replica set web-74c8b76c55 from 0 to 2',
      'ReplicaSet SuccessfulCreate Created pod: web-74c8b76c55-<rand>',
      'ReplicaSet SuccessfulCreate Created pod: web-74c8b76c55-<rand>',
    ]);
  });

  it('is scaled, and rolls to another template as far as pods that are not ready let it', async () => {
    cluster = await startCluster();
    await cluster.send('POST', DEPLOYMENTS, deployment());
    await cluster.send('PATCH', `${DEPLOYMENTS}/web`, { spec: { replicas: 3 } }, MERGE);
    await cluster.send(
      'PATCH',
      `${DEPLOYMENTS}/web`,
      [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'local/other' }],
      'application/json-patch+json',
    );
    expect(await replicas()).toEqual({ 'web-558d45d467': 1, 'web-74c8b76c55': 3 });
    expect(await cluster.get(`${DEPLOYMENTS}/web`)).toMatchObject({
      metadata: { annotations: { 'deployment.kubernetes.io/revision': '2' } },
      status: { observedGeneration: 3, replicas: 4, updatedReplicas: 1, unavailableReplicas: 4 },
    });
    expect((await events()).filter((event) => event.startsWith('Deployment'))).toEqual([
      'Deployment ScalingReplicaSet Scaled up replica set web-74c8b76c55 from 0 to 2',
      'Deployment ScalingReplicaSet Scaled up replica set web-74c8b76c55 from 2 to 3',
      'Deployment ScalingReplicaSet Scaled up replica set web-558d45d467 from 0 to 1',
    ]);
  });

  it('comes to the end of its rollout once the pods are ready', async () => {
    cluster = await startCluster();
    await cluster.send('POST', DEPLOYMENTS, deployment());
    await makeReady();
    await cluster.send(
      'PATCH',
      `${DEPLOYMENTS}/web`,
      [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'local/other' }],
      'application/json-patch+json',
    );
    for (let round = 0; round < 4; round += 1) await makeReady();
    expect(await replicas()).toEqual({ 'web-558d45d467': 2, 'web-74c8b76c55': 0 });
    const { status } = await cluster.get(`${DEPLOYMENTS}/web`);
    expect(status).toMatchObject({
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      conditions: [
        { type: 'Available', status: 'True', reason: 'MinimumReplicasAvailable', message: 'Deployment has minimum availability.' },
        { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable', message: 'ReplicaSet "web-558d45d467" has successfully progressed.' },
      ],
    });
  });

  it('is late once its deadline has passed without progress', async () => {
    cluster = await startCluster();
    await cluster.send('POST', DEPLOYMENTS, deployment({ progressDeadlineSeconds: 60 }));
    await cluster.advance(70);
    const { status } = await cluster.get(`${DEPLOYMENTS}/web`);
    expect((status as { conditions: unknown }).conditions).toContainEqual(
      expect.objectContaining({
        type: 'Progressing',
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: 'ReplicaSet "web-74c8b76c55" has timed out progressing.',
      }),
    );
  });

  it('replaces all of its pods at once where it recreates', async () => {
    cluster = await startCluster();
    await cluster.send('POST', DEPLOYMENTS, deployment({ strategy: { type: 'Recreate' } }));
    await cluster.send(
      'PATCH',
      `${DEPLOYMENTS}/web`,
      [{ op: 'replace', path: '/spec/template/spec/containers/0/image', value: 'local/other' }],
      'application/json-patch+json',
    );
    expect(await replicas()).toEqual({ 'web-558d45d467': 2, 'web-74c8b76c55': 0 });
    expect((await cluster.list(PODS)).map(({ metadata }) => metadata.labels?.['pod-template-hash'])).toEqual(['558d45d467', '558d45d467']);
  });
});
