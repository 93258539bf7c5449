import { describe, it } from 'node:test';
import { expect } from 'expect';
import type { GroupResource, KubeObject } from '../../api/objects';
import { MemoryStorage } from '../../storage/memory-storage';
import { NodeGraph } from './node-graph';
import { keyOf } from './references';

const PODS: GroupResource = { group: '', resource: 'pods' };
const VOLUMES: GroupResource = { group: '', resource: 'persistentvolumes' };
const NODES = ['n1', 'n2', 'n3'];

/** Numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return Math.floor((state / 2 ** 31) * below);
  };
}

const pod = (name: string, uid: number, nodeName: string, number: (below: number) => number): KubeObject => ({
  metadata: { name, namespace: 'ns', uid: String(uid) },
  spec: {
    ...(nodeName !== '' && { nodeName }),
    serviceAccountName: `sa${number(2)}`,
    containers: [{ name: 'c', image: 'i', envFrom: [{ secretRef: { name: `s${number(4)}` } }] }],
    volumes: [
      { name: 'v', secret: { secretName: `s${number(4)}` } },
      { name: 'd', persistentVolumeClaim: { claimName: `claim${number(3)}` } },
    ],
  },
});
const volume = (name: string, claim: number): KubeObject => ({
  metadata: { name },
  spec: {
    csi: { driver: 'd', volumeHandle: 'h', nodeStageSecretRef: { namespace: 'ns', name: `s${claim}` } },
    ...(claim < 3 && { claimRef: { namespace: 'ns', name: `claim${claim}` } }),
  },
});

function written(storage: MemoryStorage, step: number, number: (below: number) => number): void {
  const name = `o${number(6)}`;
  if (number(3) === 0) {
    if (number(3) === 0) storage.remove(VOLUMES, '', name);
    else storage.put(VOLUMES, volume(name, number(4)));
    return;
  }
  const present = storage.get(PODS, 'ns', name);
  if (present === undefined) storage.put(PODS, pod(name, step, number(2) === 0 ? '' : (NODES[number(3)] ?? ''), number));
  else if ((present.spec as { readonly nodeName?: string }).nodeName === undefined)
    storage.put(PODS, { ...present, spec: { ...(present.spec as object), nodeName: NODES[number(3)] } });
  else storage.remove(PODS, 'ns', name);
}

const KEYS = [
  ...['s0', 's1', 's2', 's3'].map((name) => keyOf('secrets', 'ns', name)),
  ...['claim0', 'claim1', 'claim2'].map((name) => keyOf('persistentvolumeclaims', 'ns', name)),
  ...Array.from({ length: 6 }, (_, at) => keyOf('persistentvolumes', '', `o${at}`)),
  ...Array.from({ length: 6 }, (_, at) => keyOf('pods', 'ns', `o${at}`)),
  ...['sa0', 'sa1'].map((name) => keyOf('serviceaccounts', 'ns', name)),
];

const reached = (graph: NodeGraph): readonly string[] =>
  KEYS.flatMap((key) => NODES.filter((node) => graph.reaches(key, node)).map((node) => `${key} ${node}`));

/** A graph that has seen only what is there now. */
function rebuilt(storage: MemoryStorage): NodeGraph {
  const copy = MemoryStorage.empty();
  for (const resource of [PODS, VOLUMES]) for (const object of storage.list(resource)) copy.put(resource, object);
  return NodeGraph.of(copy);
}

describe('NodeGraph', () => {
  it('says after each write what a graph of the objects that are there would say, also in forks', () => {
    const number = numbers(42);
    let storage = MemoryStorage.empty();
    NodeGraph.of(storage);
    let seen = 0;
    for (let step = 0; step < 600; step += 1) {
      written(storage, step, number);
      const found = reached(NodeGraph.of(storage));
      expect(found).toEqual(reached(rebuilt(storage)));
      seen += found.length;
      if (step % 50 === 49) {
        const origin = storage;
        storage = storage.fork();
        written(origin, step, number);
        expect(reached(NodeGraph.of(origin))).toEqual(reached(rebuilt(origin)));
      }
    }
    expect(seen).toBeGreaterThan(1000);
  });

  it('is not confused by resources of other groups', () => {
    const storage = MemoryStorage.empty();
    const graph = NodeGraph.of(storage);
    storage.put(
      { group: 'example.com', resource: 'pods' },
      pod('x', 1, 'n1', () => 0),
    );
    expect(graph.reaches(keyOf('pods', 'ns', 'x'), 'n1')).toBe(false);
  });
});
