/**
 * Nodes say how long a kubelet may keep what it has read, in an annotation: longer in larger clusters.
 * Upstream: pkg/controller/ttl/ttl_controller.go
 */
import { NODES, objectPath, type Controller } from '../controller';
import { STRATEGIC_MERGE_PATCH } from '../client';

const ANNOTATION = 'node.alpha.kubernetes.io/ttl';
/** From so many nodes on, so many seconds. */
const SECONDS: readonly (readonly [nodes: number, seconds: number])[] = [
  [0, 0],
  [100, 15],
  [500, 30],
  [1000, 60],
  [2000, 300],
];

export const ttlController: Controller = {
  name: 'ttl-controller',
  alias: 'ttl',
  watches: { [NODES]: ({ type, object }) => (type === 'DELETED' ? [] : [object.metadata.name ?? '']) },
  async reconcile(name, { informer, client }) {
    const node = informer(NODES).get(name);
    const count = informer(NODES).list().length;
    const seconds = String(SECONDS.findLast(([nodes]) => count > nodes || nodes === 0)?.[1] ?? 0);
    if (node === undefined || node.metadata.annotations?.[ANNOTATION] === seconds) return;
    await client.request('PATCH', objectPath(NODES, node.metadata), { metadata: { annotations: { [ANNOTATION]: seconds } } }, STRATEGIC_MERGE_PATCH);
  },
};
