/** What is expected is what kube-controller-manager 1.37.2 wrote for `kubectl create job one --image=local/shell -- true`, whose pod then succeeded. */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import { startCluster, type Cluster } from '../cluster.fixture';

const JOBS = '/apis/batch/v1/namespaces/default/jobs';
const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';

let cluster: Cluster;
afterEach(() => cluster.close());

const create = (spec: object = {}): Promise<unknown> =>
  cluster.send('POST', JOBS, {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name: 'one' },
    spec: { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'one', image: 'local/shell' }] } }, ...spec },
  });
const status = async (): Promise<unknown> => (await cluster.get(`${JOBS}/one`))['status'];
async function end(phase: string): Promise<void> {
  for (const { metadata } of await cluster.list(PODS)) await cluster.send('PATCH', `${PODS}/${metadata.name}/status`, { status: { phase } }, MERGE);
}

describe('a Job', () => {
  it('makes a pod that it tracks, and counts it', async () => {
    cluster = await startCluster();
    await create();
    expect(await status()).toEqual({ startTime: expect.any(String), active: 1, terminating: 0, uncountedTerminatedPods: {}, ready: 0 });
    const [pod] = await cluster.list(PODS);
    expect(pod?.metadata).toMatchObject({
      generateName: 'one-',
      finalizers: ['batch.kubernetes.io/job-tracking'],
      labels: { 'batch.kubernetes.io/job-name': 'one', 'job-name': 'one' },
      ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', name: 'one', controller: true, blockOwnerDeletion: true }],
    });
  });

  it('is complete once its pod has succeeded, which loses its finalizer', async () => {
    cluster = await startCluster();
    await create();
    await end('Succeeded');
    const condition = {
      status: 'True',
      lastProbeTime: expect.any(String),
      lastTransitionTime: expect.any(String),
      reason: 'CompletionsReached',
      message: 'Reached expected number of succeeded pods',
    };
    expect(await status()).toEqual({
      conditions: [
        { type: 'SuccessCriteriaMet', ...condition },
        { type: 'Complete', ...condition },
      ],
      startTime: expect.any(String),
      completionTime: expect.any(String),
      succeeded: 1,
      terminating: 0,
      uncountedTerminatedPods: {},
      ready: 0,
    });
    expect((await cluster.list(PODS)).map(({ metadata }) => metadata.finalizers)).toEqual([undefined]);
    const events = (await cluster.list('/api/v1/namespaces/default/events')).map(({ reason, message }) => `${String(reason)}: ${String(message)}`);
    expect(events).toContain('Completed: Job completed');
  });

  it('makes the next pod after a back-off, and gives up beyond its limit', async () => {
    cluster = await startCluster();
    await create({ backoffLimit: 1 });
    await end('Failed');
    expect(await cluster.list(PODS)).toHaveLength(1);
    await cluster.advance(11);
    expect(await cluster.list(PODS)).toHaveLength(2);
    await end('Failed');
    expect(await status()).toMatchObject({
      failed: 2,
      conditions: [
        { type: 'FailureTarget', status: 'True', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' },
        { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'Job has reached the specified backoff limit' },
      ],
    });
  });
});

describe('a Job that is over', () => {
  it('goes once the time is over that it says', async () => {
    cluster = await startCluster();
    await create({ ttlSecondsAfterFinished: 100 });
    await end('Succeeded');
    await cluster.advance(98);
    expect(await cluster.list(JOBS)).toHaveLength(1);
    await cluster.advance(5);
    expect(await cluster.list(JOBS)).toHaveLength(0);
  });
});
