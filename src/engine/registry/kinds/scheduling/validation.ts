/** PriorityClasses, Leases, RuntimeClasses, PodDisruptionBudgets and EndpointSlices: kinds with few rules. After pkg/apis/{scheduling,coordination,node,policy,discovery}/validation. */
import { atOnce } from '../../../golang/turns';
import { own } from '../../../golang/map';
import type { Toleration } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { isIP } from 'node:net';
import type { KubeObject } from '../../../api/objects';
import { dnsLabel, dnsSubdomain, qualifiedName } from '../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, required } from '../../../errors/field-error';
import type { RegistryContext } from '../../generic/context';
import { validateLabels } from '../../generic/metadata/validation';
import { validateTolerations } from '../core/pod/scheduling';
import { validateLabelSelector } from '../../generic/validation/label-selector-validation';
import { ipAddress } from '../../generic/validation/addresses';
import type { Version } from '../../../versions';
import { complaints, each, isEmpty, label, nonNegative, oneOf, optional, positive, requiredOneOf, when, type Errors } from '../../generic/validation/checks';
import { givenFields, type Given } from '../../generic/validation/given';
import { atMostWhole, intOrPercent, type IntOrPercent } from '../../generic/validation/int-or-percent';
import { validateQuantityOf, validateResourceName } from '../../generic/validation/resource-names';

type Validate = (object: KubeObject, context: RegistryContext) => Errors;

const HIGHEST_USER_PRIORITY = 1_000_000_000;
const SYSTEM: Readonly<Record<string, number>> = { 'system-node-critical': 2_000_001_000, 'system-cluster-critical': 2_000_000_000 };

/** Why a class with a name of the system is none of its own. */
function notOfSystem(name: string, value: number, globalDefault: boolean): string | undefined {
  const known = own(SYSTEM, name);
  if (known === undefined) return `${name} is not a known system priority class`;
  if (known !== value) return `value of ${name} PriorityClass must be ${known}`;
  return globalDefault ? `globalDefault of ${name} PriorityClass must be false` : undefined;
}

interface PriorityClass {
  readonly value?: number;
  readonly globalDefault?: boolean;
  readonly preemptionPolicy?: string;
}

export const isSystemPriorityClass = (name: string): boolean => own(SYSTEM, name) !== undefined;

/** Names of the system are for its own classes, and so are high values. */
export const validatePriorityClass: Validate = (object) => {
  const { value = 0, globalDefault = false, preemptionPolicy } = object as PriorityClass;
  const name = object.metadata.name ?? '';
  const problem = name.startsWith('system-') ? notOfSystem(name, value, globalDefault) : undefined;
  return [
    ...optional(problem, (why) => [
      forbiddenField('metadata.name', `priority class names with 'system-' prefix are reserved for system use only. error: ${why}`),
    ]),
    ...when(!name.startsWith('system-') && value > HIGHEST_USER_PRIORITY, () =>
      forbiddenField('value', `maximum allowed value of a user defined priority is ${HIGHEST_USER_PRIORITY}`),
    ),
    ...optional(preemptionPolicy, (policy) => requiredOneOf(policy, 'preemptionPolicy', ['PreemptLowerPriority', 'Never'])),
  ];
};

/** Only what a class says of itself may change. */
export function validatePriorityClassUpdate(object: KubeObject, old: KubeObject, { options }: RegistryContext): Errors {
  const [after, before] = [object as PriorityClass, old as PriorityClass];
  const at = options.version.has('commonValidationWords') ? 'value' : 'Value';
  return [
    ...when((after.value ?? 0) !== (before.value ?? 0), () => forbiddenField(at, 'may not be changed in an update.')),
    ...when(after.preemptionPolicy !== before.preemptionPolicy, () => invalidValue('preemptionPolicy', after.preemptionPolicy ?? null, 'field is immutable')),
  ];
}

interface LeaseSpec {
  readonly leaseDurationSeconds?: number;
  readonly leaseTransitions?: number;
  readonly strategy?: string;
  readonly preferredHolder?: string;
}

export const validateLease: Validate = (object, { options }) => {
  const { leaseDurationSeconds, leaseTransitions } = givenFields<LeaseSpec>(object['spec']);
  return [
    ...positive(leaseDurationSeconds, 'spec.leaseDurationSeconds'),
    ...(options.version.has('commonValidationWords')
      ? nonNegative(leaseTransitions, 'spec.leaseTransitions')
      : optional(leaseTransitions, (count) => when(count < 0, () => invalidValue('spec.leaseTransitions', count, 'must to greater or equal than 0')))),
  ];
};

interface RuntimeClass {
  readonly handler?: string;
  readonly overhead?: { readonly podFixed?: Readonly<Record<string, string>> };
  readonly scheduling?: { readonly nodeSelector?: Readonly<Record<string, string>>; readonly tolerations?: readonly Given<Toleration>[] };
}

export const validateRuntimeClass: Validate = (object, { options }) => {
  const { version } = options;
  const { handler = '', overhead, scheduling } = givenFields<RuntimeClass>(object);
  return [
    ...(handler === '' && version.has('declarativeValidation') ? [required('handler')] : label(handler, 'handler', version)),
    ...Object.entries(overhead?.podFixed ?? {}).flatMap(([name, quantity]) => [
      ...validateResourceName(name, `overhead.podFixed[${name}]`, version),
      ...validateQuantityOf(name, quantity, `overhead.podFixed[${name}]`, version),
    ]),
    ...validateLabels(scheduling?.nodeSelector, 'scheduling.nodeSelector', version),
    ...atOnce(validateTolerations(scheduling?.tolerations, 'scheduling.tolerations', version)),
  ];
};

interface BudgetSpec {
  readonly minAvailable?: IntOrPercent;
  readonly maxUnavailable?: IntOrPercent;
  readonly selector?: LabelSelector;
  readonly unhealthyPodEvictionPolicy?: string;
}

export const validateDisruptionBudget: Validate = (object, { options }) => {
  const { version } = options;
  const { minAvailable, maxUnavailable, selector, unhealthyPodEvictionPolicy } = givenFields<BudgetSpec>(object['spec']);
  const share = (value: IntOrPercent | undefined, at: string): Errors =>
    optional(value, (given) => [...intOrPercent(given, at, version), ...atMostWhole(given, at, version)]);
  return [
    ...when(minAvailable !== undefined && maxUnavailable !== undefined, () =>
      invalidValue(
        'spec',
        { minAvailable: minAvailable ?? null, maxUnavailable: maxUnavailable ?? null },
        'minAvailable and maxUnavailable cannot be both set',
      ),
    ),
    ...share(minAvailable, 'spec.minAvailable'),
    ...share(maxUnavailable, 'spec.maxUnavailable'),
    ...optional(selector, (given) => validateLabelSelector(given, 'spec.selector', version)),
    ...optional(unhealthyPodEvictionPolicy, (policy) => oneOf(policy, 'spec.unhealthyPodEvictionPolicy', ['AlwaysAllow', 'IfHealthyBudget'])),
  ];
};

interface Endpoint {
  readonly addresses?: readonly string[] | null;
  readonly hostname?: string;
  readonly nodeName?: string;
  readonly topology?: Readonly<Record<string, string>>;
}
interface Slice {
  readonly addressType?: string;
  readonly endpoints?: readonly Endpoint[];
  readonly ports?: readonly { readonly name?: string; readonly port?: number; readonly protocol?: string; readonly appProtocol?: string }[];
}

function sliceAddress(address: string, type: string, at: string, version: Version): Errors {
  if (type === 'FQDN') return complaints(address, at, dnsSubdomain(address));
  if (!version.has('commonValidationWords'))
    return when(isIP(address) !== (type === 'IPv6' ? 6 : 4), () => invalidValue(at, address, `must be a valid ${type} address`));
  const errors = ipAddress(address, at, version);
  const family = type === 'IPv6' ? 6 : 4;
  return errors.length > 0 || isIP(address) === family ? errors : [invalidValue(at, address, `must be an ${type} address`)];
}

export const validateEndpointSlice: Validate = (object, { options }) => {
  const { version } = options;
  const { addressType = '', endpoints, ports } = givenFields<Slice>(object);
  const names = (ports ?? []).map(({ name = '' }) => name);
  return [
    ...requiredOneOf(addressType, 'addressType', ['FQDN', 'IPv4', 'IPv6']),
    ...each(endpoints, 'endpoints', ({ addresses, hostname, nodeName, topology }, at) => [
      ...(isEmpty(addresses)
        ? [required(`${at}.addresses`, 'must contain at least 1 address')]
        : each(addresses, `${at}.addresses`, (address, place) =>
            ['FQDN', 'IPv4', 'IPv6'].includes(addressType) ? sliceAddress(address, addressType, place, version) : [],
          )),
      ...optional(nodeName, (name) => complaints(name, `${at}.nodeName`, dnsSubdomain(name))),
      ...validateLabels(topology, `${at}.topology`, version),
      ...optional(hostname, (name) => complaints(name, `${at}.hostname`, dnsLabel(name, version))),
    ]),
    ...each(ports, 'ports', ({ name = '', protocol, appProtocol }, at, index) => [
      ...(name === '' ? [] : label(name, `${at}.name`, version)),
      ...when(names.indexOf(name) < index, () => duplicate(`${at}.name`, name)),
      ...requiredEmpty(protocol, `${at}.protocol`),
      ...optional(appProtocol, (given) => complaints(given, `${at}.appProtocol`, qualifiedName(given, version))),
    ]),
  ];
};

const requiredEmpty = (protocol: string | undefined, at: string): Errors =>
  protocol === undefined ? [required(at)] : oneOf(protocol, at, ['SCTP', 'TCP', 'UDP']);
