/** Names of resources that are counted and measured. After pkg/apis/core/helper and validateResourceName of pkg/apis/core/validation. */
import { own } from '../../../golang/map';
import { qualifiedName } from '../../../apimachinery/names';
import { forbiddenField, invalidValue, required } from '../../../errors/field-error';
import type { Version } from '../../../versions';
import { complaints, when, type Errors } from './checks';
import { compareQuantities, isNegative, isWhole, printedFraction } from './quantities';

const CONTAINER = ['cpu', 'memory', 'ephemeral-storage'];
const COUNTS = [
  'pods',
  'resourcequotas',
  'services',
  'replicationcontrollers',
  'secrets',
  'configmaps',
  'persistentvolumeclaims',
  'services.nodeports',
  'services.loadbalancers',
];
const MEASURES = [
  'cpu',
  'memory',
  'ephemeral-storage',
  'requests.cpu',
  'requests.memory',
  'requests.ephemeral-storage',
  'limits.cpu',
  'limits.memory',
  'limits.ephemeral-storage',
];
const STANDARD = [...MEASURES, ...COUNTS, 'storage', 'requests.storage'];
const QUOTA = [...MEASURES, ...COUNTS, 'requests.storage'];

export const isHugePages = (name: string): boolean => name.startsWith('hugepages-');
export const isNativeResource = (name: string): boolean => !name.includes('/') || name.includes('kubernetes.io/');
/** Such as a device of a vendor: a name of its own domain. */
export const isExtendedResource = (name: string, version: Version): boolean =>
  !isNativeResource(name) && !name.startsWith('requests.') && qualifiedName(`requests.${name}`, version).length === 0;
/** What is counted in whole numbers: what Kubernetes counts itself, and what vendors bring. */
export const isIntegerResource = (name: string, version: Version): boolean => COUNTS.includes(name) || isExtendedResource(name, version);
const isOvercommitAllowed = (name: string): boolean => isNativeResource(name) && !isHugePages(name);

export function validateResourceName(name: string, at: string, version: Version): Errors {
  const errors = complaints(name, at, qualifiedName(name, version));
  if (errors.length > 0 || name.includes('/')) return errors;
  const standard = STANDARD.includes(name) || isHugePages(name) || /^(requests\.)?hugepages-/.test(name);
  return when(!standard, () => invalidValue(at, name, 'must be a standard resource type or fully qualified'));
}

export function validateContainerResourceName(name: string, at: string, version: Version): Errors {
  const errors = validateResourceName(name, at, version);
  if (!name.includes('/'))
    return CONTAINER.includes(name) || isHugePages(name) ? errors : [...errors, invalidValue(at, name, 'must be a standard resource for containers')];
  return isNativeResource(name) || isExtendedResource(name, version)
    ? errors
    : [...errors, invalidValue(at, name, "doesn't follow extended resource name standard")];
}

export function validateQuotaResourceName(name: string, at: string, version: Version): Errors {
  const errors = validateResourceName(name, at, version);
  const known = name.includes('/') || QUOTA.includes(name) || /^(requests\.)?hugepages-/.test(name);
  return known ? errors : [...errors, invalidValue(at, name, 'must be a standard resource for quota')];
}

export const validateQuantityOf = (name: string, quantity: string, at: string, version: Version): Errors => [
  ...when(isNegative(quantity), () => invalidValue(at, quantity, 'must be greater than or equal to 0')),
  ...when(isIntegerResource(name, version) && !isWhole(quantity), () => invalidValue(at, printedFraction(quantity, version), 'must be an integer')),
];

interface Requirements {
  readonly limits?: Readonly<Record<string, unknown>> | null | undefined;
  readonly requests?: Readonly<Record<string, unknown>> | null | undefined;
}

function comparedWithLimit(name: string, request: string, limit: unknown, at: string, version: Version): Errors {
  if (limit === undefined) return when(!isOvercommitAllowed(name), () => required(`${at}.limits`, 'Limit must be set for non overcommitable resources'));
  const order = compareQuantities(request, String(limit));
  const shown = version.has('requestErrorsShowLimit') ? `${name} limit of ${String(limit)}` : `${name} limit`;
  if (order !== 0 && !isOvercommitAllowed(name)) return [invalidValue(`${at}.requests`, request, `must be equal to ${shown}`)];
  return when(order > 0, () => invalidValue(`${at}.requests`, request, `must be less than or equal to ${shown}`));
}

export function validateResources({ limits, requests }: Requirements, at: string, version: Version): Errors {
  const errors = (of: Readonly<Record<string, unknown>> | null | undefined, kind: string, more: (name: string, quantity: string) => Errors): Errors =>
    Object.entries(of ?? {}).flatMap(([name, quantity]) => [
      ...validateContainerResourceName(name, `${at}.${kind}[${name}]`, version),
      ...validateQuantityOf(name, String(quantity), `${at}.${kind}[${name}]`, version),
      ...more(name, String(quantity)),
    ]);
  const names = [...Object.keys(limits ?? {}), ...Object.keys(requests ?? {})];
  const onlyHugePages = names.some(isHugePages) && !names.some((name) => name === 'cpu' || name === 'memory');
  return [
    ...errors(limits, 'limits', () => []),
    ...errors(requests, 'requests', (name, quantity) => comparedWithLimit(name, quantity, own(limits ?? undefined, name), at, version)),
    ...(onlyHugePages ? [forbiddenField(at, 'HugePages require cpu or memory')] : []),
  ];
}
