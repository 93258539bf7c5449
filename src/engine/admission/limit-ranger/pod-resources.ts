/**
 * What a pod as a whole asks for: the sum of its containers, or what its init containers need at the same time if that is more; a
 * figure of the pod itself counts instead. After podRequests and podLimits of plugin/pkg/admission/limitranger/admission.go
 */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { addQuantities } from '../../apimachinery/quantity-arithmetic';
import { own } from '../../golang/map';
import { compareQuantities } from '../../registry/validation/quantities';
import type { Quantities, Resources } from './constraints';

/** For what a figure of the pod itself counts. */
const OF_POD = ['cpu', 'memory'];

function combined(a: Quantities, b: Quantities, combine: (a: string, b: string) => string): Quantities {
  const all = new Map(Object.entries(a));
  for (const [name, quantity] of Object.entries(b)) {
    const present = all.get(name);
    all.set(name, present === undefined ? quantity : combine(present, quantity));
  }
  return Object.fromEntries(all);
}

const sum = (a: Quantities, b: Quantities): Quantities => combined(a, b, addQuantities);
const greatest = (a: Quantities, b: Quantities): Quantities => combined(a, b, (left, right) => (compareQuantities(right, left) > 0 ? right : left));

/** An init container that restarts runs beside all that follow it. */
const isSidecar = (container: Container): boolean => (container as { readonly restartPolicy?: string }).restartPolicy === 'Always';

function total({ containers, initContainers = [] }: PodSpec, of: (container: Container) => Quantities): Quantities {
  let [running, initializing, sidecars]: [Quantities, Quantities, Quantities] = [containers.map(of).reduce(sum, {}), {}, {}];
  for (const container of initContainers) {
    const asked = of(container);
    if (isSidecar(container)) [running, sidecars] = [sum(running, asked), sum(sidecars, asked)];
    initializing = greatest(initializing, isSidecar(container) ? sidecars : sum(asked, sidecars));
  }
  return greatest(running, initializing);
}

export function podResources(spec: PodSpec): Resources {
  const ofPod = (spec as { readonly resources?: Partial<Resources> }).resources ?? {};
  const overridden = (quantities: Quantities, by: Quantities = {}): Quantities => {
    const counted = OF_POD.flatMap((name) => (own(by, name) === undefined ? [] : [[name, own(by, name) ?? ''] as const]));
    return { ...quantities, ...Object.fromEntries(counted) };
  };
  return {
    requests: overridden(
      total(spec, ({ resources }) => resources?.requests ?? {}),
      ofPod.requests,
    ),
    limits: overridden(
      total(spec, ({ resources }) => resources?.limits ?? {}),
      ofPod.limits,
    ),
  };
}
