/**
 * What is wrong with a Node: its taints, what it says it has, and changes of what may be set only once.
 * After ValidateNode and ValidateNodeUpdate of k8s.io/kubernetes/pkg/apis/core/validation/validation.go.
 */
import { isIntegerResource } from '../../../generic/validation/resource-names';
import { isIP } from 'node:net';
import { complaints, each, when } from '../../../generic/validation/checks';
import type { KubeObject } from '../../../../api/objects';
import { encodeJson } from '../../../../golang/json';
import { quote } from '../../../../golang/quote';
import { duplicate, forbiddenField, GoPrinted, invalidValue, notSupported, required, type FieldError, type FieldValue } from '../../../../errors/field-error';
import type { Version } from '../../../../versions';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import { labelValue, qualifiedName } from '../../../../apimachinery/names';

interface Taint {
  readonly key: string;
  readonly value?: string;
  readonly effect: string;
  readonly timeAdded?: string;
}
interface NodeSpec {
  readonly podCIDRs?: readonly string[];
  readonly providerID?: string;
  readonly taints?: readonly Taint[];
  readonly unschedulable?: boolean;
  readonly configSource?: unknown;
  readonly podPreemptionPolicy?: { readonly disableResizePreemption?: readonly string[] };
}
type Quantities = Readonly<Record<string, string>>;
interface NodeStatus {
  readonly capacity?: Quantities;
  readonly allocatable?: Quantities;
  readonly addresses?: readonly { readonly type: string; readonly address: string }[];
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];
const specOf = (node: KubeObject): NodeSpec => (node['spec'] ?? {}) as NodeSpec;
const statusOf = (node: KubeObject): NodeStatus => (node['status'] ?? {}) as NodeStatus;

function printedTaint({ key, value = '', effect, timeAdded }: Taint, version: Version): FieldValue {
  if (version.has('jsonFieldErrors')) return { Key: key, Value: value, Effect: effect, TimeAdded: timeAdded ?? null };
  const time = timeAdded === undefined ? '(*v1.Time)(nil)' : timeAdded;
  return new GoPrinted(`core.Taint{Key:${quote(key)}, Value:${quote(value)}, Effect:${quote(effect)}, TimeAdded:${time}}`);
}

function validateTaint({ key, value = '', effect }: Taint, field: string, version: Version): readonly FieldError[] {
  const values = labelValue(value, version);
  return [
    ...qualifiedName(key, version).map((complaint) => invalidValue(`${field}.key`, key, complaint)),
    ...(values.length > 0 ? [invalidValue(`${field}.value`, value, values.join(';'))] : []),
    ...(effect === '' ? [required(`${field}.effect`)] : EFFECTS.includes(effect) ? [] : [notSupported(`${field}.effect`, effect, EFFECTS)]),
  ];
}

function validateTaints({ taints = [] }: NodeSpec, version: Version): readonly FieldError[] {
  const seen = new Set<string>();
  return taints.flatMap((taint, index) => {
    const field = `metadata.taints[${index}]`;
    const errors = validateTaint(taint, field, version);
    const pair = encodeJson([taint.effect, taint.key]);
    if (!seen.has(pair)) {
      seen.add(pair);
      return errors;
    }
    const { body, ...rest } = duplicate(field, printedTaint(taint, version));
    return [...errors, { ...rest, body: `${body}: taints must be unique by key and effect pair` }];
  });
}

/** A quantity is canonical here: a fraction ends with a small unit, and what is negative begins with a sign. */
function printedFraction(quantity: string, version: Version): FieldValue {
  const milli = /^(-?\d+)m$/.exec(quantity)?.[1];
  if (version.has('jsonFieldErrors') || milli === undefined) return quantity;
  return new GoPrinted(
    `resource.Quantity{i:resource.int64Amount{value:${milli}, scale:-3}, d:resource.infDecAmount{Dec:(*inf.Dec)(nil)}, s:${quote(quantity)}, Format:"DecimalSI"}`,
  );
}

const validateQuantities = (quantities: Quantities | undefined, field: string, version: Version): readonly FieldError[] =>
  Object.entries(quantities ?? {}).flatMap(([name, quantity]) => [
    ...(quantity.startsWith('-') ? [invalidValue(`${field}.${name}`, quantity, 'must be greater than or equal to 0')] : []),
    ...(isIntegerResource(name, version) && /[mun]$/.test(quantity)
      ? [invalidValue(`${field}.${name}`, printedFraction(quantity, version), 'must be an integer')]
      : []),
  ]);

const validateResources = ({ capacity, allocatable }: NodeStatus, version: Version): readonly FieldError[] => [
  ...validateQuantities(capacity, 'status.capacity', version),
  ...validateQuantities(allocatable, 'status.allocatable', version),
];

function isCidr(value: string): boolean {
  const [address = '', length = '', ...more] = value.split('/');
  const family = isIP(address);
  return more.length === 0 && family !== 0 && /^\d+$/.test(length) && Number(length) <= (family === 4 ? 32 : 128);
}

function validateCidrs({ podCIDRs = [] }: NodeSpec, version: Version): readonly FieldError[] {
  return podCIDRs.flatMap((cidr, index) => {
    if (isCidr(cidr)) return [];
    const field = `spec.podCIDRs[${index}]`;
    return version.has('jsonFieldErrors')
      ? [invalidValue(field, cidr, 'must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)')]
      : [invalidValue(field, strings(podCIDRs, version), 'must be valid CIDR')];
  });
}

/** Resources whose growth in a pod takes no room from others. */
function validateResizePreemption({ podPreemptionPolicy }: NodeSpec, version: Version): readonly FieldError[] {
  const at = 'spec.podPreemptionPolicy.disableResizePreemption';
  const names = podPreemptionPolicy?.disableResizePreemption ?? [];
  return [
    ...each(names, at, (name, place, index) => when(names.indexOf(name) < index, () => duplicate(place, name))),
    ...each(names, at, (name, place) => complaints(name, place, qualifiedName(name, version))),
  ];
}

export const validateNode = (node: KubeObject, { options }: RegistryContext): readonly FieldError[] => [
  ...validateTaints(specOf(node), options.version),
  ...validateResources(statusOf(node), options.version),
  ...validateCidrs(specOf(node), options.version),
  ...validateResizePreemption(specOf(node), options.version),
];

function validateAddresses({ addresses = [] }: NodeStatus, version: Version): readonly FieldError[] {
  const seen = new Set<string>();
  return addresses.flatMap(({ type, address }, index) => {
    const pair = encodeJson([type, address]);
    const printed = new GoPrinted(`core.NodeAddress{Type:${quote(type)}, Address:${quote(address)}}`);
    if (seen.has(pair)) return [duplicate(`status.addresses[${index}]`, version.has('jsonFieldErrors') ? { Type: type, Address: address } : printed)];
    seen.add(pair);
    return [];
  });
}

function changedProviderId(providerID: string | undefined, version: Version): FieldError {
  const field = 'spec.providerID';
  if (!version.has('providerIdSetOnce')) return forbiddenField(field, 'node updates may not change providerID except from "" to valid');
  return invalidValue(field, null, (providerID ?? '') === '' ? 'field cannot be cleared once set' : 'field cannot be modified once set');
}

function validateSetOnce(
  { podCIDRs = [], providerID }: NodeSpec,
  { podCIDRs: old = [], providerID: oldId = '' }: NodeSpec,
  version: Version,
): readonly FieldError[] {
  const cidrs = forbiddenField('spec.podCIDRs', 'node updates may not change podCIDR except from "" to valid');
  const changed = podCIDRs.length === old.length ? old.filter((cidr, index) => cidr !== podCIDRs[index]).map(() => cidrs) : [cidrs];
  return [...(old.length > 0 ? changed : []), ...(oldId !== '' && oldId !== providerID ? [changedProviderId(providerID, version)] : [])];
}

/** Older versions say what may change as a whole; a podCIDR or a providerID that was not there before may. */
function validateRest(node: KubeObject, old: KubeObject): readonly FieldError[] {
  const { taints: _taints, unschedulable: _unschedulable, configSource: _source, ...rest } = specOf(node);
  const { taints: _oldTaints, unschedulable: _oldUnschedulable, configSource: _oldSource, ...before } = specOf(old);
  const kept = (spec: NodeSpec): string => {
    const { podCIDRs = [], providerID = '', ...others } = spec as NodeSpec & { readonly podCIDR?: string };
    const { podCIDR: _first, ...fixed } = others;
    return encodeJson([fixed, (before.podCIDRs ?? []).length === 0 ? [] : podCIDRs, (before.providerID ?? '') === '' ? '' : providerID]);
  };
  if (kept(rest) === kept(before)) return [];
  return [
    forbiddenField('[]', 'node updates may only change labels, taints, or capacity (or configSource, if the DynamicKubeletConfig feature gate is enabled)'),
  ];
}

export const validateNodeStatusUpdate = (node: KubeObject, old: KubeObject, { options }: RegistryContext): readonly FieldError[] => [
  ...validateResources(statusOf(node), options.version),
  ...validateAddresses(statusOf(node), options.version),
  ...validateSetOnce(specOf(node), specOf(old), options.version),
  ...validateTaints(specOf(node), options.version),
  ...(options.version.has('dynamicKubeletConfig') ? validateRest(node, old) : []),
];

/** As a new object, then as a change. */
export const validateNodeUpdate = (node: KubeObject, old: KubeObject, context: RegistryContext): readonly FieldError[] => [
  ...validateNode(node, context),
  ...validateNodeStatusUpdate(node, old, context),
];
