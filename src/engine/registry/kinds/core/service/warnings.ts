/** What a client is warned of that writes a Service: fields that count for nothing, or that go. After pkg/api/service/warnings.go. */
import { familyOf, toAddress, toNumber } from '../../../../apimachinery/address-ranges';
import type { KubeObject } from '../../../../api/objects';
import { own } from '../../../../golang/map';
import type { Version } from '../../../../versions';
import { isHeadless, specOf, type ServiceSpec } from './spec';

type Warnings = readonly string[];

const HINTS = 'service.kubernetes.io/topology-aware-hints';
const MODE = 'service.kubernetes.io/topology-mode';

const canonical = (address: string): string => toAddress(toNumber(address), familyOf(address));

/** IPv6 addresses that are written otherwise than they are compared. */
function addressWarnings(address: string, at: string): Warnings {
  if (!address.includes(':') || canonical(address) === address) return [];
  return [`${at}: IPv6 address "${address}" should be in RFC 5952 canonical format ("${canonical(address)}")`];
}

function rangeWarnings(range: string, at: string): Warnings {
  const [address = '', length = ''] = range.split('/');
  if (!address.includes(':') || canonical(address) === address) return [];
  return [`${at}: IPv6 CIDR value "${range}" should be in RFC 5952 canonical format ("${canonical(address)}/${length}")`];
}

function ignoredByHeadless({ loadBalancerIP = '', externalIPs = [], sessionAffinity }: ServiceSpec): Warnings {
  return [
    ...(loadBalancerIP === '' ? [] : ['spec.loadBalancerIP is ignored for headless services']),
    ...(externalIPs.length === 0 ? [] : ['spec.externalIPs is ignored for headless services']),
    ...(sessionAffinity === 'None' ? [] : ['spec.SessionAffinity is ignored for headless services']),
  ];
}

function ofAddresses(spec: ServiceSpec, headless: boolean): Warnings {
  const { clusterIPs = [], externalIPs = [], loadBalancerIP = '', loadBalancerSourceRanges = [] } = spec;
  const isDeprecated = externalIPs.length > 0 && !headless && spec.type !== 'ExternalName';
  return [
    ...(headless ? ignoredByHeadless(spec) : clusterIPs.flatMap((ip, index) => addressWarnings(ip, `spec.clusterIPs[${index}]`))),
    ...externalIPs.flatMap((ip, index) => addressWarnings(ip, `spec.externalIPs[${index}]`)),
    ...(isDeprecated ? ['spec.externalIPs is deprecated and may no longer be implemented in some clusters'] : []),
    ...addressWarnings(loadBalancerIP, 'spec.loadBalancerIP'),
    ...loadBalancerSourceRanges.flatMap((range, index) => rangeWarnings(range, `spec.loadBalancerSourceRanges[${index}]`)),
  ];
}

export function serviceWarnings(service: KubeObject, version: Version): Warnings {
  if (!version.has('serviceWarnings')) return [];
  const spec = specOf(service);
  const { type, externalIPs = [], externalName = '', trafficDistribution } = spec;
  return [
    ...(own(service.metadata.annotations, HINTS) === undefined ? [] : [`annotation ${HINTS} is deprecated, please use ${MODE} instead`]),
    ...ofAddresses(spec, type === 'ClusterIP' && isHeadless(spec)),
    ...(type === 'ExternalName' && externalIPs.length > 0 ? ['spec.externalIPs is ignored when spec.type is "ExternalName"'] : []),
    ...(type !== 'ExternalName' && externalName !== '' ? ['spec.externalName is ignored when spec.type is not "ExternalName"'] : []),
    ...(trafficDistribution === 'PreferClose' ? ['spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"'] : []),
  ];
}
