/**
 * What a pod as a whole asks for: the sum of its containers, or what its init containers need at the same time if that is more; a
 * figure of the pod itself counts instead. After podRequests and podLimits of plugin/pkg/admission/limitranger/admission.go
 */
import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import { canonicalQuantity } from '../apimachinery/quantity';
import { own } from '../golang/map';
import { greatest, sum, wholeNumber, type Quantities, type Resources } from './quantities';

/** For what a figure of the pod itself counts. */
const OF_POD = ['cpu', 'memory'];

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

/** Whole numbers, or thousandths of a CPU. */
function counted(name: string, quantities: readonly Quantities[]): string {
  const parts = name === 'cpu' ? 1000 : 1;
  const all = quantities.reduce((total, of) => total + wholeNumber(own(of, name) ?? '0', parts), 0n);
  return canonicalQuantity(parts === 1 ? `${all}` : `${all}m`);
}

/** In older versions what not every container says counts for nothing. After sum of the same file of 1.20. */
function sumOfAll(quantities: readonly Quantities[]): Quantities {
  const [first = {}, ...others] = quantities;
  const names = Object.keys(first).filter((name) => others.every((of) => own(of, name) !== undefined));
  return Object.fromEntries(names.map((name) => [name, counted(name, quantities)]));
}

/** What a limit of pods is held against in older versions. */
export function podResourcesIfAllSay({ containers, initContainers = [] }: PodSpec): Resources {
  const of = (kind: keyof Resources): Quantities => {
    const quantities = (container: Container): Quantities => container.resources?.[kind] ?? {};
    return initContainers.map(quantities).reduce(greatest, sumOfAll(containers.map(quantities)));
  };
  return { requests: of('requests'), limits: of('limits') };
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
