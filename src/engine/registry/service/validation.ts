/** Services and Endpoints. After validateService and ValidateEndpoints of pkg/apis/core/validation/validation.go. */
import { isIP } from 'node:net';
import type { KubeObject } from '../../api/objects';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../apimachinery/names';
import { quote } from '../../golang/quote';
import { duplicate, forbiddenField, GoPrinted, invalidValue, required } from '../../response/field-error';
import type { RegistryContext } from '../context';
import { validateLabels } from '../metadata/validation';
import { cidr, ipAddress } from '../validation/addresses';
import { complaints, each, label, oneOf, optional, portNumber, portNumberOrName, requiredOneOf, when, type Errors } from '../validation/checks';
import { givenFields } from '../validation/given';
import type { Version } from '../../versions';

interface Port {
  readonly name?: string;
  readonly port?: number;
  readonly targetPort?: number | string;
  readonly protocol?: string;
  readonly nodePort?: number;
  readonly appProtocol?: string;
}
export interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly ports?: readonly Port[] | null;
  readonly externalName?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly sessionAffinity?: string;
  readonly sessionAffinityConfig?: { readonly clientIP?: { readonly timeoutSeconds?: number } };
  readonly externalIPs?: readonly string[];
  readonly externalTrafficPolicy?: string;
  readonly loadBalancerSourceRanges?: readonly string[];
  readonly healthCheckNodePort?: number;
}

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const MAX_AFFINITY_SECONDS = 86_400;

function validatePort(port: Port, at: string, count: number, names: Set<string>, version: Version): Errors {
  const { name = '', appProtocol } = port;
  const named = name === '' ? when(count > 1, () => required(`${at}.name`)) : complaints(name, `${at}.name`, dnsLabel(name, version));
  const taken = name !== '' && named.length === 0 && names.has(name);
  if (named.length === 0) names.add(name);
  return [
    ...named,
    ...when(taken, () => duplicate(`${at}.name`, name)),
    ...portNumber(port.port ?? 0, `${at}.port`),
    ...requiredOneOf(port.protocol, `${at}.protocol`, PROTOCOLS),
    ...portNumberOrName(port.targetPort ?? 0, `${at}.targetPort`, version),
    ...optional(appProtocol, (given) => complaints(given, `${at}.appProtocol`, qualifiedName(given, version))),
  ];
}

function validateAffinity({ sessionAffinity, sessionAffinityConfig }: ServiceSpec): Errors {
  const at = 'spec.sessionAffinityConfig';
  const known = requiredOneOf(sessionAffinity, 'spec.sessionAffinity', ['ClientIP', 'None']);
  if (sessionAffinity === 'None')
    return [...known, ...optional(sessionAffinityConfig, () => [forbiddenField(at, 'must not be set when session affinity is None')])];
  if (sessionAffinity !== 'ClientIP') return known;
  const seconds = sessionAffinityConfig?.clientIP?.timeoutSeconds;
  if (sessionAffinityConfig?.clientIP === undefined) return [...known, required(at, 'when session affinity type is ClientIP')];
  if (seconds === undefined) return [...known, required(`${at}.clientIP.timeoutSeconds`, 'when session affinity type is ClientIP')];
  return [
    ...known,
    ...when(seconds <= 0 || seconds > MAX_AFFINITY_SECONDS, () =>
      invalidValue(`${at}.clientIP.timeoutSeconds`, seconds, `must be greater than 0 and less than ${MAX_AFFINITY_SECONDS}`),
    ),
  ];
}

function validateRanges({ type, loadBalancerSourceRanges: ranges = [] }: ServiceSpec): Errors {
  if (ranges.length === 0) return [];
  if (type !== 'LoadBalancer') return [forbiddenField('spec.LoadBalancerSourceRanges', "may only be used when `type` is 'LoadBalancer'")];
  return each(ranges, 'spec.LoadBalancerSourceRanges', (range, at) => cidr(range.trim(), at));
}

/** Only a service that is reached from outside has a policy for that. */
function validateTraffic({ type = '', externalTrafficPolicy: policy = '', externalIPs = [] }: ServiceSpec, version: Version): Errors {
  const outside =
    type === 'LoadBalancer' || type === 'NodePort' || (version.has('externalAddressesHavePolicy') && type === 'ClusterIP' && externalIPs.length > 0);
  if (policy === '') return when(outside && version.has('trafficPoliciesRequired'), () => required('spec.externalTrafficPolicy'));
  if (!outside && version.has('trafficPoliciesRequired'))
    return [invalidValue('spec.externalTrafficPolicy', policy, 'may only be set for externally-accessible services')];
  return version.has('trafficPoliciesRequired')
    ? oneOf(policy, 'spec.externalTrafficPolicy', ['Cluster', 'Local'])
    : when(policy !== 'Cluster' && policy !== 'Local', () =>
        invalidValue('spec.externalTrafficPolicy', policy, 'ExternalTrafficPolicy must be empty, Cluster or Local'),
      );
}

const portPrinted = ({ name = '', port = 0, protocol = '', targetPort = 0, nodePort = 0, appProtocol }: Port): string => {
  const target = typeof targetPort === 'string' ? `Type:1, IntVal:0, StrVal:${quote(targetPort)}` : `Type:0, IntVal:${targetPort}, StrVal:""`;
  const app = appProtocol === undefined ? '(*string)(nil)' : '(*string)(0xc000000000)';
  return `core.ServicePort{Name:${quote(name)}, Protocol:${quote(protocol)}, AppProtocol:${app}, Port:${port}, TargetPort:intstr.IntOrString{${target}}, NodePort:${nodePort}}`;
};

/** Older versions balance one protocol at a time; only a new service is looked at. */
export function validateProtocols(object: KubeObject, { options: { version } }: RegistryContext): Errors {
  const { type, ports } = givenFields<ServiceSpec>(object['spec']);
  const protocols = new Set((ports ?? []).map(({ protocol = '' }) => protocol));
  if (type !== 'LoadBalancer' || version.has('mixedProtocols') || protocols.size < 2) return [];
  const printed = new GoPrinted(`[]core.ServicePort{${(ports ?? []).map(portPrinted).join(', ')}}`);
  return [invalidValue('spec.ports', printed, "may not contain more than 1 protocol when type is 'LoadBalancer'")];
}

export function validateService(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const spec = givenFields<ServiceSpec>(object['spec']);
  const { type = '', clusterIP = '', externalName = '' } = spec;
  const ports = spec.ports ?? [];
  const names = new Set<string>();
  const target = externalName.replace(/\.$/, '');
  return [
    ...when(ports.length === 0 && clusterIP !== 'None' && type !== 'ExternalName', () => required('spec.ports')),
    ...(type === 'ExternalName' ? (externalName === '' ? [required('spec.externalName')] : complaints(target, 'spec.externalName', dnsSubdomain(target))) : []),
    ...each(ports, 'spec.ports', (port, at) => validatePort(port, at, ports.length, names, version)),
    ...validateLabels(spec.selector, 'spec.selector', version),
    ...validateAffinity(spec),
    ...each(spec.externalIPs, 'spec.externalIPs', ipAddress),
    ...requiredOneOf(type, 'spec.type', TYPES),
    ...validateRanges(spec),
    ...validateTraffic(spec, version),
  ];
}

interface Address {
  readonly ip?: string;
  readonly hostname?: string;
  readonly nodeName?: string;
}
interface Subset {
  readonly addresses?: readonly Address[];
  readonly notReadyAddresses?: readonly Address[];
  readonly ports?: readonly Port[];
}

/** An address is looked at twice: what is none is no address of another machine either. */
function validateAddress({ ip = '', hostname = '', nodeName }: Address, at: string, version: Version): Errors {
  const special = when(isIP(ip) === 0, () => invalidValue(`${at}.ip`, ip, 'must be a valid IP address'));
  const loopback = /^127\.|^::1$/.test(ip);
  return [
    ...ipAddress(ip, `${at}.ip`),
    ...(hostname === '' ? [] : label(hostname, `${at}.hostname`, version)),
    ...optional(nodeName, (name) => complaints(name, `${at}.nodeName`, dnsSubdomain(name))),
    ...special,
    ...when(ip === '0.0.0.0' || ip === '::', () => invalidValue(`${at}.ip`, ip, `may not be unspecified (${ip})`)),
    ...when(loopback, () => invalidValue(`${at}.ip`, ip, 'may not be in the loopback range (127.0.0.0/8, ::1/128)')),
    ...when(/^169\.254\./.test(ip), () => invalidValue(`${at}.ip`, ip, 'may not be in the link-local range (169.254.0.0/16, fe80::/10)')),
    ...when(/^224\.0\.0\./.test(ip), () => invalidValue(`${at}.ip`, ip, 'may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)')),
  ];
}

export function validateEndpoints(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  return each(
    givenFields<{ readonly subsets?: readonly Subset[] }>(object).subsets,
    'subsets',
    ({ addresses = [], notReadyAddresses = [], ports = [] }, at) => [
      ...when(addresses.length + notReadyAddresses.length === 0, () => required(at, 'must specify `addresses` or `notReadyAddresses`')),
      ...each(addresses, `${at}.addresses`, (address, place) => validateAddress(address, place, version)),
      ...each(notReadyAddresses, `${at}.notReadyAddresses`, (address, place) => validateAddress(address, place, version)),
      ...each(ports, `${at}.ports`, ({ name = '', port = 0, protocol, appProtocol }, place) => [
        ...(name === '' ? when(ports.length > 1, () => required(`${place}.name`)) : label(name, `${place}.name`, version)),
        ...portNumber(port, `${place}.port`),
        ...requiredOneOf(protocol, `${place}.protocol`, PROTOCOLS),
        ...optional(appProtocol, (given) => complaints(given, `${place}.appProtocol`, qualifiedName(given, version))),
      ]),
    ],
  );
}
