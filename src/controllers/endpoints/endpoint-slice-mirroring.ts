/**
 * Endpoints that are written by hand, for a service without a selector, are mirrored as EndpointSlices: one for each subset and family.
 * Upstream: pkg/controller/endpointslicemirroring
 */
import { isDeepStrictEqual } from 'node:util';
import { isIP } from 'node:net';
import type { EndpointAddress, EndpointSubset } from 'kubernetes-types/core/v1';
import type { KubeObject } from '../../engine/api/objects';
import { own } from '../../engine/golang/map';
import type { Version } from '../../engine/versions';
import { remove } from '../api-error';
import { isTerminating, objectPath, SERVICES, type Controller, type ControllerContext } from '../controller';
import { keyOf } from '../informer';
import {
  asSlice,
  SERVICE_NAME,
  SLICE_MANAGED_BY,
  sliceVersion,
  slicesPath,
  writeSlices,
  type Endpoint,
  type Slice,
  type SliceChanges,
  type SlicePort,
} from './endpoint-slices';
import { ENDPOINTS } from './endpoints';
import { TRIGGER_TIME } from './service-pods';

const MANAGER = 'endpointslicemirroring-controller.k8s.io';
const MOST_ADDRESSES = 1000;
const KIND = { apiVersion: 'v1', kind: 'Endpoints' };
const NOT_MIRRORED: ReadonlySet<string> = new Set([TRIGGER_TIME, 'kubectl.kubernetes.io/last-applied-configuration']);

const isMirrored = ({ metadata }: KubeObject): boolean =>
  own(metadata.labels, 'endpointslice.kubernetes.io/skip-mirror') !== 'true' &&
  own(metadata.annotations, 'control-plane.alpha.kubernetes.io/leader') === undefined;

const endpointOf = ({ ip, targetRef, nodeName, hostname }: EndpointAddress, ready: boolean): Endpoint =>
  ({
    addresses: [ip],
    conditions: { ready },
    ...(hostname !== undefined && { hostname }),
    ...(targetRef && { targetRef }),
    ...(nodeName !== undefined && { nodeName }),
  }) as unknown as Endpoint;

interface Group {
  readonly addressType: string;
  readonly ports: readonly SlicePort[];
  readonly endpoints: readonly Endpoint[];
}

function groupsOf({ addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset): readonly Group[] {
  const all = [...addresses.map((address) => ({ address, ready: true })), ...notReadyAddresses.map((address) => ({ address, ready: false }))].slice(
    0,
    MOST_ADDRESSES,
  );
  const slicePorts = ports.map(({ name = '', ...port }) => ({ name, ...port }));
  return (['IPv4', 'IPv6'] as const).map((addressType) => ({
    addressType,
    ports: slicePorts,
    endpoints: all.filter(({ address }) => `IPv${isIP(address.ip)}` === addressType).map(({ address, ready }) => endpointOf(address, ready)),
  }));
}

const annotationsOf = ({ metadata }: KubeObject): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(metadata.annotations ?? {}).filter(([key]) => !NOT_MIRRORED.has(key)));

function mirror(endpoints: KubeObject, { addressType, ports, endpoints: all }: Group, present: Slice | undefined, version: Version): Slice {
  const { name = '', namespace = '', uid = '' } = endpoints.metadata;
  return {
    kind: 'EndpointSlice',
    apiVersion: sliceVersion(version),
    metadata: {
      ...(present === undefined ? { generateName: `${name}-` } : { name: present.metadata.name ?? '' }),
      namespace,
      annotations: annotationsOf(endpoints),
      labels: { ...endpoints.metadata.labels, [SERVICE_NAME]: name, [SLICE_MANAGED_BY]: MANAGER },
      ownerReferences: [{ ...KIND, name, uid, controller: true, blockOwnerDeletion: true }],
    },
    addressType,
    endpoints: all,
    ports,
  };
}

/** What a slice says, in any order of its endpoints. */
const essence = ({ metadata, addressType, endpoints, ports }: Slice): unknown =>
  JSON.parse(
    JSON.stringify([
      { ...metadata.labels },
      { ...metadata.annotations },
      metadata.ownerReferences,
      addressType,
      ports.map(({ name, port, protocol, appProtocol }) => [name, port, protocol ?? null, appProtocol ?? null]),
      endpoints.map((endpoint) => JSON.stringify(Object.entries(endpoint).sort())).sort(),
    ]),
  ) as unknown;

const groupKey = ({ addressType, ports }: { readonly addressType: string; readonly ports: readonly SlicePort[] }): string =>
  JSON.stringify([addressType, ports.map(({ name, port, protocol = 'TCP' }) => [name, port, protocol]).sort()]);

function changesOf(endpoints: KubeObject, slices: readonly Slice[], version: Version): SliceChanges {
  const changes: SliceChanges = { create: [], update: [], remove: [] };
  const left = new Set(slices);
  for (const group of ((endpoints['subsets'] ?? []) as readonly EndpointSubset[]).flatMap(groupsOf)) {
    if (group.endpoints.length === 0) continue;
    const present = [...left].find((slice) => groupKey(slice) === groupKey(group));
    const wanted = mirror(endpoints, group, present, version);
    if (present === undefined) changes.create.push(wanted);
    else {
      left.delete(present);
      if (!isDeepStrictEqual(essence(present), essence(wanted))) changes.update.push(wanted);
    }
  }
  changes.remove.push(...left);
  return changes;
}

const isManaged = ({ metadata }: KubeObject): boolean => own(metadata.labels, SLICE_MANAGED_BY) === MANAGER;
const serviceOf = ({ metadata }: KubeObject): string => `${metadata.namespace}/${own(metadata.labels, SERVICE_NAME)}`;

function hasNoSelector(service: KubeObject | undefined): boolean {
  return service !== undefined && (service['spec'] as { readonly selector?: object } | undefined)?.selector === undefined;
}

async function warn(endpoints: KubeObject, { events }: ControllerContext): Promise<void> {
  for (const { addresses = [], notReadyAddresses = [] } of (endpoints['subsets'] ?? []) as readonly EndpointSubset[]) {
    const skipped = addresses.length + notReadyAddresses.length - MOST_ADDRESSES;
    if (skipped <= 0) continue;
    const message = `A max of ${MOST_ADDRESSES} addresses can be mirrored to EndpointSlices per Endpoints subset. ${skipped} addresses were skipped`;
    await events.record(KIND, endpoints, 'Warning', 'TooManyAddressesToMirror', message);
  }
}

export const endpointSliceMirroringController = (version: Version): Controller => {
  const path = slicesPath(version);
  return {
    name: 'endpointslice-mirroring-controller',
    alias: 'endpointslicemirroring',
    component: 'endpoint-slice-mirroring-controller',
    watches: {
      [ENDPOINTS]: ({ object }) => [keyOf(object)],
      [SERVICES]: ({ object }) => [keyOf(object)],
      [path]: ({ object }) => (isManaged(object) ? [serviceOf(object)] : []),
    },
    async reconcile(key, context) {
      const endpoints = context.informer(ENDPOINTS).get(key);
      const slices = context
        .informer(path)
        .list()
        .filter((slice) => isManaged(slice) && serviceOf(slice) === key)
        .map(asSlice);
      if (endpoints === undefined || !isMirrored(endpoints) || !hasNoSelector(context.informer(SERVICES).get(key))) {
        for (const slice of slices.filter((each) => !isTerminating(each))) await remove(context.client, objectPath(path, slice.metadata));
        return;
      }
      const changes = changesOf(endpoints, slices, version);
      if (changes.create.length + changes.update.length > 0) await warn(endpoints, context);
      await writeSlices(changes, endpoints, undefined, context);
    },
  };
};
