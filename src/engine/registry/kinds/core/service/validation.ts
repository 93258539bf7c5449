/** Services and Endpoints. After validateService and ValidateEndpoints of pkg/apis/core/validation/validation.go. */
import { isIP } from 'node:net';
import type { KubeObject } from '../../../../api/objects';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../../../apimachinery/names';
import { quote } from '../../../../golang/quote';
import { duplicate, forbiddenField, GoPrinted, invalidValue, required, type FieldValue } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { validateLabels } from '../../../generic/metadata/validation';
import { cidr, ipAddress, isCidr } from '../../../generic/validation/addresses';
import { complaints, each, oneOf, optional, portNumber, portNumberOrName, requiredOneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import type { Version } from '../../../../versions';
import { validateAddressChanges, validateAddresses, validateNoAddresses } from './address-validation';
import { hasNodePorts, isExternallyAccessible, isHeadless, needsHealthCheck, NONE, specOf, type ServicePort, type ServiceSpec } from './spec';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'];
const MAX_AFFINITY_SECONDS = 86_400;

function validatePort(port: ServicePort, at: string, count: number, names: Set<string>, version: Version): Errors {
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

const RANGES = 'must be a list of IP ranges. For example, 10.240.0.0/24,10.250.0.0/24 ';

/** Older versions have the ranges in an annotation too, and refuse all of them at once. */
function validateRanges({ type, loadBalancerSourceRanges: ranges = [] }: ServiceSpec, version: Version): Errors {
  if (ranges.length === 0) return [];
  const at = 'spec.LoadBalancerSourceRanges';
  return [
    ...when(type !== 'LoadBalancer', () => forbiddenField(at, "may only be used when `type` is 'LoadBalancer'")),
    ...(version.has('commonValidationWords')
      ? each(ranges, at, (range, place) => cidr(range.trim(), place, version))
      : when(!ranges.every((range) => isCidr(range.trim())), () => invalidValue(at, `[${ranges.join(' ')}]`, RANGES))),
  ];
}

const BALANCED = "may only be used when `type` is 'LoadBalancer'";

/** What only load balancers have. */
function validateBalancer(spec: ServiceSpec, version: Version): Errors {
  const { type, allocateLoadBalancerNodePorts } = spec;
  const balances = type === 'LoadBalancer';
  return [
    ...when(allocateLoadBalancerNodePorts !== undefined && !balances, () => forbiddenField('spec.allocateLoadBalancerNodePorts', BALANCED)),
    ...when(balances && allocateLoadBalancerNodePorts === undefined && version.has('loadBalancerNodePortsOptional'), () =>
      required('allocateLoadBalancerNodePorts'),
    ),
    ...validateBalancerClass(spec, version),
  ];
}

const validateBalancerClass = ({ type, loadBalancerClass }: ServiceSpec, version: Version): Errors =>
  optional(loadBalancerClass, (name) =>
    type === 'LoadBalancer' ? complaints(name, 'spec.loadBalancerClass', qualifiedName(name, version)) : [forbiddenField('spec.loadBalancerClass', BALANCED)],
  );

const POLICY_AT = 'spec.externalTrafficPolicy';
const HEALTH_AT = 'spec.healthCheckNodePort';

/** Only a service that is reached from outside has a policy for that, and only a local one is checked. */
function validateTraffic(spec: ServiceSpec, version: Version): Errors {
  const { externalTrafficPolicy: policy = '', healthCheckNodePort: port = 0 } = spec;
  if (!version.has('trafficPoliciesRequired')) {
    return [
      ...when(!['', 'Cluster', 'Local'].includes(policy), () => invalidValue(POLICY_AT, policy, 'ExternalTrafficPolicy must be empty, Cluster or Local')),
      ...when(port < 0, () => invalidValue(HEALTH_AT, port, 'HealthCheckNodePort must be not less than 0')),
    ];
  }
  return [
    ...(isExternallyAccessible(spec)
      ? requiredOneOf(policy, POLICY_AT, ['Cluster', 'Local'])
      : when(policy !== '', () => invalidValue(POLICY_AT, policy, 'may only be set for externally-accessible services'))),
    ...(needsHealthCheck(spec)
      ? port === 0
        ? [required(HEALTH_AT)]
        : portNumber(port, HEALTH_AT)
      : when(port !== 0, () => invalidValue(HEALTH_AT, port, "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'"))),
  ];
}

/** What older versions check once the ports are there. */
export function validateTrafficOf(spec: ServiceSpec): Errors {
  const { externalTrafficPolicy: policy = '', healthCheckNodePort: port = 0 } = spec;
  return [
    ...when(!hasNodePorts(spec) && policy !== '', () =>
      invalidValue(POLICY_AT, policy, 'ExternalTrafficPolicy can only be set on NodePort and LoadBalancer service'),
    ),
    ...when(!needsHealthCheck(spec) && port !== 0, () =>
      invalidValue(HEALTH_AT, port, 'HealthCheckNodePort can only be set on LoadBalancer service with ExternalTrafficPolicy=Local'),
    ),
  ];
}

const WITHIN_AT = 'spec.internalTrafficPolicy';
const DISTRIBUTIONS = ['PreferClose', 'PreferSameZone', 'PreferSameNode'];

function validateInternalTraffic({ type = '', internalTrafficPolicy, trafficDistribution }: ServiceSpec, version: Version): Errors {
  if (!version.has('serviceTrafficPolicies')) return [];
  return [
    ...when(internalTrafficPolicy === undefined && ['NodePort', 'LoadBalancer', 'ClusterIP'].includes(type), () => required(WITHIN_AT)),
    ...optional(internalTrafficPolicy, (policy) => oneOf(policy, WITHIN_AT, ['Cluster', 'Local'])),
    ...optional(trafficDistribution, (distribution) => oneOf(distribution, 'spec.trafficDistribution', DISTRIBUTIONS)),
  ];
}

/** The address of a Service for pods alone has no port of the nodes, and neither has another port twice. */
function validateNodePorts({ type, ports }: ServiceSpec): Errors {
  const seen = new Set<string>();
  const taken = (port: ServicePort): boolean => {
    const key = `${port.protocol} ${port.nodePort}`;
    const isTaken = seen.has(key);
    seen.add(key);
    return isTaken;
  };
  return [
    ...(type === 'ClusterIP'
      ? each(ports, 'spec.ports', ({ nodePort = 0 }, at) =>
          when(nodePort !== 0, () => forbiddenField(`${at}.nodePort`, "may not be used when `type` is 'ClusterIP'")),
        )
      : []),
    ...each(ports, 'spec.ports', (port, at) => when((port.nodePort ?? 0) !== 0 && taken(port), () => duplicate(`${at}.nodePort`, port.nodePort ?? 0))),
  ];
}

function validateSamePorts({ ports }: ServiceSpec, version: Version): Errors {
  const seen = new Set<string>();
  return each(ports, 'spec.ports', ({ protocol = '', port = 0 }, at) => {
    const key = `${protocol} ${port}`;
    if (seen.has(key)) return [duplicate(at, portKeyPrinted(protocol, port, version))];
    seen.add(key);
    return [];
  });
}

/** A port of which only number and protocol count. */
const portKeyPrinted = (protocol: string, port: number, version: Version): FieldValue =>
  version.has('jsonFieldErrors')
    ? { Name: '', Protocol: protocol, AppProtocol: null, Port: port, TargetPort: 0, NodePort: 0 }
    : new GoPrinted(portPrinted({ protocol, port }));

const portPrinted = ({ name = '', port = 0, protocol = '', targetPort = 0, nodePort = 0, appProtocol }: ServicePort): string => {
  const target = typeof targetPort === 'string' ? `Type:1, IntVal:0, StrVal:${quote(targetPort)}` : `Type:0, IntVal:${targetPort}, StrVal:""`;
  const app = appProtocol === undefined ? '(*string)(nil)' : '(*string)(0xc000000000)';
  return `core.ServicePort{Name:${quote(name)}, Protocol:${quote(protocol)}, AppProtocol:${app}, Port:${port}, TargetPort:intstr.IntOrString{${target}}, NodePort:${nodePort}}`;
};

const isMixed = (object: KubeObject | undefined): boolean =>
  object !== undefined && new Set((specOf(object).ports ?? []).map(({ protocol = '' }) => protocol)).size > 1;

/** Older versions balance one protocol at a time, unless the service had several already. */
export function validateProtocols(object: KubeObject, old: KubeObject | undefined, { options: { version } }: RegistryContext): Errors {
  const { type, ports } = givenFields<ServiceSpec>(object['spec']);
  if (type !== 'LoadBalancer' || version.has('mixedProtocols') || !isMixed(object) || isMixed(old)) return [];
  const printed = new GoPrinted(`[]core.ServicePort{${(ports ?? []).map(portPrinted).join(', ')}}`);
  return [invalidValue('spec.ports', printed, "may not contain more than 1 protocol when type is 'LoadBalancer'")];
}

const KUBELET = 10_250;

/** What a type asks for. */
function validateType(spec: ServiceSpec, version: Version): Errors {
  const { type = '', externalName = '', ports } = spec;
  const target = externalName.replace(/\.$/, '');
  if (type === 'ExternalName')
    return [...validateNoAddresses(spec), ...(target === '' ? [required('spec.externalName')] : complaints(target, 'spec.externalName', dnsSubdomain(target)))];
  if (!hasNodePorts(spec)) return [];
  const why = `may not expose port ${KUBELET} externally since it is used by kubelet`;
  return [
    ...(type === 'LoadBalancer' && !version.has('servicesAllocatedFirst')
      ? each(ports, 'spec.ports', ({ port = 0 }, at) => when(port === KUBELET, () => invalidValue(at, port, why)))
      : []),
    ...when(isHeadless(spec), () => invalidValue('spec.clusterIPs[0]', NONE, `may not be set to 'None' for ${type} services`)),
  ];
}

export function validateService(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const spec = givenFields<ServiceSpec>(object['spec']);
  const { type = '' } = spec;
  const ports = spec.ports ?? [];
  const names = new Set<string>();
  return [
    ...when(ports.length === 0 && !isHeadless(spec) && type !== 'ExternalName', () => required('spec.ports')),
    ...validateType(spec, version),
    ...each(ports, 'spec.ports', (port, at) => validatePort(port, at, ports.length, names, version)),
    ...validateLabels(spec.selector, 'spec.selector', version),
    ...validateAffinity(spec),
    ...validateAddresses(spec, version),
    ...each(spec.externalIPs, 'spec.externalIPs', (address, at) => endpointAddress(address, at, version)),
    ...requiredOneOf(type, 'spec.type', TYPES),
    ...validateNodePorts(spec),
    ...validateSamePorts(spec, version),
    ...validateRanges(spec, version),
    ...validateBalancer(spec, version),
    ...validateTraffic(spec, version),
    ...validateInternalTraffic(spec, version),
  ];
}

/** What may not change, before everything that is checked of a new one. */
export function validateServiceUpdate(object: KubeObject, old: KubeObject, { options: { version } }: RegistryContext): Errors {
  const [spec, before] = [specOf(object), specOf(old)];
  const balanced = spec.type === 'LoadBalancer' && before.type === 'LoadBalancer';
  const checked = version.has('servicesAllocatedFirst') && needsHealthCheck(spec) && needsHealthCheck(before);
  return [
    ...validateAddressChanges(spec, before, version),
    ...when(balanced && spec.loadBalancerClass !== before.loadBalancerClass, () =>
      invalidValue('spec.loadBalancerClass', spec.loadBalancerClass ?? null, 'may not change once set'),
    ),
    ...validateBalancerClass(spec, version),
    ...when(checked && spec.healthCheckNodePort !== before.healthCheckNodePort, () => forbiddenField(HEALTH_AT, 'field is immutable')),
  ];
}

/** Addresses of one machine, or of what is near to it, are no addresses of another. */
export function special(ip: string, at: string, version: Version): Errors {
  const ranges = (of4: string, of6: string): string => (version.has('commonValidationWords') ? `(${of4}, ${of6})` : `(${of4})`);
  return [
    ...when(isIP(ip) === 0, () => invalidValue(at, ip, 'must be a valid IP address')),
    ...when(ip === '0.0.0.0' || ip === '::', () => invalidValue(at, ip, `may not be unspecified (${ip})`)),
    ...when(/^127\.|^::1$/.test(ip), () => invalidValue(at, ip, `may not be in the loopback range ${ranges('127.0.0.0/8', '::1/128')}`)),
    ...when(/^169\.254\./.test(ip), () => invalidValue(at, ip, `may not be in the link-local range ${ranges('169.254.0.0/16', 'fe80::/10')}`)),
    ...when(/^224\.0\.0\./.test(ip), () => invalidValue(at, ip, `may not be in the link-local multicast range ${ranges('224.0.0.0/24', 'ff02::/10')}`)),
  ];
}

function endpointAddress(address: string, at: string, version: Version): Errors {
  const errors = ipAddress(address, at, version);
  return errors.length > 0 ? errors : special(address, at, version);
}
