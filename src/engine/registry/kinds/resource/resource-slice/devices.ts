/** The devices of a ResourceSlice. After validateDevice of pkg/apis/resource/validation. */
import { labelValue, qualifiedName } from '../../../../apimachinery/names';
import { duplicate, forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import { own } from '../../../../golang/map';
import { complaints, each, isEmpty, label, oneOf, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { tooLongField } from '../../../generic/metadata/validation';
import type { Version } from '../../../../versions';

type Values = Readonly<Record<string, unknown>>;

interface Taint {
  readonly key?: string;
  readonly value?: string;
  readonly effect?: string;
}
export interface Device {
  readonly name?: string;
  readonly attributes?: Readonly<Record<string, Values>>;
  readonly capacity?: Readonly<Record<string, { readonly requestPolicy?: object }>>;
  readonly allowMultipleAllocations?: boolean;
  readonly taints?: readonly Taint[];
  readonly bindingConditions?: readonly string[];
  readonly bindingFailureConditions?: readonly string[];
  readonly consumesCounters?: readonly object[];
  readonly nodeName?: string;
  readonly nodeSelector?: object;
  readonly allNodes?: boolean;
}

const MAX_STRING = 64;
const VALUES = ['int', 'bool', 'string', 'version', 'ints', 'bools', 'strings', 'versions'];
const KINDS_OF_VALUES = VALUES.map((name) => `\`${name}\``).join(', ');

/** A value is of one kind. */
function validateAttribute(value: Values, at: string, version: Version): Errors {
  const given = Object.keys(givenFields<object>(value));
  const text = value['string'];
  const tooLong = when(typeof text === 'string' && text.length > MAX_STRING, () => tooLongField(`${at}.string`, MAX_STRING, version));
  if (!version.has('deviceAttributeUnion')) return [...when(given.length !== 1, () => invalidValue(at, '', 'exactly one value must be specified')), ...tooLong];
  const empty = given.filter((name) => Array.isArray(own(value, name)) && isEmpty(own(value, name)));
  const present = VALUES.filter((name) => given.includes(name) && !empty.includes(name));
  return [
    ...tooLong,
    ...empty.map((name) => invalidValue(`${at}.${name}`, [], 'must not be empty if specified')),
    ...when(present.length === 0, () => invalidValue(at, '', `must specify one of: ${KINDS_OF_VALUES}`)),
    ...when(present.length > 1, () => invalidValue(at, `{${present.join(', ')}}`, `must specify exactly one of: ${KINDS_OF_VALUES}`)),
  ];
}

const validateTaint = ({ key = '', value = '', effect = '' }: Taint, at: string, version: Version): Errors => [
  ...complaints(key, `${at}.key`, qualifiedName(key, version)),
  ...(value === '' ? [] : complaints(value, `${at}.value`, labelValue(value, version))),
  ...(effect === '' ? [required(`${at}.effect`)] : oneOf(effect, `${at}.effect`, ['NoExecute', 'NoSchedule', 'None'])),
];

function validateBinding({ bindingConditions = [], bindingFailureConditions = [] }: Device, at: string, version: Version): Errors {
  const names = (conditions: readonly string[], place: string): Errors =>
    each(conditions, place, (condition, where, index) => [
      ...complaints(condition, where, qualifiedName(condition, version)),
      ...when(conditions.indexOf(condition) < index, () => duplicate(where, condition)),
    ]);
  const [conditions, failures] = [`${at}.bindingConditions`, `${at}.bindingFailureConditions`];
  return [
    ...names(bindingConditions, conditions),
    ...names(bindingFailureConditions, failures),
    ...each(bindingFailureConditions, failures, (condition, where) =>
      when(bindingConditions.includes(condition), () => invalidValue(where, condition, 'bindingFailureConditions must not overlap with bindingConditions')),
    ),
    ...when(bindingConditions.length === 0 && bindingFailureConditions.length > 0, () =>
      invalidValue(conditions, null, 'bindingConditions are required to use bindingFailureConditions'),
    ),
    ...when(bindingFailureConditions.length === 0 && bindingConditions.length > 0, () =>
      invalidValue(failures, null, 'bindingFailureConditions are required to use bindingConditions'),
    ),
  ];
}

const EACH = 'is required when `perDeviceNodeSelection` is set to true in the ResourceSlice spec';
const ONLY_EACH = '`nodeName`, `nodeSelector` and `allNodes` can only be set if `perDeviceNodeSelection` is set to true in the ResourceSlice spec';

function validateNodes({ nodeName, nodeSelector, allNodes }: Device, at: string, each: boolean): Errors {
  const isThere = { nodeName: !isEmpty(nodeName), nodeSelector: nodeSelector !== undefined, allNodes: allNodes === true };
  const given = Object.entries(isThere).flatMap(([field, there]) => (there ? [`\`${field}\``] : []));
  if (!each) return when(given.length > 0, () => invalidValue(at, null, ONLY_EACH));
  const one = 'exactly one of `nodeName`, `nodeSelector`, or `allNodes`';
  return [
    ...when(given.length === 0, () => required(at, `${one} ${EACH}`)),
    ...when(given.length > 1, () => invalidValue(at, `{${given.join(', ')}}`, `${one} ${EACH}`)),
  ];
}

export function validateDevices(devices: readonly Device[] | undefined, eachHasNodes: boolean, version: Version): Errors {
  const names = (devices ?? []).map(({ name = '' }) => name);
  return each(devices, 'spec.devices', (device, at, index) => [
    ...label(device.name ?? '', `${at}.name`, version),
    ...when(names.indexOf(device.name ?? '') < index, () => duplicate(at, device.name ?? '')),
    ...Object.entries(device.attributes ?? {}).flatMap(([key, value]) => validateAttribute(value, `${at}.attributes[${key}]`, version)),
    ...Object.entries(device.capacity ?? {}).flatMap(([key, { requestPolicy }]) =>
      when(requestPolicy !== undefined && device.allowMultipleAllocations !== true, () =>
        forbiddenField(`${at}.capacity[${key}].requestPolicy`, 'allowMultipleAllocations must be true'),
      ),
    ),
    ...each(device.taints, `${at}.taints`, (taint, place) => validateTaint(taint, place, version)),
    ...validateNodes(device, at, eachHasNodes),
    ...validateBinding(device, at, version),
  ]);
}
