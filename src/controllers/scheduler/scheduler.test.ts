/** The words are those of pkg/scheduler (framework/types.go FitError, and the ErrReason of each plugin) and of its event and condition. */
import { afterEach, describe, it } from 'node:test';
import { expect } from 'expect';
import type { KubeObject } from '../../engine/api/objects';
import { startCluster, type Cluster } from '../cluster.fixture';
import { asPod } from '../typed';

const PODS = '/api/v1/namespaces/default/pods';
const MERGE = 'application/merge-patch+json';

interface Node {
  readonly labels?: object;
  readonly spec?: object;
  readonly allocatable?: object;
}

let cluster: Cluster;
afterEach(() => cluster.close());

async function start(version: string, nodes: Readonly<Record<string, Node>>): Promise<void> {
  cluster = await startCluster({ version, controllers: 'serviceaccount,serviceaccount-token', scheduler: true });
  for (const [name, { labels = {}, spec = {}, allocatable = {} }] of Object.entries(nodes)) {
    await cluster.send('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name, labels }, spec });
    await cluster.send('PATCH', `/api/v1/nodes/${name}/status`, { status: { allocatable: { cpu: '2', memory: '1Gi', pods: '3', ...allocatable } } }, MERGE);
    await cluster.send('PATCH', `/api/v1/nodes/${name}`, { spec: { taints: [], ...spec } }, MERGE);
  }
}

const create = (name: string, spec: object = {}, container: object = {}, labels: object = {}): Promise<KubeObject> =>
  cluster.send('POST', PODS, {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels },
    spec: { containers: [{ name: 'a', image: 'b', ...container }], ...spec },
  });

async function nodeOf(name: string): Promise<string | undefined> {
  return asPod(await cluster.get(`${PODS}/${name}`)).spec.nodeName;
}

async function messageOf(name: string): Promise<string | undefined> {
  const { conditions = [] } = asPod(await cluster.get(`${PODS}/${name}`)).status;
  return conditions.find(({ type, status, reason }) => type === 'PodScheduled' && status === 'False' && reason === 'Unschedulable')?.message;
}

const NOT_HELPFUL = 'preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';

describe('the scheduler', () => {
  it('binds a pod to the first node that fits, and records it as default-scheduler', async () => {
    await start('1.37', { n1: { spec: { unschedulable: true, taints: [] } }, n2: {}, n3: {} });
    await create('web');
    expect(await nodeOf('web')).toBe('n2');
    const [event] = await cluster.list('/api/v1/namespaces/default/events');
    expect(event).toMatchObject({
      reason: 'Scheduled',
      message: 'Successfully assigned default/web to n2',
      type: 'Normal',
      action: 'Binding',
      reportingComponent: 'default-scheduler',
      source: {},
      involvedObject: { kind: 'Pod', namespace: 'default', name: 'web', apiVersion: 'v1' },
    });
  });

  it('leaves a pod alone that wants another scheduler or has a gate', async () => {
    await start('1.37', { n1: {} });
    await create('other', { schedulerName: 'mine' });
    await create('gated', { schedulingGates: [{ name: 'example.com/wait' }] });
    expect(await nodeOf('other')).toBeUndefined();
    expect(await nodeOf('gated')).toBeUndefined();
  });

  it('says that there are no nodes, and binds the pod once there is one', async () => {
    await start('1.37', {});
    await create('web');
    expect(await messageOf('web')).toBe('no nodes available to schedule pods');
    await cluster.send('POST', '/api/v1/nodes', { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } });
    expect(await messageOf('web')).toBe(`0/1 nodes are available: 1 node(s) had untolerated taint(s). ${NOT_HELPFUL}`);
    await cluster.send('PATCH', '/api/v1/nodes/n1/status', { status: { allocatable: { pods: '1' } } }, MERGE);
    await cluster.send('PATCH', '/api/v1/nodes/n1', { spec: { taints: [] } }, MERGE);
    expect(await nodeOf('web')).toBe('n1');
  });

  it('refuses in the words of each predicate', async () => {
    await start('1.37', { n1: {} });
    const cases: readonly (readonly [string, object, object, string])[] = [
      ['cpu', {}, { resources: { requests: { cpu: '3', memory: '2Gi' } } }, `1 Insufficient cpu, 1 Insufficient memory. ${NOT_HELPFUL}`],
      ['gpu', {}, { resources: { limits: { 'example.com/gpu': '1' } } }, `1 Insufficient example.com/gpu. ${NOT_HELPFUL}`],
      ['selector', { nodeSelector: { disk: 'ssd' } }, {}, `1 node(s) didn't match Pod's node affinity/selector. ${NOT_HELPFUL}`],
      ['claim', { volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'data' } }] }, {}, 'persistentvolumeclaim "data" not found. not found'],
    ];
    for (const [name, spec, container, message] of cases) {
      await create(name, spec, container);
      expect(await messageOf(name)).toBe(`0/1 nodes are available: ${message}`);
    }
  });

  it('finds no victims where other pods take the room or the port', async () => {
    await start('1.37', { n1: {} });
    await create('first', {}, { ports: [{ containerPort: 80, hostPort: 80 }], resources: { requests: { cpu: '1500m' } } });
    const noVictims = 'preemption: 0/1 nodes are available: 1 No preemption victims found for incoming pod.';
    await create('port', {}, { ports: [{ containerPort: 80, hostPort: 80 }] });
    expect(await messageOf('port')).toBe(`0/1 nodes are available: 1 node(s) didn't have free ports for the requested pod ports. ${noVictims}`);
    await create('cpu', {}, { resources: { requests: { cpu: '1' } } });
    expect(await messageOf('cpu')).toBe(`0/1 nodes are available: 1 Insufficient cpu. ${noVictims}`);
    await create('second');
    await create('third');
    await create('fourth');
    expect(await messageOf('fourth')).toBe(`0/1 nodes are available: 1 Too many pods. ${noVictims}`);
    await cluster.send('DELETE', `${PODS}/second`, { gracePeriodSeconds: 0 });
    expect(await nodeOf('fourth')).toBe('n1');
  });

  it('keeps pods apart and together by their affinity and spread', async () => {
    await start('1.37', { n1: { labels: { zone: 'a' } }, n2: { labels: { zone: 'b' } } });
    const term = (app: string): object => ({
      requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', labelSelector: { matchLabels: { app } } }],
    });
    await create('alone', { affinity: { podAntiAffinity: term('web') } }, {}, { app: 'web' });
    await create('alone-too', { affinity: { podAntiAffinity: term('web') } }, {}, { app: 'web' });
    expect([await nodeOf('alone'), await nodeOf('alone-too')]).toEqual(['n1', 'n2']);
    await create('alone-again', { affinity: { podAntiAffinity: term('web') } }, {}, { app: 'web' });
    expect(await messageOf('alone-again')).toContain("0/2 nodes are available: 2 node(s) didn't match pod anti-affinity rules.");
    await create('friend', { affinity: { podAffinity: term('none') } });
    expect(await messageOf('friend')).toContain("0/2 nodes are available: 2 node(s) didn't match pod affinity rules.");
    const spread = {
      topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule', labelSelector: { matchLabels: { s: 's' } } }],
    };
    for (const name of ['s1', 's2', 's3']) await create(name, spread, {}, { s: 's' });
    expect([await nodeOf('s1'), await nodeOf('s2'), await nodeOf('s3')]).toEqual(['n1', 'n2', 'n1']);
  });

  it('of 1.20 names the taint and says nothing of preemption', async () => {
    await start('1.20', { n1: { spec: { taints: [{ key: 'dedicated', value: 'db', effect: 'NoSchedule' }] } } });
    await create('web');
    expect(await messageOf('web')).toBe("0/1 nodes are available: 1 node(s) had taint {dedicated: db}, that the pod didn't tolerate.");
  });
});
