/** Whether a node has room left for what a pod asks. Upstream: pkg/scheduler/framework/plugins/noderesources/fit.go */
import { podResources } from '../../engine/admission/pod-resources';
import { sum, type Quantities } from '../../engine/admission/quantities';
import { parseQuantity } from '../../engine/apimachinery/quantity';
import { addQuantities, compareAmounts } from '../../engine/apimachinery/quantity-arithmetic';
import { own } from '../../engine/golang/map';
import type { NodeObject, PodObject } from '../typed';

export interface Insufficient {
  readonly reason: string;
  /** The node as a whole has too little, whatever else is on it. */
  readonly unresolvable: boolean;
}

const exceeds = (a: string, b: string): boolean => compareAmounts(parseQuantity(a), parseQuantity(b)) > 0;

/** In the order in which they are looked at; others come after them. */
const FIRST = ['cpu', 'memory', 'ephemeral-storage'];

/** What the pod takes up of a node: with what its runtime class takes besides. */
const requestsOf = ({ spec }: PodObject): Quantities => sum(podResources(spec).requests, (spec.overhead ?? {}) as unknown as Quantities);

export function insufficient(pod: PodObject, node: NodeObject, present: readonly PodObject[]): readonly Insufficient[] {
  const allocatable = (node.status.allocatable ?? {}) as unknown as Quantities;
  const room = Number(own(allocatable, 'pods') ?? '0');
  const asked = requestsOf(pod);
  const names = [...FIRST, ...Object.keys(asked).filter((name) => !FIRST.includes(name))].filter((name) => exceeds(own(asked, name) ?? '0', '0'));
  const used = names.length === 0 ? {} : present.map(requestsOf).reduce(sum, {});
  const lacking = names.flatMap((name) => {
    const [wanted, capacity] = [own(asked, name) ?? '0', own(allocatable, name) ?? '0'];
    if (!exceeds(addQuantities(wanted, own(used, name) ?? '0'), capacity)) return [];
    return [{ reason: `Insufficient ${name}`, unresolvable: exceeds(wanted, capacity) }];
  });
  return [...(present.length + 1 > room ? [{ reason: 'Too many pods', unresolvable: false }] : []), ...lacking];
}
