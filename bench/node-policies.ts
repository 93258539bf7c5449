/**
 * The nodes and questions of the decision benchmark, which the Go program that is measured beside it has too: 30 pods a node, each
 * with a Secret, a ConfigMap and a ServiceAccount, over 100 namespaces.
 */
import type { Attributes } from '../src/engine/api/attributes';
import type { KubeObject } from '../src/engine/api/objects';
import { MemoryStorage } from '../src/engine/storage/memory-storage';
import { ask, person } from './questions';

const NAMESPACES = 100;
const PODS_A_NODE = 30;
const PODS = { group: '', resource: 'pods' };

const podOf = (node: number, index: number): KubeObject => ({
  metadata: { name: `p-${node}-${index}`, namespace: `ns-${node % NAMESPACES}`, uid: 'u' },
  spec: {
    nodeName: `node-${node}`,
    serviceAccountName: `sa-${index}`,
    containers: [],
    volumes: [
      { name: 's', secret: { secretName: `s-${node}-${index}` } },
      { name: 'c', configMap: { name: `c-${node}-${index}` } },
    ],
  },
});

export function storageOf(nodes: number): MemoryStorage {
  const storage = MemoryStorage.empty();
  for (let node = 0; node < nodes; node += 1) {
    for (let index = 0; index < PODS_A_NODE; index += 1) storage.put(PODS, podOf(node, index));
  }
  return storage;
}

const kubelet = { ...person('system:node:node-1'), groups: ['system:nodes', 'system:authenticated'] };

/** By the names that the Go program gives them; they are the same for any number of nodes from 3 on. */
export const questionsOf = (_nodes: number): Readonly<Record<string, Attributes>> => ({
  allowed: ask(kubelet, 'get', '', 'secrets', 'ns-1', 's-1-5'),
  denied: ask(kubelet, 'get', '', 'secrets', 'ns-2', 's-2-5'),
  pod: ask(kubelet, 'get', '', 'pods', 'ns-1', 'p-1-5'),
});
