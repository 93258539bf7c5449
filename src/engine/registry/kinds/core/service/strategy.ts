/**
 * Services: each gets an address of the server's ranges, and a node port where its type wants one. Newer versions look for addresses and
 * ports before they validate, older ones afterwards. After k8s.io/kubernetes/pkg/registry/core/service and its storage.
 */
import type { KubeObject } from '../../../../api/objects';
import type { Call } from '../../../../api/registry';
import { forbiddenField, invalidValue, type FieldError } from '../../../../errors/field-error';
import { invalid } from '../../../../errors/status-error';
import type { RegistryContext } from '../../../generic/context';
import { nameIsDns1035Label, nameIsDnsLabel } from '../../../../apimachinery/names';
import { keepAvailability } from '../../apiregistration/api-service/availability';
import { keepIpAddresses, withAddresses } from './addresses';
import { withBothAddressFields, withFamilies } from './families';
import { withNodePorts } from './node-ports';
import { hasNodePorts, needsHealthCheck, specOf, withFields, type ServiceSpec } from './spec';
import { withAllocatedOf, withoutFieldsOfOldType } from './type-changes';
import { validateProtocols, validateService, validateServiceUpdate, validateTrafficOf } from './validation';
import type { Strategy } from '../../../generic/strategy';
import { withoutStatus, withStatusOfOld } from '../../../generic/status-and-generation';
import { serviceWarnings } from './warnings';

/** The object with another spec, its fields in their order. */
const withSpec = (object: KubeObject, spec: ServiceSpec, { scheme }: RegistryContext): KubeObject => ({
  kind: 'Service',
  apiVersion: 'v1',
  ...scheme.normalise({ ...object, spec }, { group: '', version: 'v1', kind: 'Service' }),
});

/** Fields that the version knows and does not use, unless the Service has them already. */
function withoutDisabledFields(spec: ServiceSpec, old: ServiceSpec | undefined, { options: { version } }: RegistryContext): ServiceSpec {
  const doubled = old?.ipFamilyPolicy !== undefined || (old?.ipFamilies ?? []).length > 0 || (old?.clusterIPs ?? []).length > 1;
  const drops = (gate: boolean, fields: object): object => (gate ? {} : fields);
  return withFields(spec, {
    ...drops(version.has('dualStackServices') || doubled, { ipFamilies: undefined, ipFamilyPolicy: undefined, clusterIPs: spec.clusterIPs?.slice(0, 1) }),
    ...drops(version.has('serviceTopology') || (old?.topologyKeys ?? []).length > 0, { topologyKeys: undefined }),
    ...drops(version.has('loadBalancerNodePortsOptional') || old?.allocateLoadBalancerNodePorts !== undefined, { allocateLoadBalancerNodePorts: undefined }),
  });
}

/** Addresses and ports, the same for a dry run; older versions give those no address. */
function allocated(given: ServiceSpec, old: ServiceSpec | undefined, name: string, context: RegistryContext, isDryRun: boolean): ServiceSpec {
  const spec = context.options.version.has('dualStackServices') ? withFamilies(given, old, name, context) : given;
  const withAddress = allocatesFirst(context) || !isDryRun ? withAddresses(spec, old, name, context, isDryRun) : spec;
  return withNodePorts(withAddress, old, name, context, isDryRun);
}

const nameOf = ({ metadata }: KubeObject): string => metadata.name ?? '';
const isDryRun = ({ query }: Call): boolean => query.has('dryRun');
const allocatesFirst = ({ options }: RegistryContext): boolean => options.version.has('servicesAllocatedFirst');

function prepared(object: KubeObject, call: Call, context: RegistryContext): KubeObject {
  const spec = withoutDisabledFields(withBothAddressFields(specOf(object), undefined), undefined, context);
  return withSpec(object, allocatesFirst(context) ? allocated(spec, undefined, nameOf(object), context, isDryRun(call)) : spec, context);
}

function preparedForUpdate(object: KubeObject, old: KubeObject, call: Call, context: RegistryContext): KubeObject {
  const [spec, before] = [specOf(object), specOf(old)];
  const placed = allocatesFirst(context)
    ? allocated(withBothAddressFields(withAllocatedOf(spec, before), before), before, nameOf(object), context, isDryRun(call))
    : withoutDisabledFields(withBothAddressFields(spec, before), before, context);
  const policy = context.options.version.has('trafficPoliciesRequired') ? {} : { externalTrafficPolicy: placed.externalTrafficPolicy };
  const changed = withFields(withoutFieldsOfOldType(placed, before), policy);
  return withSpec(withoutBalancer(object, changed), changed, context);
}

/** What load balancers report is gone with them. */
const withoutBalancer = (object: KubeObject, { type }: ServiceSpec): KubeObject =>
  type === 'LoadBalancer' || object['status'] === undefined ? object : { ...object, status: { ...(object['status'] as object), loadBalancer: {} } };

const IMMUTABLE = 'cannot change healthCheckNodePort on loadBalancer service with externalTraffic=Local during update';

/** The way of older versions: what is valid so far gets its addresses and ports, and is looked at once more. Throws 422 and 500. */
function allocatedLast(object: KubeObject, old: KubeObject | undefined, call: Call, context: RegistryContext): KubeObject {
  if (allocatesFirst(context)) return object;
  const before = old === undefined ? undefined : specOf(old);
  const spec = allocated(specOf(object), before, nameOf(object), context, isDryRun(call));
  const refuse = (errors: ReturnType<typeof validateTrafficOf>): void => {
    if (errors.length > 0) throw invalid({ group: '', kind: 'Service' }, nameOf(object), errors);
  };
  const { healthCheckNodePort: port = 0 } = spec;
  const wasChecked = before !== undefined && needsHealthCheck(before);
  if (wasChecked && needsHealthCheck(spec) && (before.healthCheckNodePort ?? 0) !== port) refuse([invalidValue('spec.healthCheckNodePort', port, IMMUTABLE)]);
  const final = withFields(spec, {
    ...(wasChecked && !needsHealthCheck(spec) && { healthCheckNodePort: undefined }),
    ...(before !== undefined && hasNodePorts(before) && !hasNodePorts(spec) && { externalTrafficPolicy: undefined }),
  });
  refuse(validateTrafficOf(final));
  return withSpec(object, final, context);
}

/** Only a load balancer has addresses of one. */
function validateStatus(object: KubeObject, _old: KubeObject, { options: { version } }: RegistryContext): readonly FieldError[] {
  const { loadBalancer } = (object['status'] ?? {}) as { readonly loadBalancer?: { readonly ingress?: readonly object[] } };
  const isOther = specOf(object).type !== 'LoadBalancer' && (loadBalancer?.ingress ?? []).length > 0;
  return isOther && version.has('onlyLoadBalancersHaveStatus')
    ? [forbiddenField('status.loadBalancer.ingress', "may only be used when `spec.type` is 'LoadBalancer'")]
    : [];
}

export const services: Strategy = {
  validateName: (name, prefix, version) => (version.has('serviceNamesRelaxed') ? nameIsDnsLabel : nameIsDns1035Label)(name, prefix, version),
  createsByPut: (version) => version.has('serviceCreatedByPut'),
  validatesRevision: (version) => !version.has('servicesAllocatedFirst'),
  prepareForCreate: (object, call, context) => prepared(withoutStatus(object, context), call, context),
  prepareForUpdate: (object, old, call, context) => preparedForUpdate(withStatusOfOld(object, old), old, call, context),
  validate: (object, context) => [...validateService(object, context), ...validateProtocols(object, undefined, context)],
  validateUpdate: (object, old, context) => [
    ...validateServiceUpdate(object, old, context),
    ...validateService(object, context),
    ...validateProtocols(object, old, context),
  ],
  warnings: serviceWarnings,
  status: { validate: validateStatus },
  allocate: allocatedLast,
  stored: (object, old, context) => {
    keepIpAddresses(object, old, context);
    keepAvailability(context);
  },
  answersDeletionWithStatus: (version) => !version.has('servicesAllocatedFirst'),
  returnsDeletedObject: (version) => version.has('serviceCreatedByPut'),
  selectableFields: (version) => (version.has('serviceFieldSelectors') ? ['metadata.namespace', 'metadata.name', 'spec.clusterIP', 'spec.type'] : undefined),
  fields: (object) => ({ 'spec.clusterIP': specOf(object).clusterIP ?? '', 'spec.type': specOf(object).type ?? '' }),
};
