/**
 * What endpoints and their slices have alike: the pods that a service selects, its ports on them, and since when they are as they are.
 * Upstream: k8s.io/endpointslice/util (controller_utils.go, trigger_time_tracker.go) and utils.go
 */
import type { ServicePort, ServiceSpec } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';
import type { WatchEvent } from '../client';
import { isTerminating, PODS, SERVICES, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { isOver, readyCondition } from '../pods';
import { asPod, typed, type PodObject, type Typed } from '../typed';

export type ServiceObject = Typed<ServiceSpec & { readonly trafficDistribution?: string }, object>;

export const asService = (object: KubeObject): ServiceObject => typed<ServiceSpec, object>(object);

/** A service without an address of its own. */
export const isHeadless = ({ spec: { clusterIP = '' } }: ServiceObject): boolean => clusterIP === 'None' || clusterIP === '';

export const HEADLESS = 'service.kubernetes.io/headless';
export const TRIGGER_TIME = 'endpoints.kubernetes.io/last-change-trigger-time';

/** A service without a selector selects nothing. */
const selects = ({ spec, metadata }: ServiceObject, pod: KubeObject): boolean =>
  spec.selector !== undefined &&
  metadata.namespace === pod.metadata.namespace &&
  Object.entries(spec.selector).every(([key, value]) => own(pod.metadata.labels, key) === value);

/** Keys of the services that are concerned when a pod changes: those that have it, and those that had it. */
export class ServicesOfPods {
  readonly #known = new Map<string, readonly string[]>();

  readonly keys = ({ type, object }: WatchEvent, { informer }: ControllerContext): readonly string[] => {
    const key = keyOf(object);
    const before = this.#known.get(key) ?? [];
    const services = informer(SERVICES)
      .list()
      .filter((service) => selects(asService(service), object))
      .map(keyOf);
    if (type === 'DELETED') this.#known.delete(key);
    else this.#known.set(key, services);
    return [...new Set([...before, ...services])];
  };
}

export const podsOf = (service: ServiceObject, { informer }: ControllerContext): readonly PodObject[] =>
  informer(PODS)
    .list()
    .filter((pod) => selects(service, pod))
    .map(asPod)
    .sort((a, b) => ((a.metadata.name ?? '') < (b.metadata.name ?? '') ? -1 : 1));

/** A pod that is over leaves the endpoints; in older versions it depends on whether its containers would be started again. */
function leaves(pod: PodObject, version: Version): boolean {
  const { restartPolicy } = pod.spec;
  if (version.has('overPodsLeaveEndpoints') || restartPolicy === 'Never') return isOver(pod);
  return restartPolicy === 'OnFailure' && pod.status.phase === 'Succeeded';
}

export const hasEndpoint = (pod: PodObject, includeTerminating: boolean, version: Version): boolean =>
  !leaves(pod, version) && ((pod.status.podIP ?? '') !== '' || (pod.status.podIPs ?? []).length > 0) && (includeTerminating || !isTerminating(pod));

/** The hostname that the pod has as an endpoint of the service. */
export const hostnameOf = ({ spec }: PodObject, { metadata }: ServiceObject): string | undefined =>
  (spec.hostname ?? '') !== '' && spec.subdomain === metadata.name ? spec.hostname : undefined;

/** The number of the port on the pod; undefined: none of its containers has a port of this name. */
export function portOn({ spec }: PodObject, { targetPort, protocol = 'TCP' }: ServicePort): number | undefined {
  if (typeof targetPort !== 'string') return targetPort;
  const isSidecar = (container: object): boolean => (container as { readonly restartPolicy?: string }).restartPolicy === 'Always';
  const ports = [...spec.containers, ...(spec.initContainers ?? []).filter(isSidecar)].flatMap((container) => container.ports ?? []);
  return ports.find((port) => port.name === targetPort && (port.protocol ?? 'TCP') === protocol)?.containerPort;
}

export const isIpv6 = (address: string): boolean => address.includes(':');

/** Since when the endpoints of a service should be other ones: the earliest of the changes since the last look at it. */
export class TriggerTimes {
  readonly #services = new Map<string, { readonly service: string; readonly pods: ReadonlyMap<string, string> }>();

  of(service: ServiceObject, pods: readonly PodObject[]): string | undefined {
    const key = keyOf(service);
    const known = this.#services.get(key);
    const created = String(service.metadata.creationTimestamp ?? '');
    const times = new Map(pods.map((pod) => [pod.metadata.name ?? '', readyCondition(pod)?.lastTransitionTime ?? '']));
    this.#services.set(key, { service: created, pods: times });
    if (known === undefined) return created;
    const changed = [...times].filter(([name, time]) => time > (known.pods.get(name) ?? '')).map(([, time]) => time);
    return [...changed, ...(created > known.service ? [created] : [])].sort()[0];
  }

  forget(key: string): void {
    this.#services.delete(key);
  }
}
