/**
 * The nodes and questions of the decision benchmark, which the Go program that is measured beside it has too: 30 pods a node, each
 * with a Secret, a ConfigMap and a ServiceAccount, over 100 namespaces.
 */
import type { Attributes } from '../src/engine/api/attributes';
import type { Identity } from '../src/engine/api/identity';
import type { KubeObject } from '../src/engine/api/objects';
import { MemoryStorage } from '../src/engine/storage/memory-storage';

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

const kubelet = (node: string): Identity => ({ name: `system:node:${node}`, uid: '', groups: ['system:nodes', 'system:authenticated'], extra: {} });
const get = (resource: string, namespace: string, name: string): Attributes => ({
  user: kubelet('node-1'),
  verb: 'get',
  apiGroup: '',
  apiVersion: 'v1',
  resource,
  subresource: '',
  namespace,
  name,
  isResourceRequest: true,
  path: '',
});

/** By the names that the Go program gives them; they are the same for any number of nodes from 3 on. */
export const questionsOf = (_nodes: number): Readonly<Record<string, Attributes>> => ({
  allowed: get('secrets', 'ns-1', 's-1-5'),
  denied: get('secrets', 'ns-2', 's-2-5'),
  pod: get('pods', 'ns-1', 'p-1-5'),
});
