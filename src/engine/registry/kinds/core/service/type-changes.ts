/**
 * What an update keeps of the old Service, and what a change of type leaves behind: upstream guesses what clients mean.
 * After patchAllocatedValues of pkg/registry/core/service/storage/storage.go and dropTypeDependentFields of strategy.go.
 */
import {
  hasNodePorts,
  isExternallyAccessible,
  needsClusterIp,
  needsHealthCheck,
  nodePortsOf,
  sameLists,
  wantsNodePorts,
  withFields,
  type ServicePort,
  type ServiceSpec,
} from './spec';

/** A port that does not say keeps the node port of the one of that name. */
function keptPorts(spec: ServiceSpec, old: ServiceSpec): readonly ServicePort[] {
  const used = new Set(nodePortsOf(old).filter((port) => nodePortsOf(spec).includes(port)));
  const byName = new Map((old.ports ?? []).map(({ name = '', nodePort = 0 }) => [name, nodePort]));
  return (spec.ports ?? []).map((port) => {
    const known = byName.get(port.name ?? '') ?? 0;
    return (port.nodePort ?? 0) !== 0 || known === 0 || used.has(known) ? port : { ...port, nodePort: known };
  });
}

/** Addresses and ports that an update leaves out stay. */
export function withAllocatedOf(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const keepsAddress = needsClusterIp(spec) && needsClusterIp(old);
  const isOpen = (spec.clusterIPs ?? []).length === 0 && (old.clusterIPs ?? []).length > 0;
  return withFields(spec, {
    ...(keepsAddress && (spec.clusterIP ?? '') === '' && { clusterIP: old.clusterIP }),
    ...(keepsAddress && isOpen && { clusterIPs: old.clusterIPs }),
    ...(wantsNodePorts(spec) && wantsNodePorts(old) && spec.ports && { ports: keptPorts(spec, old) }),
    ...(needsHealthCheck(spec) && needsHealthCheck(old) && (spec.healthCheckNodePort ?? 0) === 0 && { healthCheckNodePort: old.healthCheckNodePort }),
  });
}

const sameNodePorts = (spec: ServiceSpec, old: ServiceSpec): boolean => nodePortsOf(spec).every((port) => nodePortsOf(old).includes(port));

const withoutNodePorts = (spec: ServiceSpec): Pick<ServiceSpec, 'ports'> =>
  spec.ports ? { ports: spec.ports.map(({ nodePort: _nodePort, ...port }) => port) } : {};

/** Fields that the new type has no use for go, as far as the client left them as they were. */
export function withoutFieldsOfOldType(spec: ServiceSpec, old: ServiceSpec): ServiceSpec {
  const balances = ({ type }: ServiceSpec): boolean => type === 'LoadBalancer';
  const losesAddress = needsClusterIp(old) && !needsClusterIp(spec);
  const losesBalancer = balances(old) && !balances(spec);
  const gone = (is: boolean, field: keyof ServiceSpec): object => (is ? { [field]: undefined } : {});
  return withFields(spec, {
    ...gone(losesAddress && old.clusterIP === spec.clusterIP && sameLists(old.clusterIPs, spec.clusterIPs), 'clusterIP'),
    ...gone(losesAddress && old.clusterIP === spec.clusterIP && sameLists(old.clusterIPs, spec.clusterIPs), 'clusterIPs'),
    ...gone(losesAddress && sameLists(old.ipFamilies, spec.ipFamilies), 'ipFamilies'),
    ...gone(losesAddress && old.ipFamilyPolicy === spec.ipFamilyPolicy, 'ipFamilyPolicy'),
    ...(hasNodePorts(old) && !hasNodePorts(spec) && sameNodePorts(spec, old) && withoutNodePorts(spec)),
    ...gone(needsHealthCheck(old) && !needsHealthCheck(spec) && old.healthCheckNodePort === spec.healthCheckNodePort, 'healthCheckNodePort'),
    ...gone(losesBalancer && old.allocateLoadBalancerNodePorts === spec.allocateLoadBalancerNodePorts, 'allocateLoadBalancerNodePorts'),
    ...gone(losesBalancer && old.loadBalancerClass === spec.loadBalancerClass, 'loadBalancerClass'),
    ...gone(isExternallyAccessible(old) && !isExternallyAccessible(spec) && old.externalTrafficPolicy === spec.externalTrafficPolicy, 'externalTrafficPolicy'),
  });
}
