/** LimitRanges. After k8s.io/kubernetes/pkg/registry/core/limitrange and ValidateLimitRange of pkg/apis/core/validation. */
import { own } from '../../../../golang/map';
import type { KubeObject } from '../../../../api/objects';
import { qualifiedName } from '../../../../apimachinery/names';
import { parseQuantity } from '../../../../apimachinery/quantity';
import { duplicate, forbiddenField, invalidValue, required } from '../../../../errors/field-error';
import type { RegistryContext } from '../../../generic/context';
import { complaints, each, when, type Errors } from '../../../generic/validation/checks';
import { givenFields } from '../../../generic/validation/given';
import { compareQuantities, printedQuantity } from '../../../generic/validation/quantities';
import { validateContainerResourceName, validateResourceName } from '../../../generic/validation/resource-names';
import type { Version } from '../../../../versions';
import { validated } from '../../../generic/status-and-generation';
import type { Strategy } from '../../../generic/strategy';
import { withMeta } from '../../../../storage/object-meta';
import { randomUUID } from 'node:crypto';

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
function validateOrder(limit: Limit, name: string, at: string, version: Version): Errors {
  const [max, min, ownDefault, request, ratio] = [limit.max, limit.min, limit.default, limit.defaultRequest, limit.maxLimitRequestRatio].map((values) =>
    own(values, name),
  );
  const above = (value: string | undefined, bound: string | undefined): boolean =>
    value !== undefined && bound !== undefined && compareQuantities(value, bound) > 0;
  const refused = (field: string, shown: string | undefined, text: string): Errors => [
    invalidValue(`${at}.${field}[${name}]`, printedQuantity(shown ?? '0', version), text),
  ];
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
    ...[...resources].flatMap((name) => validateOrder(checked, name, at, version)),
  ];
}

function validateLimitRange(object: KubeObject, { options }: RegistryContext): Errors {
  const { limits } = givenFields<{ readonly limits?: readonly Limit[] }>(object['spec']);
  const types = (limits ?? []).map(({ type = '' }) => type);
  return each(limits, 'spec.limits', (limit, at, index) => [
    ...validateType(limit.type ?? '', `${at}.type`, options.version),
    ...when(types.indexOf(limit.type ?? '') < index, () => duplicate(`${at}.type`, limit.type ?? '')),
    ...validateLimit(limit, at, options.version),
  ]);
}

export const limitRanges: Strategy = validated(validateLimitRange, {
  allowCreateOnUpdate: true,
  // One without a name is given a uid for it.
  prepareForCreate: (object) => ((object.metadata.name ?? '') === '' ? withMeta(object, { name: randomUUID() }) : object),
});
