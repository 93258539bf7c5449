/**
 * The Endpoints of a service are the addresses of the pods that it selects, those that are ready and those that are not.
 * Upstream: pkg/controller/endpoint/endpoints_controller.go
 */
import { isDeepStrictEqual } from 'node:util';
import type { EndpointAddress, EndpointPort, EndpointSubset } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';
import { ask, isNamespaceGoing, remove } from '../api-error';
import { objectPath, PODS, SERVICES, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { isReady } from '../pods';
import type { PodObject } from '../typed';
import {
  asService,
  hasEndpoint,
  HEADLESS,
  hostnameOf,
  isHeadless,
  isIpv6,
  podsOf,
  portOn,
  ServicesOfPods,
  TRIGGER_TIME,
  TriggerTimes,
  type ServiceObject,
} from './service-pods';

export const ENDPOINTS = '/api/v1/endpoints';
const MANAGED_BY = 'endpoints.kubernetes.io/managed-by';
const OVER_CAPACITY = 'endpoints.kubernetes.io/over-capacity';
const MOST_ADDRESSES = 1000;
const KIND = { apiVersion: 'v1', kind: 'Endpoints' };

interface Address extends EndpointAddress {
  readonly ready: boolean;
}

function addressOf(pod: PodObject, service: ServiceObject, version: Version): Address | undefined {
  const wantsIpv6 = (service.spec.ipFamilies?.[0] ?? 'IPv4') === 'IPv6';
  const ip = version.has('endpointsByFamily') ? pod.status.podIPs?.find((address) => isIpv6(address.ip ?? '') === wantsIpv6)?.ip : pod.status.podIP;
  if (ip === undefined) return undefined;
  const hostname = hostnameOf(pod, service);
  const { namespace = '', name = '', uid = '', resourceVersion = '' } = pod.metadata;
  return {
    ip,
    ...(hostname !== undefined && { hostname }),
    nodeName: pod.spec.nodeName ?? '',
    targetRef: { kind: 'Pod', namespace, name, uid, ...(!version.has('endpointsByFamily') && { resourceVersion }) },
    ready: service.spec.publishNotReadyAddresses === true || isReady(pod),
  };
}

const portText = ({ name = '', port, protocol = '', appProtocol = '' }: EndpointPort): string => `${name} ${port} ${protocol} ${appProtocol}`;
const byAddress = (a: Address, b: Address): number => (`${a.ip} ${a.targetRef?.uid}` < `${b.ip} ${b.targetRef?.uid}` ? -1 : 1);
const plain = ({ ready: _, ...address }: Address): EndpointAddress => address;

/** Ports that are at the same addresses share a subset. */
function packed(addresses: ReadonlyMap<string, { readonly port?: EndpointPort; readonly at: readonly Address[] }>): readonly EndpointSubset[] {
  const groups = new Map<string, { readonly ports: EndpointPort[]; readonly at: readonly Address[] }>();
  for (const { port, at } of addresses.values()) {
    const sorted = [...at].sort(byAddress);
    const key = JSON.stringify(sorted);
    const group = groups.get(key) ?? { ports: [], at: sorted };
    if (port !== undefined) group.ports.push(port);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ ports, at }) => {
    const [ready, notReady] = [at.filter((address) => address.ready).map(plain), at.filter((address) => !address.ready).map(plain)];
    return {
      ...(ready.length > 0 && { addresses: ready }),
      ...(notReady.length > 0 && { notReadyAddresses: notReady }),
      ...(ports.length > 0 && { ports: ports.sort((a, b) => (portText(a) < portText(b) ? -1 : 1)) }),
    };
  });
}

function subsetsOf(service: ServiceObject, pods: readonly PodObject[], version: Version): readonly EndpointSubset[] {
  const found = new Map<string, { readonly port?: EndpointPort; readonly at: Address[] }>();
  const add = (address: Address, port?: EndpointPort): void => {
    const key = port === undefined ? '' : portText(port);
    const known = found.get(key) ?? { ...(port && { port }), at: [] };
    known.at.push(address);
    found.set(key, known);
  };
  const { ports = [], clusterIP, publishNotReadyAddresses = false } = service.spec;
  for (const pod of pods.filter((each) => hasEndpoint(each, publishNotReadyAddresses, version))) {
    const address = addressOf(pod, service, version);
    if (address === undefined) continue;
    if (ports.length === 0 && clusterIP === 'None') add(address);
    for (const { name, protocol, appProtocol, ...port } of ports) {
      const number = portOn(pod, { ...port, ...(protocol && { protocol }) });
      if (number !== undefined) add(address, { ...(name && { name }), port: number, ...(protocol && { protocol }), ...(appProtocol && { appProtocol }) });
    }
  }
  return packed(found);
}

/** As many as Endpoints may have: those that are ready come first. */
function truncated(subsets: readonly EndpointSubset[]): readonly EndpointSubset[] {
  let left = MOST_ADDRESSES;
  const take = (addresses: readonly EndpointAddress[] = []): EndpointAddress[] => {
    const taken = addresses.slice(0, left);
    left -= taken.length;
    return taken;
  };
  const ready = subsets.map(({ addresses }) => take(addresses));
  return subsets.map(({ notReadyAddresses, ports }, at) => {
    const others = take(notReadyAddresses);
    return {
      ...((ready[at]?.length ?? 0) > 0 && { addresses: ready[at] ?? [] }),
      ...(others.length > 0 && { notReadyAddresses: others }),
      ...(ports && { ports }),
    };
  });
}

const count = (subsets: readonly EndpointSubset[]): number =>
  subsets.reduce((sum, { addresses = [], notReadyAddresses = [] }) => sum + addresses.length + notReadyAddresses.length, 0);

/** To compare by: the version of a pod does not count, nor does the order of fields. */
const essence = (subsets: readonly EndpointSubset[]): unknown =>
  JSON.parse(JSON.stringify(subsets), (key, value: unknown) => (key === 'resourceVersion' ? undefined : value)) as unknown;

const withoutOwn = (labels: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => key !== HEADLESS && key !== MANAGED_BY));

function isUpToDate(current: KubeObject, subsets: readonly EndpointSubset[], service: ServiceObject, version: Version): boolean {
  const { labels = {}, annotations = {} } = current.metadata;
  const present = (current['subsets'] ?? []) as readonly EndpointSubset[];
  return (
    isDeepStrictEqual(essence(present), essence(subsets)) &&
    (!version.has('endpointsManaged') || own(labels, MANAGED_BY) === 'endpoint-controller') &&
    isDeepStrictEqual(withoutOwn(labels), { ...service.metadata.labels }) &&
    count(present) <= MOST_ADDRESSES &&
    own(annotations, OVER_CAPACITY) === undefined
  );
}

function wanted(
  current: KubeObject | undefined,
  subsets: readonly EndpointSubset[],
  service: ServiceObject,
  time: string | undefined,
  version: Version,
): KubeObject {
  const { [TRIGGER_TIME]: _time, [OVER_CAPACITY]: _capacity, ...annotations } = current?.metadata.annotations ?? {};
  const { [HEADLESS]: _headless, ...labels } = service.metadata.labels ?? {};
  const isOver = count(subsets) > MOST_ADDRESSES;
  return {
    ...KIND,
    metadata: {
      ...(current?.metadata ?? { name: service.metadata.name ?? '', namespace: service.metadata.namespace ?? '' }),
      annotations: {
        ...annotations,
        ...(time !== undefined && { [TRIGGER_TIME]: time }),
        ...(isOver && { [OVER_CAPACITY]: 'truncated' }),
      },
      labels: { ...labels, ...(isHeadless(service) && { [HEADLESS]: '' }), ...(version.has('endpointsManaged') && { [MANAGED_BY]: 'endpoint-controller' }) },
    },
    subsets: isOver ? truncated(subsets) : subsets,
  };
}

async function write(current: KubeObject | undefined, endpoints: KubeObject, service: ServiceObject, context: ControllerContext): Promise<void> {
  const path = objectPath(ENDPOINTS, endpoints.metadata);
  try {
    if (current === undefined) await ask(context.client, 'POST', path.slice(0, path.lastIndexOf('/')), endpoints);
    else await ask(context.client, 'PUT', path, endpoints);
  } catch (error) {
    if (isNamespaceGoing(error)) return;
    const [reason, what] =
      current === undefined
        ? ['FailedToCreateEndpoint', `Failed to create endpoint for service ${keyOf(service)}`]
        : ['FailedToUpdateEndpoint', `Failed to update endpoint ${keyOf(service)}`];
    await context.events.record(KIND, endpoints, 'Warning', reason, `${what}: ${(error as Error).message}`);
    throw error;
  }
}

export const endpointsController = (): Controller => {
  const services = new ServicesOfPods();
  const times = new TriggerTimes();
  return {
    name: 'endpoints-controller',
    alias: 'endpoint',
    component: 'endpoint-controller',
    watches: {
      [SERVICES]: ({ object }) => [keyOf(object)],
      [PODS]: services.keys,
      [ENDPOINTS]: ({ type, object }) => (type === 'DELETED' ? [keyOf(object)] : []),
    },
    async reconcile(key, context) {
      const found = context.informer(SERVICES).get(key);
      const current = context.informer(ENDPOINTS).get(key);
      if (found === undefined) {
        times.forget(key);
        if (current !== undefined) await remove(context.client, objectPath(ENDPOINTS, current.metadata));
        return;
      }
      const service = asService(found);
      if (service.spec.selector === undefined || (service.spec.type === 'ExternalName' && context.version.has('externalNamesHaveNoEndpoints'))) return;
      const pods = podsOf(service, context);
      const time = times.of(service, pods);
      const subsets = subsetsOf(service, pods, context.version);
      if (current !== undefined && isUpToDate(current, subsets, service, context.version)) return;
      await write(current, wanted(current, subsets, service, time, context.version), service, context);
    },
  };
};
