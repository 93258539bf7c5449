/** What containers that say nothing ask for: the defaults of the limits of type Container. After defaultContainerResourceRequirements. */
import type { Container, LimitRangeItem } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../api/objects';
import { inKeyOrder, own } from '../../golang/map';
import { withMeta } from '../../storage/object-meta';
import { podSpec, withPodSpec } from '../pod';
import type { Quantities, Resources } from '../quantities';

const ANNOTATION = 'kubernetes.io/limit-ranger';

const merged = (quantities: readonly (Quantities | undefined)[]): Quantities => Object.fromEntries(quantities.flatMap((one) => Object.entries(one ?? {})));

function defaultsOf(limits: readonly LimitRangeItem[]): Resources {
  const ofContainers = limits.filter(({ type }) => type === 'Container');
  return { requests: merged(ofContainers.map(({ defaultRequest }) => defaultRequest)), limits: merged(ofContainers.map((item) => item.default)) };
}

/** In the order of the names, as maps are written. */
const added = (given: Quantities, missing: readonly string[], defaults: Quantities): Quantities =>
  inKeyOrder({ ...given, ...Object.fromEntries(missing.map((name) => [name, own(defaults, name) ?? ''] as const)) });

const missingIn = (given: Quantities, defaults: Quantities): readonly string[] =>
  Object.keys(defaults)
    .filter((name) => own(given, name) === undefined)
    .sort();

function filled(container: Container, defaults: Resources, kind: string, notes: string[]): Container {
  const { requests = {}, limits = {} } = container.resources ?? {};
  const [missingRequests, missingLimits] = [missingIn(requests, defaults.requests), missingIn(limits, defaults.limits)];
  if (missingRequests.length > 0) notes.push(`${missingRequests.join(', ')} request for ${kind} ${container.name}`);
  if (missingLimits.length > 0) notes.push(`${missingLimits.join(', ')} limit for ${kind} ${container.name}`);
  if (missingRequests.length === 0 && missingLimits.length === 0) return container;
  const [allLimits, allRequests] = [added(limits, missingLimits, defaults.limits), added(requests, missingRequests, defaults.requests)];
  return {
    ...container,
    resources: {
      ...container.resources,
      ...(Object.keys(allLimits).length > 0 && { limits: allLimits }),
      ...(Object.keys(allRequests).length > 0 && { requests: allRequests }),
    },
  };
}

export function withDefaults(pod: KubeObject, limits: readonly LimitRangeItem[]): KubeObject {
  const defaults = defaultsOf(limits);
  const spec = podSpec(pod);
  const notes: string[] = [];
  const containers = spec.containers.map((container) => filled(container, defaults, 'container', notes));
  const initContainers = spec.initContainers?.map((container) => filled(container, defaults, 'init container', notes));
  if (notes.length === 0) return pod;
  const annotations = { ...pod.metadata.annotations, [ANNOTATION]: `LimitRanger plugin set: ${notes.join('; ')}` };
  return withMeta(withPodSpec(pod, { ...spec, containers, ...(initContainers && { initContainers }) }), { annotations: inKeyOrder(annotations) });
}
