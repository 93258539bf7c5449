/**
 * Addresses of Services, of the ranges that the server has: those of --service-cluster-ip-range, and of ServiceCIDRs where the
 * version has them. An address is taken by a Service, or by an IPAddress where there are such objects.
 * After pkg/registry/core/service/{ipallocator,storage/alloc.go}.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import type { KubeObject } from '../../../../api/objects';
import {
  addressRange,
  addressRanges,
  familyOf,
  isUsable,
  toAddress,
  toNumber,
  type AddressFamily,
  type AddressRange,
} from '../../../../apimachinery/address-ranges';
import { quote } from '../../../../golang/quote';
import { invalidValue } from '../../../../errors/field-error';
import { internalError, invalid } from '../../../../errors/status-error';
import type { RegistryContext } from '../../../generic/context';
import { now } from '../../../generic/system-fields';
import { strings } from '../../../generic/metadata/go-printed';
import { isHeadless, needsClusterIp, NONE, specOf, withFields, type ServiceSpec } from './spec';

const SERVICES = { group: '', resource: 'services' };
const SERVICE_CIDRS = { group: 'networking.k8s.io', resource: 'servicecidrs' };
const IP_ADDRESSES = { group: 'networking.k8s.io', resource: 'ipaddresses' };

/** The families that the server gives addresses of, its first family first. */
export const familiesOf = ({ options }: RegistryContext): readonly AddressFamily[] => addressRanges(options.serviceClusterIpRange).map(({ family }) => family);

function isReady(object: KubeObject): boolean {
  const { conditions = [] } = (object['status'] ?? {}) as { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  return object.metadata.deletionTimestamp === undefined && conditions.every(({ type, status }) => type !== 'Ready' || status === 'True');
}

interface KnownRange extends AddressRange {
  readonly isReady: boolean;
}

/** The ranges that there are, whether addresses are given of them or not. */
function knownRanges({ options, storage }: RegistryContext): readonly KnownRange[] {
  if (!options.version.has('serviceIpAddresses')) return addressRanges(options.serviceClusterIpRange).map((range) => ({ ...range, isReady: true }));
  return storage.list(SERVICE_CIDRS).flatMap((object) =>
    ((object['spec'] as { readonly cidrs?: readonly string[] } | undefined)?.cidrs ?? []).flatMap((cidr) => {
      const range = addressRange(cidr);
      return range === undefined ? [] : [{ ...range, isReady: isReady(object) }];
    }),
  );
}

const rangesOf = (context: RegistryContext): readonly AddressRange[] => knownRanges(context).filter((range) => range.isReady);

function takenIn({ options, storage }: RegistryContext): ReadonlySet<string> {
  const ofServices = storage.list(SERVICES).flatMap((service) => specOf(service).clusterIPs ?? []);
  const objects = options.version.has('serviceIpAddresses') ? storage.list(IP_ADDRESSES).map(({ metadata }) => metadata.name ?? '') : [];
  return new Set([...ofServices, ...objects]);
}

const canonical = (address: string): string => toAddress(toNumber(address), familyOf(address));

/** Why an address cannot be given to a Service. */
function problemWith(address: string, context: RegistryContext): string | undefined {
  const ranges = rangesOf(context).filter(({ family }) => family === familyOf(address));
  if (!ranges.some((range) => isUsable(range, address))) {
    const all = addressRanges(context.options.serviceClusterIpRange);
    const range = all.find(({ family }) => family === familyOf(address)) ?? all[0];
    return context.options.version.has('serviceIpAddresses')
      ? 'the provided network does not match the current range'
      : `provided IP is not in the valid range. The range of valid IPs is ${range?.cidr ?? ''}`;
  }
  return takenIn(context).has(canonical(address)) ? 'provided IP is already allocated' : undefined;
}

/** The lower addresses are for those who ask for one. */
const lower = ({ size }: AddressRange): bigint => {
  const share = size / 16n < 16n ? 16n : size / 16n;
  return size <= 16n ? 0n : share > 256n ? 256n : share;
};
const drawn = (range: AddressRange): bigint => lower(range) + 1n + (BigInt(`0x${randomBytes(8).toString('hex')}`) % (range.size - lower(range)));

function freeAddress(family: AddressFamily, name: string, context: RegistryContext): string {
  const taken = takenIn(context);
  for (const range of rangesOf(context).filter((candidate) => candidate.family === family)) {
    const start = drawn(range);
    // More steps than addresses are taken find one that is free, unless all are; the lower ones come last.
    const steps = Math.min(Number(range.size), taken.size + Number(lower(range)) + 3);
    for (let step = 0; step < steps; step += 1) {
      const address = toAddress(range.base + ((start + BigInt(step)) % range.size), family);
      if (isUsable(range, address) && !taken.has(address)) return address;
    }
  }
  const service = context.options.version.has('servicesAllocatedFirst') ? ` for Service ${quote(name)}` : '';
  throw internalError(`failed to allocate a serviceIP${service}: range is full`);
}

function refused(spec: ServiceSpec, name: string, address: string, problem: string, { options }: RegistryContext): Error {
  const text = options.version.has('servicesAllocatedFirst')
    ? `failed to allocate IP${address === '' ? '' : ` ${address}`}: ${problem}`
    : `failed to allocated ip:${address} with error:${problem}`;
  const { clusterIPs = [], ipFamilies = [] } = spec;
  // Those that are still to come are printed as empty ones.
  const printed = [...clusterIPs, ...ipFamilies.slice(clusterIPs.length).map(() => '')];
  return invalid({ group: '', kind: 'Service' }, name, [invalidValue('spec.clusterIPs', strings(printed, options.version), text)]);
}

interface Wanted {
  readonly spec: ServiceSpec;
  readonly name: string;
  readonly family: AddressFamily;
  /** Empty: any. */
  readonly address: string;
}

/** In a dry run nothing is looked for: any address is the one of the network, and one that is named has to lie in the range. */
function triedAddress({ spec, name, family, address }: Wanted, context: RegistryContext): string {
  const range = knownRanges(context).find((candidate) => candidate.family === family);
  if (range?.isReady !== true) throw refused(spec, name, address, 'allocator not ready', context);
  if (address === '') return toAddress(range.base, family);
  if (isUsable(range, address)) return address;
  throw refused(spec, name, address, `the provided IP (${canonical(address)}) is not in the valid range. The range of valid IPs is ${range.cidr}`, context);
}

function takenAddress({ spec, name, family, address }: Wanted, context: RegistryContext): string {
  if (address === '') return freeAddress(family, name, context);
  const problem = problemWith(address, context);
  if (problem !== undefined) throw refused(spec, name, address, problem, context);
  return address;
}

/** The spec with an address for each of its families, given the spec of before. Throws 422 and 500. */
export function withAddresses(spec: ServiceSpec, old: ServiceSpec | undefined, name: string, context: RegistryContext, isDryRun: boolean): ServiceSpec {
  const { clusterIPs = [] } = spec;
  if (!needsClusterIp(spec) || clusterIPs[0] === NONE) return spec;
  const kept = old !== undefined && needsClusterIp(old) ? (old.clusterIPs ?? []) : [];
  if (old !== undefined && needsClusterIp(old) && isHeadless(old)) return spec;
  const families = spec.ipFamilies ?? [clusterIPs[0] === undefined ? (familiesOf(context)[0] ?? 'IPv4') : familyOf(clusterIPs[0])];
  const given = families.map((family, index) => {
    const wanted = clusterIPs[index] ?? '';
    if (index < kept.length) return wanted;
    const asked = { spec, name, family: family as AddressFamily, address: wanted };
    return isDryRun ? triedAddress(asked, context) : takenAddress(asked, context);
  });
  const [first = ''] = given;
  return given.length === 0 ? spec : withFields(spec, { clusterIP: first, clusterIPs: given });
}

const addressesIn = (object: KubeObject | undefined): readonly string[] =>
  (object === undefined ? [] : (specOf(object).clusterIPs ?? [])).filter((address) => address !== NONE && address !== '').map(canonical);

function ipAddress(address: string, { metadata }: KubeObject): KubeObject {
  const family = familyOf(address);
  const time = now();
  return {
    kind: 'IPAddress',
    apiVersion: 'networking.k8s.io/v1',
    metadata: {
      name: address,
      uid: randomUUID(),
      creationTimestamp: time,
      labels: { 'ipaddress.kubernetes.io/ip-family': family, 'ipaddress.kubernetes.io/managed-by': 'ipallocator.k8s.io' },
      managedFields: [
        {
          manager: 'kube-apiserver',
          operation: 'Update',
          apiVersion: 'networking.k8s.io/v1',
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:metadata': { 'f:labels': { '.': {}, 'f:ipaddress.kubernetes.io/ip-family': {}, 'f:ipaddress.kubernetes.io/managed-by': {} } },
            'f:spec': { 'f:parentRef': { '.': {}, 'f:name': {}, 'f:namespace': {}, 'f:resource': {} } },
          },
        },
      ],
    },
    spec: { parentRef: { resource: 'services', namespace: metadata.namespace ?? '', name: metadata.name ?? '' } },
  } as unknown as KubeObject;
}

/** Makes an IPAddress for each address that a Service has got, and removes those of addresses that it has given back. */
export function keepIpAddresses(object: KubeObject | undefined, old: KubeObject | undefined, { options, storage }: RegistryContext): void {
  if (!options.version.has('serviceIpAddresses')) return;
  const [present, before] = [addressesIn(object), addressesIn(old)];
  if (object !== undefined) for (const address of present) if (!before.includes(address)) storage.put(IP_ADDRESSES, ipAddress(address, object));
  for (const address of before) if (!present.includes(address)) storage.remove(IP_ADDRESSES, '', address);
}
