/**
 * The EndpointSlices of a service: its pods in slices of at most a hundred, one group for each set of ports and each family of addresses.
 * Upstream: pkg/controller/endpointslice/endpointslice_controller.go and k8s.io/endpointslice/reconciler.go
 */
import { isDeepStrictEqual } from 'node:util';
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';
import { ask, isNamespaceGoing, remove } from '../api-error';
import { isTerminating, NODES, objectPath, PODS, SERVICES, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import { isReady, podsOnNode } from '../pods';
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

export const SERVICE_NAME = 'kubernetes.io/service-name';
export const SLICE_MANAGED_BY = 'endpointslice.kubernetes.io/managed-by';
const MANAGER = 'endpointslice-controller.k8s.io';
const MOST_ENDPOINTS = 100;
const RESERVED: ReadonlySet<string> = new Set([SERVICE_NAME, SLICE_MANAGED_BY, HEADLESS]);

export const sliceVersion = (version: Version): string => (version.has('endpointSlicesV1') ? 'discovery.k8s.io/v1' : 'discovery.k8s.io/v1beta1');
export const slicesPath = (version: Version): string => `/apis/${sliceVersion(version)}/endpointslices`;

export interface SlicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol?: string;
  readonly appProtocol?: string;
}
export interface Endpoint {
  readonly addresses: readonly string[];
  readonly targetRef?: { readonly uid?: string };
  readonly [field: string]: unknown;
}
export interface Slice extends KubeObject {
  readonly addressType: string;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly SlicePort[];
}

export const asSlice = (object: KubeObject): Slice => ({ ...object, endpoints: object['endpoints'] ?? [], ports: object['ports'] ?? [] }) as unknown as Slice;

/** Endpoints that are the same one, whatever their state. */
const identity = ({ addresses, hostname, targetRef }: Endpoint): string => JSON.stringify([[...addresses].sort(), hostname ?? '', targetRef?.uid ?? '']);
const portsKey = (ports: readonly SlicePort[]): string =>
  JSON.stringify(ports.map(({ name, port, protocol, appProtocol }) => [name, port, protocol ?? '', appProtocol ?? '']).sort());
const essence = (endpoint: Endpoint): unknown =>
  JSON.parse(JSON.stringify(endpoint), (key, value: unknown) => (key === 'resourceVersion' || key === 'hints' ? undefined : value)) as unknown;

function endpointOf(pod: PodObject, service: ServiceObject, addressType: string, { informer, version }: ControllerContext): Endpoint {
  const addresses = (pod.status.podIPs ?? []).flatMap(({ ip = '' }) => (isIpv6(ip) === (addressType === 'IPv6') ? [ip] : []));
  const [serving, terminating] = [isReady(pod), isTerminating(pod)];
  const ready = service.spec.publishNotReadyAddresses === true || (serving && !terminating);
  const { nodeName = '' } = pod.spec;
  const node = informer(NODES).get(nodeName);
  const hostname = hostnameOf(pod, service);
  const { namespace, name, uid, resourceVersion } = pod.metadata;
  const reference = { kind: 'Pod', namespace, name, uid };
  if (!version.has('endpointSlicesV1')) {
    const labels = ['topology.kubernetes.io/zone', 'topology.kubernetes.io/region'].flatMap((key) => {
      const value = own(node?.metadata.labels, key) ?? '';
      return value === '' ? [] : [[key, value] as const];
    });
    return {
      addresses,
      conditions: { ready },
      ...(hostname !== undefined && { hostname }),
      targetRef: { ...reference, resourceVersion },
      topology: Object.fromEntries([...(nodeName === '' ? [] : [['kubernetes.io/hostname', nodeName] as const]), ...labels]),
    } as Endpoint;
  }
  const zone = own(node?.metadata.labels, 'topology.kubernetes.io/zone') ?? '';
  return {
    addresses,
    conditions: { ready, serving, terminating },
    ...(hostname !== undefined && { hostname }),
    targetRef: reference,
    ...(nodeName !== '' && { nodeName }),
    ...(zone !== '' && { zone }),
  } as Endpoint;
}

const portsOf = (service: ServiceObject, pod: PodObject): readonly SlicePort[] =>
  (service.spec.ports ?? []).flatMap((port) => {
    const number = portOn(pod, port);
    const { name = '', protocol = 'TCP', appProtocol } = port;
    return number === undefined ? [] : [{ name, port: number, protocol, ...(appProtocol !== undefined && { appProtocol }) }];
  });

function labelsFor(service: ServiceObject): Readonly<Record<string, string>> {
  const labels = Object.entries(service.metadata.labels ?? {}).filter(([key]) => !RESERVED.has(key));
  return {
    ...Object.fromEntries(labels),
    ...(isHeadless(service) && { [HEADLESS]: '' }),
    [SERVICE_NAME]: service.metadata.name ?? '',
    [SLICE_MANAGED_BY]: MANAGER,
  };
}

const othersOf = (labels: Readonly<Record<string, string>> = {}): unknown => Object.fromEntries(Object.entries(labels).filter(([key]) => !RESERVED.has(key)));

function newSlice(service: ServiceObject, addressType: string, ports: readonly SlicePort[], endpoints: readonly Endpoint[], version: Version): Slice {
  const { name = '', namespace = '', uid = '' } = service.metadata;
  const ownerReferences = [{ apiVersion: 'v1', kind: 'Service', name, uid, controller: true, blockOwnerDeletion: true }];
  return {
    kind: 'EndpointSlice',
    apiVersion: sliceVersion(version),
    metadata: { generateName: `${name}-`, namespace, labels: labelsFor(service), ownerReferences },
    addressType,
    endpoints,
    ports,
  };
}

export interface SliceChanges {
  readonly create: Slice[];
  readonly update: Slice[];
  readonly remove: Slice[];
}

/** What becomes of the slices of one set of ports. */
function reconcilePorts(
  service: ServiceObject,
  present: readonly Slice[],
  ports: readonly SlicePort[],
  endpoints: readonly Endpoint[],
  addressType: string,
  version: Version,
  changes: SliceChanges,
): void {
  const left = new Map(endpoints.map((endpoint) => [identity(endpoint), endpoint]));
  const [kept, changed]: [Slice[], Slice[]] = [[], []];
  for (const slice of present) {
    const still = slice.endpoints.flatMap((endpoint) => left.get(identity(endpoint)) ?? []);
    const isOther =
      still.length !== slice.endpoints.length || still.some((endpoint, at) => !isDeepStrictEqual(essence(endpoint), essence(slice.endpoints[at] ?? endpoint)));
    for (const endpoint of still) left.delete(identity(endpoint));
    const labelled = { ...slice, metadata: { ...slice.metadata, labels: labelsFor(service) } };
    if (isOther && still.length === 0) changes.remove.push(slice);
    else if (isOther) changed.push({ ...labelled, endpoints: still });
    else if (!isDeepStrictEqual(othersOf(slice.metadata.labels), othersOf(service.metadata.labels))) changed.push(labelled);
    else kept.push(slice);
  }
  const take = (most: number): readonly Endpoint[] => {
    const taken = [...left.values()].slice(0, most);
    for (const endpoint of taken) left.delete(identity(endpoint));
    return taken;
  };
  const filled = (slice: Slice): Slice => ({ ...slice, endpoints: [...slice.endpoints, ...take(MOST_ENDPOINTS - slice.endpoints.length)] });
  changes.update.push(...changed.sort((a, b) => b.endpoints.length - a.endpoints.length).map(filled));
  // What is left goes into the slice that it fills best, or into new ones.
  const fitting = kept.filter((slice) => slice.endpoints.length + left.size <= MOST_ENDPOINTS).sort((a, b) => b.endpoints.length - a.endpoints.length)[0];
  if (left.size > 0 && fitting !== undefined) changes.update.push(filled(fitting));
  while (left.size > 0) changes.create.push(newSlice(service, addressType, ports, take(MOST_ENDPOINTS), version));
}

const isOwned = ({ metadata }: KubeObject, service: ServiceObject): boolean =>
  (metadata.ownerReferences ?? []).some(({ uid, kind }) => uid === service.metadata.uid && kind === 'Service');

function reconcileFamily(
  service: ServiceObject,
  pods: readonly PodObject[],
  slices: readonly Slice[],
  addressType: string,
  context: ControllerContext,
): SliceChanges {
  const changes: SliceChanges = { create: [], update: [], remove: [] };
  const present = new Map<string, Slice[]>();
  for (const slice of slices) {
    if (!isOwned(slice, service)) changes.remove.push(slice);
    else present.set(portsKey(slice.ports), [...(present.get(portsKey(slice.ports)) ?? []), slice]);
  }
  const groups = new Map<string, { readonly ports: readonly SlicePort[]; readonly endpoints: Endpoint[] }>();
  const { publishNotReadyAddresses = false } = service.spec;
  for (const pod of pods.filter((each) => hasEndpoint(each, publishNotReadyAddresses || context.version.has('endpointSlicesV1'), context.version))) {
    const ports = portsOf(service, pod);
    const group = groups.get(portsKey(ports)) ?? { ports, endpoints: [] };
    groups.set(portsKey(ports), group);
    const hasNode = context.informer(NODES).get(pod.spec.nodeName ?? '') !== undefined;
    if (!hasNode && !publishNotReadyAddresses) continue;
    const endpoint = endpointOf(pod, service, addressType, context);
    if (endpoint.addresses.length > 0) group.endpoints.push(endpoint);
  }
  for (const [key, { ports, endpoints }] of groups) reconcilePorts(service, present.get(key) ?? [], ports, endpoints, addressType, context.version, changes);
  for (const [key, others] of present) if (!groups.has(key)) changes.remove.push(...others);
  if (slices.length === changes.remove.length && changes.create.length === 0) addPlaceholder(service, addressType, changes, context.version);
  return changes;
}

/** A service without endpoints has one empty slice. */
function addPlaceholder(service: ServiceObject, addressType: string, changes: SliceChanges, version: Version): void {
  const placeholder = newSlice(service, addressType, [], [], version);
  const [only] = changes.remove;
  const isThere =
    changes.remove.length === 1 &&
    only !== undefined &&
    only.endpoints.length + only.ports.length === 0 &&
    isOwned(only, service) &&
    isDeepStrictEqual({ ...only.metadata.labels }, { ...placeholder.metadata.labels });
  if (isThere) changes.remove.length = 0;
  else changes.create.push(placeholder);
}

const timed = (slice: Slice, time: string | undefined): Slice => {
  const { [TRIGGER_TIME]: _, ...annotations } = slice.metadata.annotations ?? {};
  return { ...slice, metadata: { ...slice.metadata, annotations: { ...annotations, ...(time !== undefined && { [TRIGGER_TIME]: time }) } } };
};

/** Writes the changes: a slice that would go is written over by one that would come. */
export async function writeSlices(
  { create, update, remove: gone }: SliceChanges,
  owner: KubeObject,
  time: string | undefined,
  context: ControllerContext,
): Promise<void> {
  const path = slicesPath(context.version);
  while (gone.length > 0 && create.length > 0) {
    const [old, slice] = [gone.shift(), create.pop()];
    if (old === undefined || slice === undefined) break;
    const { generateName: _, ...metadata } = slice.metadata;
    update.push({ ...slice, metadata: { ...metadata, generateName: `${slice.metadata.generateName}`, name: old.metadata.name ?? '' } });
  }
  const kind = { kind: 'EndpointSlice', apiVersion: sliceVersion(context.version) };
  try {
    if (!isTerminating(owner))
      for (const slice of create) {
        const created = { ...timed(slice, time), ...kind };
        await ask(context.client, 'POST', objectPath(path, { ...created.metadata, name: '' }).replace(/\/$/, ''), created);
      }
    for (const slice of update) await ask(context.client, 'PUT', objectPath(path, slice.metadata), { ...timed(slice, time), ...kind });
    for (const { metadata } of gone) await remove(context.client, objectPath(path, metadata));
  } catch (error) {
    if (!isNamespaceGoing(error)) throw error;
  }
}

const isManaged = (slice: KubeObject): boolean => own(slice.metadata.labels, SLICE_MANAGED_BY) === MANAGER;

export const endpointSliceController = (version: Version): Controller => {
  const services = new ServicesOfPods();
  const times = new TriggerTimes();
  const path = slicesPath(version);
  const serviceOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${own(metadata.labels, SERVICE_NAME)}`;
  return {
    name: 'endpointslice-controller',
    alias: 'endpointslice',
    component: 'endpoint-slice-controller',
    watches: {
      [SERVICES]: ({ object }) => [keyOf(object)],
      [PODS]: services.keys,
      [path]: ({ object }) => (isManaged(object) ? [serviceOf(object)] : []),
      [NODES]: ({ object }, context) => podsOnNode(object.metadata.name, context).flatMap((pod) => services.keys({ type: 'MODIFIED', object: pod }, context)),
    },
    async reconcile(key, context) {
      const found = context.informer(SERVICES).get(key);
      // Slices of a service that is gone are collected as garbage.
      if (found === undefined) return times.forget(key);
      const service = asService(found);
      if (service.spec.type === 'ExternalName' || service.spec.selector === undefined) return;
      const pods = podsOf(service, context);
      const time = times.of(service, pods);
      const slices = context
        .informer(path)
        .list()
        .filter((slice) => isManaged(slice) && serviceOf(slice) === key && !isTerminating(slice))
        .map(asSlice);
      const families = service.spec.ipFamilies ?? ['IPv4'];
      for (const family of families) {
        const changes = reconcileFamily(
          service,
          pods,
          slices.filter(({ addressType }) => addressType === family),
          family,
          context,
        );
        await writeSlices(changes, service, time, context);
      }
      for (const { metadata } of slices.filter(({ addressType }) => !families.includes(addressType))) await remove(context.client, objectPath(path, metadata));
    },
  };
};
