/** LimitRanges and ResourceQuotas. After ValidateLimitRange and ValidateResourceQuota of pkg/apis/core/validation/validation.go. */
import { own } from '../../../../golang/map';
import type { KubeObject } from '../../../../api/objects';
import { qualifiedName } from '../../../../apimachinery/names';
import { parseQuantity } from '../../../../apimachinery/quantity';
import { duplicate, forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { strings } from '../../../generic/metadata/go-printed';
import { complaints, each, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { compareQuantities } from '../../../generic/validation/quantities';
import { validateContainerResourceName, validateQuantityOf, validateQuotaResourceName, validateResourceName } from '../../../generic/validation/resource-names';
import type { Version } from '../../../../versions';

type Quantities = Readonly<Record<string, string>>;
interface Limit {
  readonly type?: string;
  readonly max?: Quantities;
  readonly min?: Quantities;
  readonly default?: Quantities;
  readonly defaultRequest?: Quantities;
  readonly maxLimitRequestRatio?: Quantities;
}

const TYPES = ['Pod', 'Container', 'PersistentVolumeClaim'];
const FIELDS = ['max', 'min', 'default', 'defaultRequest', 'maxLimitRequestRatio'] as const;

function validateType(type: string, at: string, version: Version): Errors {
  const errors = complaints(type, at, qualifiedName(type, version));
  if (errors.length > 0 || type.includes('/') || TYPES.includes(type)) return errors;
  return [invalidValue(at, type, 'must be a standard limit type or fully qualified')];
}

const numberOf = (quantity: string): number => {
  const { unscaled, scale } = parseQuantity(quantity);
  return Number(unscaled) * 10 ** scale;
};

/** What each value of one resource may not be above or below. */
function validateOrder(limit: Limit, name: string, at: string): Errors {
  const [max, min, ownDefault, request, ratio] = [limit.max, limit.min, limit.default, limit.defaultRequest, limit.maxLimitRequestRatio].map((values) =>
    own(values, name),
  );
  const above = (value: string | undefined, bound: string | undefined): boolean =>
    value !== undefined && bound !== undefined && compareQuantities(value, bound) > 0;
  const refused = (field: string, shown: string | undefined, text: string): Errors => [invalidValue(`${at}.${field}[${name}]`, shown ?? '', text)];
  const widest = max !== undefined && min !== undefined ? numberOf(max) / numberOf(min) : undefined;
  return [
    ...(above(min, max) ? refused('min', min, `min value ${min} is greater than max value ${max}`) : []),
    ...(above(min, request) ? refused('defaultRequest', request, `min value ${min} is greater than default request value ${request}`) : []),
    ...(above(request, max) ? refused('defaultRequest', request, `default request value ${request} is greater than max value ${max}`) : []),
    ...(above(request, ownDefault)
      ? refused('defaultRequest', request, `default request value ${request} is greater than default limit value ${ownDefault}`)
      : []),
    ...(above(min, ownDefault) ? refused('default', min, `min value ${min} is greater than default value ${ownDefault}`) : []),
    ...(above(ownDefault, max) ? refused('default', max, `default value ${ownDefault} is greater than max value ${max}`) : []),
    ...(ratio !== undefined && numberOf(ratio) < 1 ? refused('maxLimitRequestRatio', ratio, `ratio ${ratio} is less than 1`) : []),
    ...(ratio !== undefined && widest !== undefined && numberOf(ratio) > widest
      ? refused('maxLimitRequestRatio', ratio, `ratio ${ratio} is greater than max/min = ${widest.toFixed(6)}`)
      : []),
  ];
}

function validateLimit(limit: Limit, at: string, version: Version): Errors {
  const { type = '' } = limit;
  const nameOf = type === 'Pod' || type === 'Container' ? validateContainerResourceName : validateResourceName;
  const checked = type === 'Pod' ? { ...limit, default: {}, defaultRequest: {} } : limit;
  const names = (field: (typeof FIELDS)[number]): Errors =>
    Object.keys(checked[field] ?? {}).flatMap((name) => nameOf(name, `${at}.${field}[${name}]`, version));
  const resources = new Set(FIELDS.flatMap((field) => Object.keys(checked[field] ?? {})));
  const forbidden = (field: 'default' | 'defaultRequest'): Errors =>
    when(type === 'Pod' && Object.keys(limit[field] ?? {}).length > 0, () => forbiddenField(`${at}.${field}`, "may not be specified when `type` is 'Pod'"));
  const unmeasured = type === 'PersistentVolumeClaim' && limit.min?.['storage'] === undefined && limit.max?.['storage'] === undefined;
  return [
    ...names('max'),
    ...names('min'),
    ...forbidden('default'),
    ...forbidden('defaultRequest'),
    ...names('default'),
    ...names('defaultRequest'),
    ...when(unmeasured, () => required(`${at}.limits`, 'either minimum or maximum storage value is required, but neither was provided')),
    ...names('maxLimitRequestRatio'),
    ...[...resources].flatMap((name) => validateOrder(checked, name, at)),
  ];
}

export function validateLimitRange(object: KubeObject, { options }: RegistryContext): Errors {
  const { limits } = givenFields<{ readonly limits?: readonly Limit[] }>(object['spec']);
  const types = (limits ?? []).map(({ type = '' }) => type);
  return each(limits, 'spec.limits', (limit, at, index) => [
    ...validateType(limit.type ?? '', `${at}.type`, options.version),
    ...when(types.indexOf(limit.type ?? '') < index, () => duplicate(`${at}.type`, limit.type ?? '')),
    ...validateLimit(limit, at, options.version),
  ]);
}

interface Requirement {
  readonly scopeName?: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}
interface QuotaSpec {
  readonly hard?: Quantities;
  readonly scopes?: readonly string[];
  readonly scopeSelector?: { readonly matchExpressions?: readonly Requirement[] };
}

const POD_COMPUTE = ['cpu', 'memory', 'limits.cpu', 'limits.memory', 'requests.cpu', 'requests.memory', 'pods'];
/** Which scopes a resource may be counted in. */
const scopesOf = (version: Version): readonly string[] => [
  ...['Terminating', 'NotTerminating', 'BestEffort', 'NotBestEffort', 'PriorityClass'],
  ...(version.has('crossNamespaceAffinity') ? ['CrossNamespacePodAffinity'] : []),
  ...(version.has('volumeAttributesClasses') ? ['VolumeAttributesClass'] : []),
];
const isMeasuredIn = (scope: string, resource: string): boolean => {
  if (['Terminating', 'NotTerminating', 'NotBestEffort', 'PriorityClass', 'CrossNamespacePodAffinity'].includes(scope))
    return POD_COMPUTE.includes(resource) || (resource.includes('ephemeral-storage') && scope !== 'BestEffort');
  if (scope === 'BestEffort') return resource === 'pods';
  return true;
};

function validateScopes({ hard = {}, scopes = [] }: QuotaSpec, version: Version): Errors {
  const refused = (text: string): Errors => [invalidValue('spec.scopes', strings(scopes, version, 'core.ResourceQuotaScope'), text)];
  const errors = scopes.flatMap((scope) => {
    if (!scopesOf(version).includes(scope)) return refused('unsupported scope');
    return Object.keys(hard).some((resource) => !isMeasuredIn(scope, resource)) ? refused('unsupported scope applied to resource') : [];
  });
  const opposed = [
    ['BestEffort', 'NotBestEffort'],
    ['Terminating', 'NotTerminating'],
  ].filter((pair) => pair.every((scope) => scopes.includes(scope)));
  return [...errors, ...opposed.flatMap(() => refused('conflicting scopes'))];
}

function validateRequirement({ scopeName = '', operator = '', values = [] }: Requirement, hard: Quantities, version: Version): Errors {
  const at = 'spec.scopeSelector.matchExpressions';
  const flag = ['BestEffort', 'NotBestEffort', 'Terminating', 'NotTerminating', 'CrossNamespacePodAffinity'].includes(scopeName);
  const unknown = !scopesOf(version).includes(scopeName);
  const unmeasured = !unknown && Object.keys(hard).some((resource) => !isMeasuredIn(scopeName, resource));
  return [
    ...when(unknown, () => invalidValue(`${at}.scopeName`, scopeName, 'unsupported scope')),
    ...when(unmeasured, () => invalidValue(at, { scopeName, operator, values }, 'unsupported scope applied to resource')),
    ...when(flag && operator !== 'Exists', () =>
      invalidValue(
        `${at}.operator`,
        operator,
        "must be 'Exist' when scope is any of ResourceQuotaScopeTerminating, ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort, ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity",
      ),
    ),
    ...when((operator === 'In' || operator === 'NotIn') && values.length === 0, () =>
      required(`${at}.values`, "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector"),
    ),
    ...when((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0, () =>
      invalidValue(`${at}.values`, strings(values, version), "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector"),
    ),
    ...when(!['In', 'NotIn', 'Exists', 'DoesNotExist'].includes(operator), () => invalidValue(`${at}.operator`, operator, 'not a valid selector operator')),
  ];
}

export function validateResourceQuota(object: KubeObject, { options }: RegistryContext): Errors {
  const { version } = options;
  const spec = givenFields<QuotaSpec>(object['spec']);
  return [
    ...Object.entries(spec.hard ?? {}).flatMap(([name, quantity]) => [
      ...validateQuotaResourceName(name, `spec.hard[${name}]`, version),
      ...validateQuantityOf(name, quantity, `spec.hard[${name}]`, version),
    ]),
    ...validateScopes(spec, version),
    ...(spec.scopeSelector?.matchExpressions ?? []).flatMap((requirement) => validateRequirement(requirement, spec.hard ?? {}, version)),
  ];
}
